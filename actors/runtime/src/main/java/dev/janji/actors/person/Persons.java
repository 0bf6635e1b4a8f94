package dev.janji.actors.person;

import dev.janji.domain.debtor.PersonReport;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DebtorPersonId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Where debtors who are the same person learn of each other's contacts, and take turns, so that two of them are never contacted by what
 * each alone might. Thread-safe.
 */
public interface Persons {
    /**
     * A turn that nobody ends ends itself after so long, by the store's clock. Longer than a contact may be decided and sent: what was
     * decided in a turn that has run out is invalid before anybody else's begins.
     */
    Duration LONGEST_TURN = Duration.ofSeconds(90);

    /**
     * @param persons all of them or none
     * @return fails with {@link PersonBusy} while another debtor has a turn, or when it is not known whether this one has it
     */
    CompletionStage<Turn> take(DebtorKey debtor, Set<DebtorPersonId> persons);

    /** @return when all is durable. Told before the event is stored: a crash between leaves a contact too many, never one too few */
    CompletionStage<Done> tell(DebtorKey debtor, List<PersonReport> reports);

    /** Others need not wait until it runs out. Nothing is lost when this is. */
    void end(Turn turn);

    /** Another debtor who is the same person is being decided about now. */
    final class PersonBusy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PersonBusy() {
            super("another debtor who is the same person is being decided about", null, false, false);
        }
    }
}
