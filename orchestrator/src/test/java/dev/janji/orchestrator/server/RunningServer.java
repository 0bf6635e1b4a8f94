package dev.janji.orchestrator.server;

import dev.janji.domain.id.LenderId;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One real server with a real Cassandra for all integration tests of a JVM, on a scaled clock. Give a test a parameter of this type to have
 * it.
 */
public final class RunningServer implements AutoCloseable {
    public static final LenderId BANK_A = new LenderId("bank-a");
    public static final LenderId BANK_B = new LenderId("bank-b");

    /** These change what they are worked by. */
    public static final LenderId BANK_C = new LenderId("bank-c");

    public static final LenderId BANK_D = new LenderId("bank-d");

    /** A Monday in Jakarta, at nine in the morning. */
    private static final String START = "2026-02-02T02:00:00Z";

    private static final double SPEED = 7200;

    private final DataFolder folder;
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningServer(DataFolder folder, Server server) {
        this.folder = folder;
        this.server = server;
    }

    /** Starts it at the first need, and stops it after the last test. */
    public static final class Extension implements ParameterResolver {
        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(RunningServer.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(SPACE)
                    .getOrComputeIfAbsent("server", key -> start(""), RunningServer.class);
        }
    }

    /** @param more configuration of a server that is not shared */
    static RunningServer start(String more) {
        try {
            DataFolder folder = DataFolder.at(Files.createTempDirectory("janji-it"));
            Path config = folder.root().resolve("test.conf");
            Files.writeString(
                    config,
                    "janji.orchestrator.cassandra.embedded { heap-megabytes = 512, class-path-file = \""
                            + Path.of("cassandra/target/cassandra.classpath").toAbsolutePath() + "\" }\n" + more);
            UpOptions options = new UpOptions(
                    folder.root(),
                    config,
                    List.of(BANK_A, BANK_B, BANK_C, BANK_D),
                    new UpOptions.Ports(0, 0, 0, 0, 0),
                    new UpOptions.ScaledTime(START, SPEED, false));
            return new RunningServer(folder, Server.start(Configuration.up(options, folder), false));
        } catch (IOException | StartFailure e) {
            throw new AssertionError("Expected the server to start, but it did not", e);
        }
    }

    public ServerFile where() {
        return server.reachableAt();
    }

    public DataFolder folder() {
        return folder;
    }

    /** A client that trusts the server; without a certificate of its own. */
    public ManagedChannel channel() throws IOException {
        return NettyChannelBuilder.forAddress(
                        "127.0.0.1",
                        where().grpc().port(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(folder.credentials()
                                        .resolve("authority.pem")
                                        .toFile())
                                .build())
                .build();
    }

    /** A client with the certificate of a lender. */
    public ManagedChannel channelWithCertificate(LenderId lender) throws IOException {
        Path home = folder.credentials().resolve("lenders").resolve(lender.value());
        return NettyChannelBuilder.forAddress(
                        "127.0.0.1",
                        where().grpc().port(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(folder.credentials()
                                        .resolve("authority.pem")
                                        .toFile())
                                .keyManager(
                                        home.resolve("client.pem").toFile(),
                                        home.resolve("client.key").toFile())
                                .build())
                .build();
    }

    public String token(LenderId lender) throws IOException {
        return Files.readString(folder.credentials()
                        .resolve("lenders")
                        .resolve(lender.value())
                        .resolve("token"))
                .strip();
    }

    /** Of a person of the operator. */
    public String operatorToken(String person) throws IOException {
        return Files.readString(folder.credentials()
                        .resolve("operators")
                        .resolve(person)
                        .resolve("token"))
                .strip();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(where().http().port(), path);
    }

    public HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.walkFileTree(folder.root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
