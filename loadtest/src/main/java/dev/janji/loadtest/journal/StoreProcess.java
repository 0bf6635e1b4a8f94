package dev.janji.loadtest.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The embedded store alone, as the built server starts it, on its own folder and free ports. Confined to one thread. */
final class StoreProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 100;
    private static final String OURS = "janji-journal";

    private final Path arguments;
    private final Path folder;
    private final Sync sync;
    private final int port = freePort();
    private final int storagePort = freePort();
    private Process process;
    private long pid;

    /** When an acknowledged write is on the disk. */
    enum Sync {
        /** Some time later: as fast as the server's own store, but what was acknowledged just before it is killed may be lost. */
        PERIODIC,
        /** Before it is acknowledged. */
        GROUP
    }

    private StoreProcess(Path arguments, Path folder, Sync sync) throws InterruptedException {
        this.arguments = arguments;
        this.folder = folder;
        this.sync = sync;
        this.process = launch();
        this.pid = awaitPid();
    }

    /**
     * @param arguments of the server's JVM, as {@code ./janji} or a test has written them
     * @param folder is emptied; must be empty or of an earlier run
     * @throws IllegalStateException when it does not start
     */
    static StoreProcess start(Path arguments, Path folder, Sync sync) throws InterruptedException {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> inside = Files.list(folder)) {
                    if (!Files.exists(folder.resolve(OURS)) && inside.findAny().isPresent()) {
                        throw new IllegalArgumentException("Expected an empty folder or that of an earlier run, but "
                                + folder + " holds something else");
                    }
                }
                delete(folder);
            }
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(OURS), "This folder is deleted when the next run begins.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to prepare " + folder + ", but could not", e);
        }
        return new StoreProcess(arguments, folder, sync);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Of Cassandra itself. */
    long pid() {
        return pid;
    }

    /** Kills Cassandra as a fault does: at once, with whatever is under way. */
    void kill() {
        ProcessHandle.of(pid).ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
    }

    /** After {@link #kill()}: the same data on the same ports. */
    void startAgain() throws InterruptedException {
        end();
        process = launch();
        pid = awaitPid();
    }

    private Process launch() {
        if (!Files.exists(arguments)) {
            throw new IllegalStateException(
                    "Expected a built server, but " + arguments + " is not there; start with ./janji loadtest journal");
        }
        try {
            Files.deleteIfExists(folder.resolve("store.pid"));
            Process launched = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + arguments,
                            "-Xms32m",
                            "-Xmx128m",
                            "dev.janji.orchestrator.Main",
                            "store",
                            "--folder",
                            folder.toString(),
                            "--port",
                            Integer.toString(port),
                            "--storage-port",
                            Integer.toString(storagePort),
                            "--commit-log-sync",
                            sync.name().toLowerCase(Locale.ROOT)))
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("store.log").toFile()))
                    .start();
            // A run that is stopped from outside leaves no store behind.
            Runtime.getRuntime().addShutdownHook(new Thread(launched::destroy));
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start the store, but could not", e);
        }
    }

    private long awaitPid() throws InterruptedException {
        Path file = folder.resolve("store.pid");
        long deadline = System.nanoTime() + START.toNanos();
        while (!Files.exists(file)) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "Expected the store to start, but it did not; see " + folder.resolve("store.log"));
            }
        }
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file + ", but could not", e);
        }
    }

    private void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Ends it and deletes what it stored. */
    @Override
    public void close() throws InterruptedException {
        end();
        kill();
        try {
            delete(folder.resolve("cassandra"));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to delete the store of the run, but could not", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a free port, but there is none", e);
        }
    }
}
