package dev.janji.orchestrator.cassandra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Settings of embedded Cassandras for tests: small, on free ports, with the class path that the build wrote. */
public final class EmbeddedServers {

    private EmbeddedServers() {}

    /** For many keyspaces: each has tables of its own, which take memory though they are empty. */
    static EmbeddedSettings roomy(Path folder) {
        return sized(folder, freePort(), freePort(), 1_024, Duration.ofSeconds(10));
    }

    static EmbeddedSettings small(Path folder, int cqlPort, int storagePort, Duration orphanGrace) {
        return sized(folder, cqlPort, storagePort, 512, orphanGrace);
    }

    private static EmbeddedSettings sized(
            Path folder, int cqlPort, int storagePort, int heapMegabytes, Duration orphanGrace) {
        return new EmbeddedSettings(
                folder,
                Path.of("cassandra/target/cassandra.classpath"),
                Path.of(System.getProperty("java.home")),
                cqlPort,
                storagePort,
                heapMegabytes,
                List.of(),
                EmbeddedSettings.CommitLogSync.PERIODIC,
                Duration.ofSeconds(180),
                orphanGrace);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
