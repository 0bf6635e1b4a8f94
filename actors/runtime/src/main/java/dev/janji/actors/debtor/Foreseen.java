package dev.janji.actors.debtor;

import dev.janji.actors.journal.Recorded;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision makes of a debtor's state: storing its event need not work that out once more. Immutable.
 *
 * @param before the state that was decided on
 */
record Foreseen(DebtorState before, Decision.Accepted decision) {
    /** @return the state after the record; null when this is not the record or the state that was foreseen, or one of several records */
    @Nullable
    DebtorState after(Journaled journaled, Recorded recorded) {
        List<DebtorEvent> events = decision.events();
        boolean same = journaled.state() == before && events.size() == 1 && events.get(0) == recorded.event();
        return same ? decision.after() : null;
    }
}
