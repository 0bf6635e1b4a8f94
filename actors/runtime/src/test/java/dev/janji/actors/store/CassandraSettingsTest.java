package dev.janji.actors.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class CassandraSettingsTest {

    private static final Config STORE = ConfigFactory.load("janji-store.conf");

    @Test
    void shouldPutEverybodyOnTheEventLogWhoseSlicesOnlyALeaseClaims() {
        assertThat(CassandraSettings.from(STORE).keyspace()).isEqualTo("janji");
        assertThat(STORE.getString("pekko.persistence.journal.plugin")).isEqualTo("janji.event-log.journal");
        assertThat(STORE.getString("pekko.persistence.snapshot-store.plugin")).isEqualTo("janji.event-log.snapshots");
        assertThat(STORE.getString("janji.event-log.journal.replay-filter.mode"))
                .isEqualTo("fail");
        assertThat(STORE.getBoolean("janji.event-log.claim-on-use")).isFalse();
    }

    @Test
    void shouldWriteTheReplicationAsCqlWantsIt() {
        // given
        Config config = ConfigFactory.parseString(
                        "janji.actors.store.replication = {class = NetworkTopologyStrategy, dc1 = 3, dc2 = 2}")
                .withFallback(STORE.withoutPath("janji.actors.store.replication"));
        // when, then
        assertThat(CassandraSettings.from(config).replicationCql())
                .isEqualTo("{'class': 'NetworkTopologyStrategy', 'dc1': '3', 'dc2': '2'}");
    }

    @Test
    void shouldLeadTheDriverToAContactPoint() {
        // when
        Config config = CassandraSettings.driverTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 12345))
                .withFallback(STORE);
        // then
        assertThat(config.getStringList("datastax-java-driver.basic.contact-points"))
                .containsExactly("127.0.0.1:12345");
    }

    @Test
    void shouldNameTheKeyWhenAValueCouldBreakOutOfTheCql() {
        assertThatThrownBy(
                        () -> CassandraSettings.from(ConfigFactory.parseString("janji.actors.store.keyspace = \"a; b\"")
                                .withFallback(STORE)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.actors.store.keyspace");
        assertThatThrownBy(() ->
                        CassandraSettings.from(ConfigFactory.parseString("janji.actors.store.replication.dc1 = \"3'}\"")
                                .withFallback(STORE)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("janji.actors.store.replication");
    }
}
