package dev.janji.orchestrator.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.store.CassandraSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One embedded Cassandra for all tests of a JVM, ended with it. Every test uses a keyspace of its own. */
public final class SharedCassandra {

    private static @Nullable EmbeddedCassandra running;
    private static @Nullable CqlSession session;

    private SharedCassandra() {}

    /** The whole configuration with the store's defaults and a driver that finds the shared Cassandra. */
    public static synchronized Config config() {
        if (running == null) {
            running = EmbeddedCassandra.start(EmbeddedServers.roomy(folder()));
            Runtime.getRuntime().addShutdownHook(new Thread(SharedCassandra::end));
        }
        return CassandraSettings.driverTo(running.contactPoint())
                .withFallback(ConfigFactory.parseString("datastax-java-driver.basic.request.timeout = 60 s"))
                .withFallback(ConfigFactory.load("janji-store.conf"));
    }

    public static synchronized CqlSession session() {
        if (session == null) {
            session = CassandraSettings.connect(config());
        }
        return session;
    }

    /** Stops its process until {@link #goOn}, like a machine that hangs: connections stay, and nothing is answered. */
    public static void standStill() {
        signal("STOP");
        while (anyThreadRuns()) {
            Thread.onSpinWait();
        }
    }

    /** A thread on another processor goes on for a moment after the signal was sent. Of Linux only; elsewhere nobody can tell. */
    private static synchronized boolean anyThreadRuns() {
        Path threads = Path.of("/proc", running == null ? "none" : Long.toString(running.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return false;
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.anyMatch(thread -> !isStopped(thread.resolve("stat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param stat what the kernel says of a thread: its number, its name in brackets, and its state, T when it is stopped */
    private static boolean isStopped(Path stat) {
        try {
            String line = Files.readString(stat);
            return line.startsWith("T", line.lastIndexOf(')') + 2);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void goOn() {
        signal("CONT");
    }

    private static synchronized void signal(String name) {
        if (running == null) {
            throw new IllegalStateException("Expected the shared Cassandra to run, but nobody has started it");
        }
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("Expected to signal " + name + ", but kill ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Expected to signal " + name + ", but was interrupted", e);
        }
    }

    private static Path folder() {
        try {
            return Files.createDirectories(Path.of(
                    "target", "shared-cassandra-" + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void end() {
        if (session != null) {
            session.close();
        }
        if (running != null) {
            running.close();
        }
    }
}
