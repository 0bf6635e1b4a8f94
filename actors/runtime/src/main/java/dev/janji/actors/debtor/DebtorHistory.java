package dev.janji.actors.debtor;

import dev.janji.actors.journal.JournalCodec;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.Recorded;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.RuleContext.Finding;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Reads what debtors stored in the event log. Thread-safe. */
public final class DebtorHistory implements HistoryLookUp {
    private static final String EVENT_LOG = "janji.event-log.query";

    private final ActorSystem<?> system;
    private final CurrentEventsByPersistenceIdQuery journal;

    public DebtorHistory(ActorSystem<?> system) {
        this.system = system;
        this.journal =
                PersistenceQuery.get(system).getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, EVENT_LOG);
    }

    /** @param from first sequence number wanted, from 1 */
    public Source<Recorded, NotUsed> of(DebtorKey debtor, PersonalCipher cipher, long from) {
        return journal.currentEventsByPersistenceId(Recorded.persistenceId(debtor), from, Long.MAX_VALUE)
                .map(envelope -> JournalCodec.decodeStored(envelope.event(), cipher));
    }

    @Override
    public CompletionStage<Finding> find(DebtorKey debtor, PersonalCipher cipher, EventId eventId) {
        return of(debtor, cipher, 1)
                .filter(recorded -> recorded.event() instanceof DebtorEvent.LenderEventApplied applied
                        && applied.eventId().equals(eventId))
                .map(recorded -> there(recorded))
                .concat(Source.single(new Finding.NotThere()))
                .runWith(Sink.head(), system);
    }

    private static Finding there(Recorded recorded) {
        DebtorEvent.LenderEventApplied applied = (DebtorEvent.LenderEventApplied) recorded.event();
        return new Finding.There(recorded.sequenceNumber(), applied.body());
    }
}
