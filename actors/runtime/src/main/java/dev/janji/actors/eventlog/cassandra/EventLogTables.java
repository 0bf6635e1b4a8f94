package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.Installation;
import dev.janji.actors.store.SchemaMigrations;

/** Everything that the event log of an installation has in the store. Immutable. */
public record EventLogTables(EventLogStore store, EventLogReaders readers, EventLogLayout layout) {
    /**
     * For a server: the installation is as it is configured, or becomes so. Blocking; migrations are applied.
     *
     * @throws SchemaMigrations.Refused when the installation was made differently
     */
    public static EventLogTables open(CqlSession session, Config config) {
        return open(session, config, EventLogLayout.from(config));
    }

    /**
     * For a command beside it: as the installation was made, whatever is configured. Blocking.
     *
     * @throws SchemaMigrations.Refused when there is no event log in the keyspace
     */
    public static EventLogTables existing(CqlSession session, Config config) {
        CassandraSettings settings = CassandraSettings.from(config);
        return open(
                session,
                config,
                new EventLogLayout(
                        number(session, settings, "slices"),
                        number(session, settings, CassandraEventLogStore.SEGMENT_ROWS)));
    }

    static EventLogTables open(CqlSession session, Config config, EventLogLayout layout) {
        return new EventLogTables(
                CassandraEventLogStore.open(session, config, layout),
                CassandraEventLogReaders.open(session, config, layout),
                layout);
    }

    private static int number(CqlSession session, CassandraSettings settings, String name) {
        return Installation.find(session, settings, name)
                .map(Integer::valueOf)
                .orElseThrow(() -> new SchemaMigrations.Refused("Expected an event log in keyspace "
                        + settings.keyspace() + ", but no server has ever used one there"));
    }
}
