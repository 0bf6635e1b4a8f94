package dev.janji.loadtest.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The real server as a child process, started from what the build left, as {@code ./janji up} does. Its output goes to a file. Thread-safe.
 */
public final class ServerProcess {
    private static final Duration START = Duration.ofMinutes(7);
    private static final Duration STOP = Duration.ofSeconds(90);
    private static final int POLL_MILLIS = 100;
    private static final int LINES_SHOWN = 20;

    private final DemoSettings settings;
    private final Path log;
    private final List<String> arguments;
    private final ServerPages pages;
    private final Object lock = new Object();
    private Process process;
    private boolean stopping;

    private ServerProcess(DemoSettings settings, Path log, List<String> arguments, ServerPages pages, Process process) {
        this.settings = settings;
        this.log = log;
        this.arguments = arguments;
        this.pages = pages;
        this.process = process;
    }

    /**
     * Starts the server; {@link #awaitReady} says when it takes work.
     *
     * @param options the main class and the server's command line
     */
    public static ServerProcess start(DemoSettings settings, Path log, List<String> options, ServerPages pages) {
        return new ServerProcess(settings, log, options, pages, launch(settings, log, options));
    }

    private static Process launch(DemoSettings settings, Path log, List<String> options) {
        Path arguments = settings.serverArguments();
        if (!Files.exists(arguments)) {
            throw new IllegalStateException(
                    "Expected a built server, but " + arguments + " is not there; start it with ./janji demo");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + arguments);
        command.add(ServerOptions.QUICK_START);
        command.addAll(options);
        try {
            return new ProcessBuilder(command)
                    .directory(settings.home().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start the server, but could not", e);
        }
    }

    /**
     * Waits until the server says that it takes work.
     *
     * @throws IllegalStateException with the server's last lines when it ends before, or takes too long
     */
    public void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!pages.ready()) {
            Process current = current();
            if (!current.isAlive()) {
                throw new IllegalStateException("Expected the server to start, but it ended with code "
                        + current.exitValue() + ". Its last words, from " + log + ":\n" + lastLines());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Expected the server to be ready within " + START.toSeconds()
                        + " s, but it is not. Its last words, from " + log + ":\n" + lastLines());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Calls back when the server ends and nobody asked it to. */
    public void onUnexpectedEnd(Consumer<String> callback) {
        Process watched = current();
        watched.onExit().thenAccept(ended -> {
            boolean expected;
            synchronized (lock) {
                expected = stopping || process != watched;
            }
            if (!expected) {
                callback.accept("Expected the server to keep running, but it ended with code " + ended.exitValue()
                        + ". Its last words, from " + log + ":\n" + lastLines());
            }
        });
    }

    /** Kills the server without a chance to say good-bye (SIGKILL), and starts it again; returns when it is started, not ready. */
    public void killAndRestart() throws InterruptedException {
        Process killed;
        synchronized (lock) {
            if (stopping) {
                return;
            }
            killed = process;
            stopping = true;
        }
        killed.destroyForcibly().waitFor();
        synchronized (lock) {
            process = launch(settings, log, arguments);
            stopping = false;
        }
    }

    /** Asks the server to end (SIGTERM) and waits; it ends its own store. Kills it when it does not. */
    public void stop() {
        Process last;
        synchronized (lock) {
            stopping = true;
            last = process;
        }
        last.destroy();
        try {
            if (!last.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                last.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process current() {
        synchronized (lock) {
            return process;
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }
}
