package dev.janji.orchestrator.cassandra;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How the embedded Cassandra runs. Immutable.
 *
 * @param folder where data, logs and the child's own files are; one server at a time
 * @param classPathFile the file that the build wrote, one line
 * @param javaHome a JDK 17
 * @param cqlPort where it answers, on the loopback address only
 * @param storagePort where nodes would meet, on the loopback address only
 * @param heapMegabytes at least 512
 * @param jvmOptions more options of the child's JVM, after all others
 * @param startTimeout how long it may take to answer
 * @param orphanGrace how long the child outlives its server, so that the next one can take it over
 */
public record EmbeddedSettings(
        Path folder,
        Path classPathFile,
        Path javaHome,
        int cqlPort,
        int storagePort,
        int heapMegabytes,
        List<String> jvmOptions,
        CommitLogSync commitLogSync,
        Duration startTimeout,
        Duration orphanGrace) {

    static final String PATH = "janji.orchestrator.cassandra.embedded";

    /** What an acknowledged write survives besides the end of the processes. */
    public enum CommitLogSync {
        /** Synced every ten seconds: a power loss may lose that much. */
        PERIODIC,
        /** Synced before the acknowledgement, many writes at once: a power loss loses nothing, writes take longer. */
        GROUP
    }

    public EmbeddedSettings {
        demand(cqlPort > 0 && cqlPort < 65536, "cql-port", "a port from 1 to 65535", cqlPort);
        demand(storagePort > 0 && storagePort < 65536, "storage-port", "a port from 1 to 65535", storagePort);
        demand(cqlPort != storagePort, "storage-port", "another port than cql-port", storagePort);
        demand(heapMegabytes >= 512, "heap-megabytes", "at least 512", heapMegabytes);
        demand(!startTimeout.isNegative() && !startTimeout.isZero(), "start-timeout", "above 0", startTimeout);
        demand(!orphanGrace.isNegative(), "orphan-grace", "0 or more", orphanGrace);
        jvmOptions = List.copyOf(jvmOptions);
        folder = folder.toAbsolutePath().normalize();
        classPathFile = classPathFile.toAbsolutePath().normalize();
        javaHome = javaHome.toAbsolutePath().normalize();
    }

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static EmbeddedSettings from(Config config) {
        Config embedded = config.getConfig(PATH);
        String javaHome = embedded.getString("java-home");
        String sync = embedded.getString("commit-log-sync");
        CommitLogSync commitLogSync;
        try {
            commitLogSync = CommitLogSync.valueOf(sync.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(
                    PATH + ".commit-log-sync", "Expected periodic or group, but got " + sync, e);
        }
        return new EmbeddedSettings(
                Path.of(embedded.getString("folder")),
                Path.of(System.getProperty("janji.home", "")).resolve(embedded.getString("class-path-file")),
                Path.of(javaHome.isEmpty() ? System.getProperty("java.home") : javaHome),
                embedded.getInt("cql-port"),
                embedded.getInt("storage-port"),
                embedded.getInt("heap-megabytes"),
                embedded.getStringList("jvm-options"),
                commitLogSync,
                embedded.getDuration("start-timeout"),
                embedded.getDuration("orphan-grace"));
    }

    private static void demand(boolean right, String key, String expected, Object got) {
        if (!right) {
            throw new ConfigException.BadValue(PATH + "." + key, "Expected " + expected + ", but got " + got);
        }
    }
}
