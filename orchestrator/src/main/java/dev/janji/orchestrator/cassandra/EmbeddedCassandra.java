package dev.janji.orchestrator.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Cassandra of one node that lives and ends with this server, in a JVM of its own. When a server was killed, its child waits
 * for the time of grace; the next server of the same folder takes it over, or ends it when the settings have changed. Processes
 * that are not its own are never touched.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedCassandra implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCassandra.class);
    private static final int JDK = 17;
    private static final Duration END_GENTLY_WITHIN = Duration.ofSeconds(20);
    private static final Duration FOLLOW_WITHIN = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(50).toNanos();

    private final EmbeddedSettings settings;
    private final ChildFiles files;
    private final FileChannel lock;
    private final ProcessHandle child;
    private final boolean adopted;

    private EmbeddedCassandra(
            EmbeddedSettings settings, ChildFiles files, FileChannel lock, ProcessHandle child, boolean adopted) {
        this.settings = settings;
        this.files = files;
        this.lock = lock;
        this.child = child;
        this.adopted = adopted;
    }

    /** Tells the operator why there is no Cassandra and what to do. */
    public static final class CannotStart extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotStart(String message) {
            super(message);
        }
    }

    /**
     * Starts it, or takes over the one that a killed server left, and returns when it answers CQL.
     *
     * @throws CannotStart when the JDK does not fit, a port is taken, the folder is in use, or it does not come up in time
     */
    public static EmbeddedCassandra start(EmbeddedSettings settings) {
        demandJdk(settings);
        ChildCommand command = new ChildCommand(settings);
        FileChannel lock = lock(settings.folder());
        try {
            ChildFiles files = new ChildFiles(settings.folder());
            Optional<ProcessHandle> orphan = files.readChild().flatMap(ChildFiles.Child::alive);
            if (orphan.isPresent() && adopt(files, command.form(), orphan.get())) {
                EmbeddedCassandra adopted = new EmbeddedCassandra(settings, files, lock, orphan.get(), true);
                adopted.awaitAnswer();
                LOG.info("Took over the embedded Cassandra of the last server [pid={}]", adopted.pid());
                return adopted;
            }
            orphan.ifPresent(EmbeddedCassandra::end);
            demandFree(settings.cqlPort(), "cql-port");
            demandFree(settings.storagePort(), "storage-port");
            EmbeddedCassandra started =
                    new EmbeddedCassandra(settings, files, lock, spawn(settings, files, command), false);
            started.awaitAnswer();
            return started;
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /** Where the driver finds it. */
    public InetSocketAddress contactPoint() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.cqlPort());
    }

    public long pid() {
        return child.pid();
    }

    /** Whether a server that was killed had started it. */
    public boolean isAdopted() {
        return adopted;
    }

    /** Ends it: first gently, so that it writes what it has in memory, then by force. */
    @Override
    public void close() {
        if (!lock.isOpen()) {
            return;
        }
        end(child);
        files.deleteChild();
        release(lock);
    }

    private static void demandJdk(EmbeddedSettings settings) {
        int found = jdkOf(settings.javaHome());
        if (found != JDK) {
            throw new CannotStart("Expected JDK " + JDK + " for the embedded Cassandra, but "
                    + (found == 0 ? "none is" : "JDK " + found + " is") + " in " + settings.javaHome()
                    + "; name one in " + EmbeddedSettings.PATH + ".java-home, or use a cluster of your own");
        }
    }

    /** The feature number that the JDK tells in its release file, 0 when there is none. */
    private static int jdkOf(Path javaHome) {
        if (javaHome.equals(
                Path.of(System.getProperty("java.home")).toAbsolutePath().normalize())) {
            return Runtime.version().feature();
        }
        try {
            Matcher matcher =
                    Pattern.compile("JAVA_VERSION=\"(\\d+)").matcher(Files.readString(javaHome.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static void demandFree(int port, String key) {
        if (!CqlProbe.isFree(port)) {
            throw new CannotStart("Expected port " + port
                    + " to be free for the embedded Cassandra, but another process" + " has it; end that one, or set "
                    + EmbeddedSettings.PATH + "." + key + " to another port");
        }
    }

    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(folder.resolve("log"));
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new CannotStart("Expected to be the only server with the folder " + folder
                        + ", but another one uses it; end that one, or set " + EmbeddedSettings.PATH
                        + ".folder to another folder");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to use the folder " + folder + ", but it failed", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("Expected to release the folder of the embedded Cassandra, but it failed", e);
        }
    }

    /** Asks an orphan of the same form to follow this server; false when it does not. */
    private static boolean adopt(ChildFiles files, String form, ProcessHandle orphan) {
        if (files.readChild().filter(child -> child.form().equals(form)).isEmpty()) {
            LOG.info(
                    "Ending the last server's Cassandra, which was started with other settings [pid={}]", orphan.pid());
            return false;
        }
        ProcessIdentity self = ProcessIdentity.current();
        files.writeServer(self);
        long began = System.nanoTime();
        while (orphan.isAlive() && System.nanoTime() - began < FOLLOW_WITHIN.toNanos()) {
            if (files.readChild().filter(child -> child.server().equals(self)).isPresent()) {
                return true;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return false;
    }

    private static ProcessHandle spawn(EmbeddedSettings settings, ChildFiles files, ChildCommand command) {
        ProcessIdentity self = ProcessIdentity.current();
        files.writeServer(self);
        String marker = UUID.randomUUID().toString();
        List<String> line = command.prepare(marker);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(settings.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(consoleOf(settings).toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        try {
            Process process = builder.start();
            files.writeChild(
                    new ChildFiles.Child(ProcessIdentity.of(process.toHandle()), marker, command.form(), self));
            process.getOutputStream().close();
            LOG.info("Started the embedded Cassandra [pid={}, folder={}]", process.pid(), settings.folder());
            return process.toHandle();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start " + line.get(0) + ", but it failed", e);
        }
    }

    private void awaitAnswer() {
        long began = System.nanoTime();
        while (!CqlProbe.answers(settings.cqlPort())) {
            if (!child.isAlive()) {
                throw new CannotStart("Expected the embedded Cassandra to answer, but it ended: " + lastWords()
                        + " (all of it is in " + settings.folder().resolve("log") + ")");
            }
            if (System.nanoTime() - began > settings.startTimeout().toNanos()) {
                end(child);
                throw new CannotStart("Expected the embedded Cassandra to answer within "
                        + settings.startTimeout().toSeconds() + " s, but it did not: " + lastWords()
                        + " (see " + settings.folder().resolve("log") + ", and " + EmbeddedSettings.PATH
                        + ".start-timeout)");
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        LOG.info(
                "The embedded Cassandra answers [port={}, after={} ms]",
                settings.cqlPort(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(consoleOf(settings)).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty()
                    ? "it said nothing"
                    : String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "what it said cannot be read";
        }
    }

    private static Path consoleOf(EmbeddedSettings settings) {
        return settings.folder().resolve("log").resolve("console.log");
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(END_GENTLY_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "Expected the embedded Cassandra to end gently, but it did not; ending it [pid={}]", process.pid());
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected to wait for process " + process.pid() + ", but it failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
