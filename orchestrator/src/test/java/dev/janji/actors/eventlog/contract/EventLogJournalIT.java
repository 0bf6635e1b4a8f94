package dev.janji.actors.eventlog.contract;

import dev.janji.actors.eventlog.EventLogs;
import dev.janji.orchestrator.cassandra.SharedCassandra;
import java.util.OptionalInt;

/** The event log keeps the contract, deletions and rejections included. */
class EventLogJournalIT extends JournalContract {
    EventLogJournalIT() {
        super("contract_event_log", """
                janji.event-log { claim-on-use = on, answer-within = 2 s, flush-after = 1 s, flush-over = 500 ms }
                datastax-java-driver {
                  basic.request.timeout = 5 s
                  profiles.janji-event-log.basic.request.timeout = 5 s
                }
                """);
    }

    /** Conditional statements ask the replicas there are, so a replication that is out of reach does not stop them. */
    @Override
    public void breakStore() {
        SharedCassandra.standStill();
    }

    /** Connects at once, as a server does: a first connection to a store that stands still would be waited for as long as that lasts. */
    @Override
    public void restart() {
        super.restart();
        EventLogs.get(journal().kit().system()).store();
    }

    @Override
    public void mendStore() {
        SharedCassandra.goOn();
    }

    @Override
    public boolean deletes() {
        return true;
    }

    @Override
    public boolean rejectsAlone() {
        return true;
    }

    @Override
    public OptionalInt tooLarge() {
        return OptionalInt.of(70_000);
    }

    @Override
    public boolean demandsTheNextNumber() {
        return true;
    }

    @Override
    public boolean keepsTimestamps() {
        return true;
    }
}
