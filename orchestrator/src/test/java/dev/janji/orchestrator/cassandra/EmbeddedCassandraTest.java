package dev.janji.orchestrator.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before any child is started. */
class EmbeddedCassandraTest {

    @TempDir
    Path folder;

    private Path classPathFile;

    @BeforeEach
    void writeAClassPath() throws Exception {
        classPathFile = Files.writeString(folder.resolve("classpath"), "none.jar");
    }

    private EmbeddedSettings settings(int cqlPort, int storagePort, Path javaHome) {
        return new EmbeddedSettings(
                folder.resolve("cassandra"),
                classPathFile,
                javaHome,
                cqlPort,
                storagePort,
                512,
                List.of(),
                EmbeddedSettings.CommitLogSync.GROUP,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));
    }

    @Test
    void shouldNameThePortAndItsKeyWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = EmbeddedServers.freePort();
            Path javaHome = Path.of(System.getProperty("java.home"));
            assertThatThrownBy(() -> EmbeddedCassandra.start(settings(taken.getLocalPort(), free, javaHome)))
                    .isInstanceOf(EmbeddedCassandra.CannotStart.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("janji.orchestrator.cassandra.embedded.cql-port");
            assertThatThrownBy(() -> EmbeddedCassandra.start(settings(free, taken.getLocalPort(), javaHome)))
                    .isInstanceOf(EmbeddedCassandra.CannotStart.class)
                    .hasMessageContaining("janji.orchestrator.cassandra.embedded.storage-port");
        }
    }

    @Test
    void shouldNameTheJdkAndItsKeyWhenTheJdkDoesNotFit() throws Exception {
        // given
        Path jdk21 = Files.createDirectories(folder.resolve("jdk-21"));
        Files.writeString(jdk21.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"21.0.4\"\n");
        // when, then
        assertThatThrownBy(() -> EmbeddedCassandra.start(settings(1, 2, jdk21)))
                .isInstanceOf(EmbeddedCassandra.CannotStart.class)
                .hasMessageContaining("JDK 21")
                .hasMessageContaining("janji.orchestrator.cassandra.embedded.java-home");
        assertThatThrownBy(() -> EmbeddedCassandra.start(settings(1, 2, folder)))
                .isInstanceOf(EmbeddedCassandra.CannotStart.class)
                .hasMessageContaining("none is in");
    }

    @Test
    void shouldNameTheFileWhenTheClassPathIsMissing() throws Exception {
        // given
        Files.delete(classPathFile);
        // when, then
        assertThatThrownBy(() -> EmbeddedCassandra.start(settings(1, 2, Path.of(System.getProperty("java.home")))))
                .isInstanceOf(EmbeddedCassandra.CannotStart.class)
                .hasMessageContaining(classPathFile.toString());
    }

    @Test
    void shouldLeaveAProcessAloneThatIsNotItsOwn() {
        // given: a record that names a running process, this one, which never was a Cassandra
        ChildFiles files = new ChildFiles(folder);
        ProcessIdentity self = ProcessIdentity.current();
        files.writeChild(new ChildFiles.Child(self, "some-marker", "form", self));
        files.writeServer(self);
        // when, then
        assertThat(files.readChild()).isPresent();
        assertThat(files.readChild().orElseThrow().alive()).isEmpty();
        assertThat(files.readServer().orElseThrow().alive()).isPresent();
        assertThat(new ProcessIdentity(self.pid(), self.startedAt() + 60_000).alive())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cql-port, 0",
        "storage-port, 9042",
        "heap-megabytes, 256",
        "commit-log-sync, never",
        "start-timeout, 0s"
    })
    void shouldNameTheKeyWhenASettingIsWrong(String key, String value) {
        String path = "janji.orchestrator.cassandra.embedded." + key;
        assertThatThrownBy(() -> EmbeddedSettings.from(
                        ConfigFactory.parseString(path + " = " + value).withFallback(ConfigFactory.load())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(path);
    }
}
