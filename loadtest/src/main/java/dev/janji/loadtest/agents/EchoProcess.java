package dev.janji.loadtest.agents;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@link EchoCommand} in a process of its own. */
public final class EchoProcess implements AutoCloseable {
    static final String LISTENS = "listens ";
    private static final int STOPS_WITHIN_SECONDS = 20;

    private final Process process;
    private final URI uri;

    private EchoProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Returns when it listens. @param log gets what the JVM complains of */
    public static EchoProcess start(int connections, Path log) {
        Process process = null;
        try {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1g",
                            "-Dfile.encoding=UTF-8",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.janji.loadtest.Main",
                            "loadtest",
                            "agents-echo",
                            "--connections",
                            Integer.toString(connections)))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            @Nullable String line = said.readLine();
            while (line != null && !line.startsWith(LISTENS)) {
                line = said.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("Expected the echo to listen, but it ended; see " + log);
            }
            return new EchoProcess(process, URI.create("ws://127.0.0.1:" + line.substring(LISTENS.length()) + "/echo"));
        } catch (IOException e) {
            if (process != null) {
                process.destroyForcibly();
            }
            throw new UncheckedIOException("Expected to start the echo, but could not; see " + log, e);
        }
    }

    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
