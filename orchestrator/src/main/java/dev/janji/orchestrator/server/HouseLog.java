package dev.janji.orchestrator.server;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import dev.janji.actors.address.LoggedAddresses;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.EventLogs;
import dev.janji.actors.eventlog.cassandra.CassandraEventLogReaders;
import dev.janji.actors.eventlog.cassandra.CassandraEventLogStore;
import dev.janji.actors.eventlog.cassandra.StockJournal;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.FeedSettings;
import dev.janji.actors.eventlog.feed.Retention;
import dev.janji.actors.eventlog.feed.RetentionRounds;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.wakeup.EventLogWakeUps;
import dev.janji.domain.id.DebtorKey;
import org.apache.pekko.actor.typed.ActorSystem;

/** The event log of this node: what owners write with, what readers read, and what keeps it from growing for ever. Thread-safe. */
record HouseLog(EventLogs log, LoggedAddresses.Log readable, EventLogWakeUps wakeUps) {
    /** From this part of its budget on a slice takes only what is urgent. */
    private static final double BUSY = 0.5;

    private static final String PLUGIN_KEY = "pekko.persistence.journal.plugin";
    private static final String PLUGIN = "janji.event-log.journal";

    /** @throws StartFailure when another journal is configured */
    static void demandAsJournal(Config config) throws StartFailure {
        String journal = config.getString(PLUGIN_KEY);
        if (!journal.equals(PLUGIN)) {
            throw new StartFailure("Expected " + PLUGIN_KEY + " = \"" + PLUGIN + "\", but it is \"" + journal
                    + "\"; wake-ups are made from the event log, so with another journal nobody would ever be woken");
        }
    }

    /** @throws StartFailure when events of this installation are in the tables of the old journal only */
    static void demandComplete(CqlSession session, CassandraSettings settings) throws StartFailure {
        if (StockJournal.isLeftBehind(session, settings)) {
            throw new StartFailure("Expected everything in the event log of keyspace " + settings.keyspace()
                    + ", but the table messages of the old journal has events that no finished import has brought there;"
                    + " run `janji log import --yes` while no server runs, then start again");
        }
    }

    /** Opens it before the first debtor is there. Prepares its statements: waits for the store. */
    static HouseLog open(House house, CqlSession session) {
        ActorSystem<Void> system = house.system();
        Config config = house.config();
        CassandraEventLogStore store = CassandraEventLogStore.open(session, config);
        CassandraEventLogReaders readers = CassandraEventLogReaders.open(session, config);
        FeedSettings feed = FeedSettings.from(config);
        EventLogSource source = EventLogSource.create(system, store, feed);
        EventLogWakeUps wakeUps = EventLogWakeUps.create(system, store, readers, source, feed, house.clock());
        EventLogs log = EventLogs.get(system);
        log.furnish(store, house.clock());
        // Time waits before anybody reads the row.
        log.listen(wakeUps);
        log.listen(source);
        RetentionRounds.start(
                system,
                new Retention(store, readers, EventLogLayout.from(config), RetentionRounds.keep(config)),
                house.settings().debtors().numberOfSlices(),
                log::isOpen,
                house.clock());
        return new HouseLog(log, new LoggedAddresses.Log(store, readers, source, feed), wakeUps);
    }

    /** Whether the debtor's slice has room: its budget is for what is urgent, half of it for all else. */
    boolean admits(DebtorKey debtor, boolean urgent) {
        return log.load(log.sliceOf(Recorded.persistenceId(debtor))) < (urgent ? 1 : BUSY);
    }
}
