package dev.janji.loadtest.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.janji.loadtest.lender.ConnectionSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real server, as {@code ./janji up} starts it, on its own folder and free ports, or one that is running already. Confined to one
 * thread.
 */
final class ServerUnderTest implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofSeconds(90);
    private static final int POLL_MILLIS = 100;
    private static final int LINES_SHOWN = 20;
    private static final String FOLDER_OF_A_RUN = "janji-ingest";

    private final @Nullable Process process;
    private final @Nullable Path begone;
    private final JsonNode address;

    private ServerUnderTest(@Nullable Process process, @Nullable Path begone, JsonNode address) {
        this.process = process;
        this.begone = begone;
        this.address = address;
    }

    /** @throws IllegalStateException with the server's last words when it does not start */
    static ServerUnderTest of(IngestSettings settings, Duration passivateAfter) throws InterruptedException {
        Path running = settings.running();
        if (running != null) {
            return new ServerUnderTest(null, null, read(running.resolve("server.json")));
        }
        Path folder = settings.data();
        begin(folder);
        Path configuration = folder.resolve("server.conf");
        write(configuration, "janji.debtor.passivate-after = " + passivateAfter.toSeconds() + " s\n");
        Path log = folder.resolve("server.log");
        Process process = launch(settings, configuration, log);
        try {
            return new ServerUnderTest(
                    process, settings.keep() ? null : folder, awaitReady(process, folder.resolve("server.json"), log));
        } catch (RuntimeException | InterruptedException e) {
            stop(process);
            throw e;
        }
    }

    ConnectionSettings connection(String lender) {
        return new ConnectionSettings(
                "127.0.0.1",
                address.path("grpc").path("port").asInt(),
                lender,
                Path.of(address.path("credentials").asText()));
    }

    int storePort() {
        String point = address.path("cassandra").path("contactPoints").path(0).asText();
        return Integer.parseInt(point, point.lastIndexOf(':') + 1, point.length(), 10);
    }

    long pid() {
        return address.path("pid").asLong();
    }

    private static Process launch(IngestSettings settings, Path configuration, Path log) {
        Path arguments = settings.home().resolve("target").resolve("server.args");
        if (!Files.exists(arguments)) {
            throw new IllegalStateException(
                    "Expected a built server, but " + arguments + " is not there; start with ./janji loadtest ingest");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + arguments);
        command.addAll(settings.serverOptions());
        command.addAll(List.of(
                "dev.janji.orchestrator.Main",
                "up",
                "--data",
                settings.data().toString(),
                "--config",
                configuration.toString(),
                "--lender",
                settings.lender()));
        for (String port : List.of("grpc", "http", "management", "metrics", "cassandra")) {
            command.addAll(List.of("--" + port + "-port", "0"));
        }
        try {
            return new ProcessBuilder(command)
                    .directory(settings.home().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start the server, but could not", e);
        }
    }

    /** The server writes the file when it takes work. */
    private static JsonNode awaitReady(Process process, Path file, Path log) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(file)) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Expected the server to start, but it ended with code "
                        + process.exitValue() + ". Its last words, from " + log + ":\n" + lastLines(log));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Expected the server to be ready within " + START.toSeconds()
                        + " s, but it is not. Its last words, from " + log + ":\n" + lastLines(log));
            }
        }
        return read(file);
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected a running server to have written " + file + ", but it is not there", e);
        }
    }

    /** Makes an empty folder; what an earlier run left there is deleted. */
    private static void begin(Path folder) {
        try {
            if (Files.exists(folder)) {
                boolean ours = Files.exists(folder.resolve(FOLDER_OF_A_RUN));
                if (!ours && !isEmpty(folder)) {
                    throw new IllegalArgumentException(
                            "Expected --data to name an empty folder or that of an earlier run, but " + folder
                                    + " holds something else");
                }
                delete(folder);
            }
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(FOLDER_OF_A_RUN), "This folder is deleted when the next run begins.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to prepare " + folder + ", but could not", e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file + ", but could not", e);
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Ends a server that was started here, and deletes what it stored. */
    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            stop(process);
        }
        if (begone != null) {
            try {
                delete(begone.resolve("cassandra"));
            } catch (IOException e) {
                throw new UncheckedIOException("Expected to delete the store of the run, but could not", e);
            }
        }
    }
}
