package dev.janji.loadtest.wakeups;

import dev.janji.loadtest.demo.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built server as a process of its own, started as {@code ./janji up} does, with nothing to do but wait. */
final class IdleServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration STOP = Duration.ofSeconds(90);
    private static final int WINDOWS = 3;
    private static final int OK = 200;
    private static final Pattern HEAP_USED = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");

    private final Process process;
    private final Path log;
    private final Ports ports;

    private IdleServer(Process process, Path log, Ports ports) {
        this.process = process;
        this.log = log;
        this.ports = ports;
    }

    /** What it costs while nothing is due. CPU in percent of one core, heap after a collection. */
    record Cost(double cpuPercent, double heapMegabytes) {}

    /**
     * Starts it and waits until it takes work.
     *
     * @param home where Janji was built
     * @param data of the server
     */
    static IdleServer start(Path home, Path data, Ports ports) throws InterruptedException {
        Path arguments = home.resolve("target").resolve("server.args");
        if (!Files.exists(arguments)) {
            throw new IllegalStateException(
                    "Expected a built server, but " + arguments + " is not there; start it with ./janji loadtest");
        }
        try {
            Files.createDirectories(data);
            Path log = data.resolve("server.log");
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + arguments,
                            "dev.janji.orchestrator.Main",
                            "up",
                            "--data",
                            data.toString(),
                            "--grpc-port",
                            String.valueOf(ports.grpc()),
                            "--http-port",
                            String.valueOf(ports.http()),
                            "--management-port",
                            String.valueOf(ports.management()),
                            "--metrics-port",
                            String.valueOf(ports.metrics()),
                            "--cassandra-port",
                            String.valueOf(ports.store())))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            IdleServer server = new IdleServer(process, log, ports);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start the server, but could not", e);
        }
    }

    private void awaitReady() throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.management() + "/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            if (answers(http, ready)) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                close();
                throw new IllegalStateException("Expected the server to be ready, but it is not; see " + log);
            }
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "Expected the server to start, but it ended with code " + process.exitValue() + "; see " + log);
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

    /** Lets it settle, then takes the median of three windows. */
    Cost cost(Duration settle, Duration window) throws InterruptedException {
        Thread.sleep(settle.toMillis());
        double[] percents = new double[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            long cpuBefore = cpuNanos();
            long began = System.nanoTime();
            Thread.sleep(window.toMillis());
            percents[i] = 100.0 * (cpuNanos() - cpuBefore) / (System.nanoTime() - began);
        }
        Arrays.sort(percents);
        return new Cost(percents[WINDOWS / 2], heapMegabytes());
    }

    private long cpuNanos() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("Expected the CPU time of a process, but none is told"))
                .toNanos();
    }

    private double heapMegabytes() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            jcmd("GC.run");
        }
        Matcher matcher = HEAP_USED.matcher(jcmd("GC.heap_info"));
        if (!matcher.find()) {
            throw new IllegalStateException("Expected jcmd to tell the heap, but it did not");
        }
        return Long.parseLong(matcher.group(1)) / 1024.0;
    }

    private String jcmd(String command) throws InterruptedException {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(process.pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            jcmd.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected jcmd of the JDK, but could not start it", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
