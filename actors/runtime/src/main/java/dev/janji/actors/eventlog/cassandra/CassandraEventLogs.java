package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.EventLogStoreProvider;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import org.apache.pekko.actor.ExtendedActorSystem;

/** Connects an actor system of its own to the event log's tables, and makes them when they are missing. */
public final class CassandraEventLogs implements EventLogStoreProvider {
    @Override
    public EventLogStore open(ExtendedActorSystem system) {
        Config config = system.settings().config();
        CqlSession session = CassandraSettings.connect(config);
        system.registerOnTermination(session::close);
        SchemaMigrations.apply(session, CassandraSettings.from(config));
        return CassandraEventLogStore.open(session, config);
    }
}
