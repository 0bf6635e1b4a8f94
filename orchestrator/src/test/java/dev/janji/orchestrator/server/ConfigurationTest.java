package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.http.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final String FIT = """
            janji.actors.keys.master-key-file = "/etc/janji/master-key.json"
            janji.orchestrator.security {
              tls { certificate = "/etc/janji/server.pem", key = "/etc/janji/server.key", client-authority = "/etc/janji/ca.pem" }
              lenders { bank-satu { token-sha256 = [] } }
            }
            datastax-java-driver.advanced.ssl-engine-factory.class = DefaultSslEngineFactory
            datastax-java-driver.basic.contact-points = ["10.0.0.1:9042"]
            """;

    @TempDir
    Path folder;

    private DataFolder data;

    @BeforeEach
    void makeFolder() throws IOException {
        data = DataFolder.at(folder.resolve("data"));
    }

    @Test
    void shouldKeepEverythingInTheDataFolderWhenUp() throws Exception {
        Config config = Configuration.up(options(null, 0), data);

        for (String key : List.of(
                "janji.orchestrator.security.development.folder",
                "janji.orchestrator.cassandra.embedded.folder",
                "janji.actors.keys.master-key-file",
                "janji.actors.time.scaled.position-file",
                "janji.gateways.sms.simulator.log",
                "janji.gateways.email.simulator.log",
                "janji.gateways.push.simulator.log",
                "janji.gateways.whatsapp.simulator.log",
                "janji.gateways.letter.simulator.log",
                "janji.gateways.voice.carrier.log",
                "janji.gateways.voice.carrier.calls")) {
            assertThat(config.getString(key)).as(key).startsWith(data.root().toString());
        }
        assertThat(config.getString("janji.actors.time.clock")).isEqualTo("real");
        ServerSettings.from(config).demandFreePorts();
    }

    @Test
    void shouldLetTheCommandLineWinOverTheFileAndTheFileOverTheDefaults() throws Exception {
        Path file = write("janji.orchestrator { grpc.port = 1111, http.port = 2222 }");

        Config config = Configuration.up(options(file, 3333), data);

        assertThat(config.getInt("janji.orchestrator.grpc.port")).isEqualTo(3333);
        assertThat(config.getInt("janji.orchestrator.http.port")).isEqualTo(2222);
        assertThat(config.getInt("janji.orchestrator.management.port")).isEqualTo(7626);
        assertThat(config.getInt("pekko.management.http.port")).isEqualTo(7626);
    }

    @Test
    void shouldLeadTheDriverToTheEmbeddedCassandra() throws Exception {
        Path file = write("janji.orchestrator.cassandra.embedded.cql-port = 19042");

        assertThat(Configuration.up(options(file, 0), data).getStringList("datastax-java-driver.basic.contact-points"))
                .containsExactly("127.0.0.1:19042");
    }

    @Test
    void shouldTakeTheLastCassandrasPortsWhenAnyWillDo() throws Exception {
        // given
        ServerFile.Address any = new ServerFile.Address("127.0.0.1", 1);
        new ServerFile(
                        1,
                        "0",
                        any,
                        any,
                        any,
                        any,
                        new ServerFile.Store(List.of("127.0.0.1:40001"), "datacenter1", "janji", 40002),
                        "",
                        "real",
                        "")
                .write(data.serverFile());

        // when
        Config config = Configuration.up(
                new UpOptions(data.root(), null, List.of(), new UpOptions.Ports(0, 0, 0, 0, 0), null), data);

        // then
        assertThat(config.getInt("janji.orchestrator.cassandra.embedded.cql-port"))
                .isEqualTo(40001);
        assertThat(config.getInt("janji.orchestrator.cassandra.embedded.storage-port"))
                .isEqualTo(40002);
    }

    @Test
    void shouldNameThePortWhenItIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Config config = Configuration.up(options(null, taken.getLocalPort()), data);

            assertThatThrownBy(() -> ServerSettings.from(config).demandFreePorts())
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .hasMessageContaining("janji.orchestrator.grpc.port");
        }
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        Path missing = folder.resolve("missing.conf");

        assertThatThrownBy(() -> Configuration.serve(missing))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("missing.conf");
    }

    @Test
    void shouldRefuseAnotherJournalBeforeAnythingStarts() throws Exception {
        Path file = write("pekko.persistence.journal.plugin = \"pekko.persistence.journal.inmem\"");
        Config config = Configuration.up(options(file, 0), data);

        assertThatThrownBy(() -> Server.start(config, false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("pekko.persistence.journal.plugin = \"janji.event-log.journal\"")
                .hasMessageContaining("nobody would ever be woken");
    }

    @Test
    void shouldServeWhenEverythingIsSecureAndDurable() throws Exception {
        assertThat(unmetWith("")).isEmpty();
    }

    @Test
    void shouldNameEveryDemandThatIsNotMetAtOnce() throws Exception {
        Path file = write("""
                janji.actors.time.clock = scaled
                janji.actors.keys.create-master-key = on
                janji.gateways.simulate = on
                janji.orchestrator.security.development.enabled = on
                janji.orchestrator.cassandra.mode = embedded
                """);

        List<String> names = ServeDemands.unmet(Configuration.serve(file)).stream()
                .map(ServeDemands.Unmet::name)
                .distinct()
                .toList();

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "CLOCK_NOT_REAL",
                        "DEVELOPMENT_CREDENTIALS",
                        "TLS_MISSING",
                        "NO_LENDER",
                        "MASTER_KEY_CREATED",
                        "CHANNELS_SIMULATED",
                        "STORE_FORGETS");
    }

    @Test
    void shouldRefuseAStoreElsewhereInTheClear() throws Exception {
        assertThat(unmetWith("datastax-java-driver.advanced.ssl-engine-factory = null"))
                .containsExactly("STORE_IN_THE_CLEAR");
        assertThat(unmetWith("""
                                datastax-java-driver.advanced.ssl-engine-factory = null
                                datastax-java-driver.basic.contact-points = ["127.0.0.1:9042"]
                                """)).isEmpty();
    }

    @Test
    void shouldExplainEveryDemandInTheDocs() throws Exception {
        String docs = Files.readString(Path.of("../docs/operations.md"));

        assertThat(docs)
                .contains(
                        "`CLOCK_NOT_REAL`",
                        "`DEVELOPMENT_CREDENTIALS`",
                        "`TLS_MISSING`",
                        "`NO_LENDER`",
                        "`MASTER_KEY_CREATED`",
                        "`CHANNELS_SIMULATED`",
                        "`STORE_FORGETS`",
                        "`STORE_IN_THE_CLEAR`");
    }

    @Test
    void shouldDemandATokenWhenTheStatusPageLeavesThisMachine() {
        Config open = ConfigFactory.parseString(
                "janji.orchestrator.http { host = \"0.0.0.0\", port = 0, token-file = \"\" }");

        assertThatThrownBy(() -> HttpSettings.from(open))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.orchestrator.http.token-file");
    }

    private List<String> unmetWith(String more) throws Exception {
        return ServeDemands.unmet(Configuration.serve(write(FIT + more))).stream()
                .map(ServeDemands.Unmet::name)
                .toList();
    }

    private UpOptions options(@org.jspecify.annotations.Nullable Path config, int grpcPort) {
        return new UpOptions(
                data.root(),
                config,
                List.of(new LenderId("demo-bank")),
                new UpOptions.Ports(
                        grpcPort,
                        config == null ? 0 : null,
                        config == null ? 0 : null,
                        config == null ? 0 : null,
                        null),
                null);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("own.conf"), text);
    }
}
