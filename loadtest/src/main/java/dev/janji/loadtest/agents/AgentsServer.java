package dev.janji.loadtest.agents;

import dev.janji.actors.desk.NewOperator;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.loadtest.demo.Ports;
import dev.janji.loadtest.ingest.HeapCensus;
import dev.janji.loadtest.lender.ConnectionSettings;
import dev.janji.loadtest.portfolio.Assumptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The real server with a desk of many agents, its clock on a Monday morning and as fast as any other. Thread-safe. */
public final class AgentsServer implements AutoCloseable {
    /** Monday, 6 April 2026, nine in Jakarta and half a minute: calls are due. */
    public static final Instant CLOCK_BEGINS = Instant.parse("2026-04-06T02:00:30Z");

    /** Of {@link NewOperator}'s desk: an offer made at an instant is good until so long after it. */
    public static final Duration LEASE = Duration.ofSeconds(20);

    public static final String LENDER = "agents-bank";
    private static final Duration READY_WITHIN = Duration.ofMinutes(7);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(90);
    private static final int OTHER_CONNECTIONS = 100;
    private static final int OK = 200;

    /** Messages that may wait for a reader: the server's default, said here because a bar is measured against it. */
    static final int OUTGOING = 256;

    private static final String CONFIGURATION = """
            janji.orchestrator.cassandra.embedded.start-timeout = 300 s
            janji.rules.default.strategy.file = desk-collection
            janji.orchestrator.desk { operator-folder = "%s", connections = %d, outgoing = %d }
            janji.gateways.voice.carrier { log = "%s", calls = "%s" }
            # Its clock is to go as a real one does, which waits for nobody.
            janji.actors.desk.holds-for = 0 s
            pekko.http.server {
              max-connections = %d
              # What the system keeps for somebody who does not read is not counted by the desk.
              socket-options.so-send-buffer-size = 16384
            }
            """;

    private final Process process;
    private final Path log;
    private final Path data;
    private final Ports ports;

    private AgentsServer(Process process, Path log, Path data, Ports ports) {
        this.process = process;
        this.log = log;
        this.data = data;
        this.ports = ports;
    }

    /** Starts it; {@link #awaitReady} says when it takes work. */
    static AgentsServer start(AgentsSettings settings) {
        return start(settings, "");
    }

    /** @param more of the server's configuration */
    public static AgentsServer start(AgentsSettings settings, String more) {
        Path folder = settings.folder();
        Path arguments = settings.serverArguments();
        if (!Files.exists(arguments)) {
            throw new IllegalStateException(
                    "Expected a built server, but " + arguments + " is not there; start it with ./janji loadtest");
        }
        Ports ports = settings.ports();
        Path data = folder.resolve("server");
        Path log = folder.resolve("server.log");
        try {
            Path configuration = configure(settings, more);
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + arguments,
                            "dev.janji.orchestrator.Main",
                            "up",
                            "--data",
                            data.toString(),
                            "--config",
                            configuration.toString(),
                            "--lender",
                            LENDER,
                            "--grpc-port",
                            String.valueOf(ports.grpc()),
                            "--http-port",
                            String.valueOf(ports.http()),
                            "--management-port",
                            String.valueOf(ports.management()),
                            "--metrics-port",
                            String.valueOf(ports.metrics()),
                            "--cassandra-port",
                            String.valueOf(ports.store()),
                            "--scaled-clock",
                            CLOCK_BEGINS.toString(),
                            "--speed",
                            "1"))
                    .directory(settings.home().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new AgentsServer(process, log, data, ports);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start the server, but could not", e);
        }
    }

    private static Path configure(AgentsSettings settings, String more) throws IOException {
        Path folder = settings.folder();
        Path operator = folder.resolve("operator");
        NewOperator.folder(
                        new DeskId("agents"),
                        Assumptions.LENDER_ZONE,
                        new LenderId(LENDER),
                        Currency.getInstance(Assumptions.CURRENCY),
                        settings.agents(),
                        LocalDate.ofInstant(CLOCK_BEGINS, Assumptions.LENDER_ZONE)
                                .plusYears(1),
                        "preview")
                .writeTo(operator);
        Path file = folder.resolve("server.conf");
        int connections = settings.agents() + OTHER_CONNECTIONS;
        Files.writeString(
                file,
                String.format(
                                Locale.ROOT,
                                CONFIGURATION,
                                quoted(operator),
                                connections,
                                OUTGOING,
                                quoted(folder.resolve("provider-voice.jsonl")),
                                quoted(folder.resolve("calls.jsonl")),
                                connections + OTHER_CONNECTIONS)
                        + more);
        return file;
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** @throws IllegalStateException naming its log when it ends before, or takes too long */
    public void awaitReady() throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.management() + "/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!answers(http, ready)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "Expected the server to start, but it ended with code " + process.exitValue() + "; see " + log);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Expected the server to be ready, but it is not; see " + log);
            }
            Thread.sleep(200);
        }
    }

    private static boolean answers(HttpClient http, HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    public URI desk() {
        return URI.create("ws://127.0.0.1:" + ports.http() + "/desk/v1");
    }

    /** Of a person of the operator's folder. */
    public String token(String person) {
        Path file =
                data.resolve("credentials").resolve("agents").resolve(person).resolve("token");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a token of " + person + " in " + file + ", but found none", e);
        }
    }

    public ConnectionSettings lender() {
        return new ConnectionSettings("127.0.0.1", ports.grpc(), LENDER, data.resolve("credentials"));
    }

    /** Bytes of what lives in its heap, after a full collection. */
    long heap() {
        return HeapCensus.of(process.pid()).bytes();
    }

    public Path log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end and waits; it ends its own store. Kills it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
