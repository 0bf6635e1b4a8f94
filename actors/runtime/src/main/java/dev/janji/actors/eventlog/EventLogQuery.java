package dev.janji.actors.eventlog;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.ReadJournalProvider;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.ReadJournal;
import org.apache.pekko.stream.javadsl.Source;

/**
 * What one persistence id has stored so far, read through the slice of this node that owns it; fails when this node does not. Thread-safe.
 */
public final class EventLogQuery implements ReadJournalProvider, ReadJournal, CurrentEventsByPersistenceIdQuery {
    private final EventLogs log;
    private final PersistentEvents events;

    /** There is no door for Scala but this one, which has nothing in it. */
    private static final class ForScala implements org.apache.pekko.persistence.query.scaladsl.ReadJournal {}

    /** Made by Pekko. */
    public EventLogQuery(ExtendedActorSystem system) {
        log = EventLogs.get(system);
        events = new PersistentEvents(system, "");
    }

    @Override
    public ReadJournal javadslReadJournal() {
        return this;
    }

    @Override
    public org.apache.pekko.persistence.query.scaladsl.ReadJournal scaladslReadJournal() {
        return new ForScala();
    }

    @Override
    public Source<EventEnvelope, NotUsed> currentEventsByPersistenceId(
            String persistenceId, long fromSequenceNr, long toSequenceNr) {
        long from = Math.max(1, fromSequenceNr);
        return Source.lazyCompletionStage(() -> log.recover(persistenceId, from))
                .mapConcat(recovered -> recovered.events(from, toSequenceNr))
                .map(this::envelope)
                .mapMaterializedValue(later -> NotUsed.getInstance());
    }

    private EventEnvelope envelope(LogEntry.Event event) {
        PersistentRepr repr = events.fromLog(event);
        return EventEnvelope.apply(
                Offset.sequence(repr.sequenceNr()),
                repr.persistenceId(),
                repr.sequenceNr(),
                repr.payload(),
                repr.timestamp(),
                repr.metadata());
    }
}
