package dev.janji.orchestrator.cli;

import dev.janji.domain.id.PersonId;
import dev.janji.orchestrator.security.Caller;
import dev.janji.orchestrator.security.DevelopmentCredentials;
import dev.janji.orchestrator.server.ServerFile;
import dev.janji.orchestrator.server.StartFailure;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which running server a person of the operator speaks to, and as whom. */
final class OperatorDoor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the running server. Default: .janji, else that of the demo in it")
    private @Nullable Path data;

    @Option(
            names = "--as",
            paramLabel = "PERSON",
            description = "Whose development credential is used. Default: operator")
    private String person = "operator";

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "A server elsewhere instead; with --authority and --token-file.")
    private @Nullable String server;

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            description = "PEM file of the authority that signed the server's certificate.")
    private @Nullable Path authority;

    @Option(names = "--token-file", paramLabel = "FILE", description = "Your token, when the server is elsewhere.")
    private @Nullable Path tokenFile;

    /** Where, whom to trust, and the caller's token. */
    private record Door(String target, Path authority, Path token) {}

    /** Something that may find no server. */
    interface Asking {
        void ask() throws StartFailure;
    }

    /** @return the exit code; whatever went wrong has been said in one sentence */
    static int run(CommandSpec spec, Asking asking) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            asking.ask();
            return ExitCode.OK;
        } catch (StartFailure e) {
            err.println(e.sentence());
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        } finally {
            spec.commandLine().getOut().flush();
            err.flush();
        }
        return ExitCode.SOFTWARE;
    }

    /**
     * Opens the door for one or several calls.
     *
     * @throws StartFailure in one sentence, when there is no server or it refuses
     */
    <A> A call(Function<Channel, A> calls) throws StartFailure {
        Door door = server == null ? beside() : elsewhere(server);
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token(door.token()));
        ManagedChannel channel = open(door);
        try {
            return calls.apply(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)));
        } catch (StatusRuntimeException e) {
            throw refused(door, e);
        } finally {
            channel.shutdownNow();
        }
    }

    private Door beside() throws StartFailure {
        ServerFile running = ServerAddress.running(data)
                .orElseThrow(() -> ServerAddress.nothingRuns(data, "its gRPC port with --server HOST:PORT"));
        if (running.credentials().isEmpty()) {
            throw new StartFailure("The server on this machine has no development credentials. Name it with --server "
                    + running.grpc().host() + ":" + running.grpc().port() + " --authority FILE --token-file FILE.");
        }
        Path folder = Path.of(running.credentials());
        Path home;
        try {
            home = DevelopmentCredentials.home(folder, new Caller.OfOperator(new PersonId(person)));
        } catch (IllegalArgumentException e) {
            throw new StartFailure("--as: " + e.getMessage(), e);
        }
        if (!Files.isReadable(home.resolve("token"))) {
            throw new StartFailure("There is no credential of " + person + " in " + home.getParent()
                    + "; see janji.orchestrator.security.development.operators");
        }
        String host = running.grpc().host().equals("0.0.0.0")
                ? "127.0.0.1"
                : running.grpc().host();
        return new Door(host + ":" + running.grpc().port(), folder.resolve("authority.pem"), home.resolve("token"));
    }

    private Door elsewhere(String target) throws StartFailure {
        if (authority == null || tokenFile == null) {
            throw new StartFailure("--server needs --authority FILE and --token-file FILE, too.");
        }
        return new Door(target, authority, tokenFile);
    }

    private static ManagedChannel open(Door door) throws StartFailure {
        try {
            return Grpc.newChannelBuilder(
                            door.target(),
                            TlsChannelCredentials.newBuilder()
                                    .trustManager(door.authority().toFile())
                                    .build())
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailure(
                    "Expected a server's address and the PEM file of its authority, but got " + door.target() + " and "
                            + door.authority() + ".",
                    e);
        }
    }

    private static String token(Path file) throws StartFailure {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartFailure("Expected a token in " + file + ", but it can't be read.", e);
        }
    }

    private static StartFailure refused(Door door, StatusRuntimeException e) {
        Status status = e.getStatus();
        String said = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        boolean fromTheServer =
                e.getTrailers() != null && !e.getTrailers().keys().isEmpty();
        return new StartFailure(
                status.getCode() == Status.Code.UNAVAILABLE && !fromTheServer
                        ? "The server at " + door.target() + " can't be reached: " + said
                        : "Refused: " + said,
                e);
    }
}
