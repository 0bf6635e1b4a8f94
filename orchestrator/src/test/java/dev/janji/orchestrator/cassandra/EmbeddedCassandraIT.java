package dev.janji.orchestrator.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCassandraIT {

    private static final Duration LONG_GRACE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final int cqlPort = EmbeddedServers.freePort();
    private final int storagePort = EmbeddedServers.freePort();

    @Test
    void shouldKeepItsDataAndLeaveNoProcessWhenStoppedAndStartedAgain() throws Exception {
        // given
        EmbeddedSettings settings = EmbeddedServers.small(folder, cqlPort, storagePort, LONG_GRACE);
        ProcessHandle first;
        try (EmbeddedCassandra cassandra = EmbeddedCassandra.start(settings)) {
            first = ProcessHandle.of(cassandra.pid()).orElseThrow();
            write(cassandra);
            assertThatThrownBy(() -> EmbeddedCassandra.start(settings))
                    .isInstanceOf(EmbeddedCassandra.CannotStart.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining(".folder");
        }
        assertThat(first.isAlive()).isFalse();
        // when
        try (EmbeddedCassandra cassandra = EmbeddedCassandra.start(settings)) {
            // then
            assertThat(cassandra.isAdopted()).isFalse();
            assertThat(read(cassandra)).isEqualTo("kept");
        }
    }

    @Test
    void shouldTakeOverTheCassandraOfAKilledServerAndEndItWithOtherSettings() throws Exception {
        // given
        Process killed = startServer(LONG_GRACE);
        long pid = pidOfItsCassandra(killed);
        killed.destroyForcibly().waitFor();
        // when
        try (EmbeddedCassandra adopted =
                EmbeddedCassandra.start(EmbeddedServers.small(folder, cqlPort, storagePort, LONG_GRACE))) {
            // then
            assertThat(adopted.isAdopted()).isTrue();
            assertThat(adopted.pid()).isEqualTo(pid);
            write(adopted);
            assertThat(read(adopted)).isEqualTo("kept");
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();

        // given
        Process killedAgain = startServer(LONG_GRACE);
        long secondPid = pidOfItsCassandra(killedAgain);
        killedAgain.destroyForcibly().waitFor();
        // when
        try (EmbeddedCassandra other = EmbeddedCassandra.start(
                EmbeddedServers.small(folder, EmbeddedServers.freePort(), storagePort, LONG_GRACE))) {
            // then
            assertThat(other.isAdopted()).isFalse();
            assertThat(ProcessHandle.of(secondPid).filter(ProcessHandle::isAlive))
                    .isEmpty();
            assertThat(read(other)).isEqualTo("kept");
        }
    }

    @Test
    void shouldEndByItselfWhenItsServerIsKilledAndNoneComesBack() throws Exception {
        // given
        Process killed = startServer(Duration.ofSeconds(5));
        ProcessHandle child = ProcessHandle.of(pidOfItsCassandra(killed)).orElseThrow();
        // when
        killed.destroyForcibly().waitFor();
        // then
        child.onExit().get(60, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    private Process startServer(Duration grace) throws IOException {
        Files.createDirectories(folder.resolve("log"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledServer.class.getName(),
                        folder.toString(),
                        Integer.toString(cqlPort),
                        Integer.toString(storagePort),
                        Long.toString(grace.toMillis()))
                .redirectErrorStream(true)
                .start();
    }

    private static long pidOfItsCassandra(Process server) throws IOException {
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("UP ")) {
                return Long.parseLong(line.substring(3));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("Expected the server to start, but it said: " + said);
    }

    private static void write(EmbeddedCassandra cassandra) {
        try (CqlSession session = connect(cassandra)) {
            session.execute("CREATE KEYSPACE IF NOT EXISTS test WITH replication ="
                    + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE IF NOT EXISTS test.words (id int PRIMARY KEY, word text)");
            session.execute("INSERT INTO test.words (id, word) VALUES (1, 'kept')");
        }
    }

    private static String read(EmbeddedCassandra cassandra) {
        try (CqlSession session = connect(cassandra)) {
            return session.execute("SELECT word FROM test.words WHERE id = 1")
                    .one()
                    .getString("word");
        }
    }

    private static CqlSession connect(EmbeddedCassandra cassandra) {
        return CqlSession.builder()
                .addContactPoint(cassandra.contactPoint())
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(60))
                        .build())
                .build();
    }
}
