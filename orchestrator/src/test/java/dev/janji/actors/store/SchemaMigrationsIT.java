package dev.janji.actors.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.typesafe.config.ConfigFactory;
import dev.janji.orchestrator.cassandra.SharedCassandra;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The migrations on a real Cassandra; in the package of the code, since it changes a file behind its back. */
class SchemaMigrationsIT {

    private final CqlSession session = SharedCassandra.session();

    private static CassandraSettings settings(String keyspace, String more) {
        return CassandraSettings.from(ConfigFactory.parseString("janji.actors.store.keyspace = " + keyspace)
                .withFallback(ConfigFactory.parseString(more))
                .withFallback(SharedCassandra.config()));
    }

    @Test
    void shouldApplyEveryFileOnceWhenTwoNodesStartAtOnce() {
        // given
        CassandraSettings settings = settings("two_nodes", "");
        // when
        CompletableFuture<Integer> other =
                CompletableFuture.supplyAsync(() -> SchemaMigrations.apply(session, settings));
        int applied = SchemaMigrations.apply(session, settings);
        // then
        assertThat(applied + other.join()).isEqualTo(Migration.all().size());
        assertThat(SchemaMigrations.apply(session, settings)).isZero();
        assertThat(session.refreshSchema()
                        .getKeyspace("two_nodes")
                        .orElseThrow()
                        .getTables()
                        .values())
                .extracting(TableMetadata::getName)
                .extracting(Object::toString)
                .contains(
                        "messages", "metadata", "snapshots", "wake_up", "wake_up_minute", "wake_up_mark", "debtor_key");
        Installation.demand(session, settings, "slices", "16");
        Installation.demand(session, settings, "slices", "16");
        assertThatThrownBy(() -> Installation.demand(session, settings, "slices", "32"))
                .isInstanceOf(SchemaMigrations.Refused.class)
                .hasMessageContaining("slices = 16");
        assertThatThrownBy(() -> DurabilityCheck.demand(session, settings))
                .isInstanceOf(SchemaMigrations.Refused.class)
                .hasMessageContaining("replication factor 1")
                .hasMessageContaining("periodic");
    }

    @Test
    void shouldRefuseAFileThatWasChangedAfterItWasApplied() {
        // given
        CassandraSettings settings = settings("changed_file", "");
        Migration first =
                Migration.of("0001-first.cql", "CREATE TABLE IF NOT EXISTS ${keyspace}.first (id int PRIMARY KEY);");
        Migration second =
                Migration.of("0002-second.cql", "CREATE TABLE IF NOT EXISTS ${keyspace}.second (id int PRIMARY KEY);");
        assertThat(new SchemaMigrations(session, settings, List.of(first)).apply())
                .isEqualTo(1);
        Migration changed = Migration.of("0001-first.cql", first.text().replace("id int", "id text"));
        // when, then
        List<Migration> release = new ArrayList<>(List.of(changed, second));
        assertThatThrownBy(() -> new SchemaMigrations(session, settings, release).apply())
                .isInstanceOf(SchemaMigrations.Refused.class)
                .hasMessageContaining("0001-first.cql");
        release.set(0, first);
        assertThat(new SchemaMigrations(session, settings, release).apply()).isEqualTo(1);
        assertThat(new SchemaMigrations(session, settings, List.of(first)).apply())
                .isZero();
    }

    @Test
    void shouldSayWhatIsMissingWhenItMayNotCreateIt() {
        assertThatThrownBy(() -> SchemaMigrations.apply(
                        session, settings("not_there", "janji.actors.store.create-keyspace = off")))
                .isInstanceOf(SchemaMigrations.Refused.class)
                .hasMessageContaining("not_there");
        assertThatThrownBy(() ->
                        SchemaMigrations.apply(session, settings("not_filled", "janji.actors.store.migrate = off")))
                .isInstanceOf(SchemaMigrations.Refused.class)
                .hasMessageContaining("0001-journal.cql");
    }
}
