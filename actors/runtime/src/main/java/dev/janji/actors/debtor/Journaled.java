package dev.janji.actors.debtor;

import dev.janji.actors.journal.Recorded;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A debtor's state as its history makes it. Immutable.
 *
 * @param nextWakeUp of the last record: a wake-up at or before it is durable, unless it has passed; null when there is none
 */
record Journaled(DebtorState state, @Nullable Instant nextWakeUp) {
    static final Journaled NOTHING = new Journaled(new DebtorState.Unknown(), null);

    /** @throws IllegalStateException when a record is missing before this one: a debtor is never recovered from half its history */
    Journaled with(Recorded recorded) {
        return with(recorded, null);
    }

    /** @param foreseen what the record makes of this state, where that is known already */
    Journaled with(Recorded recorded, @Nullable DebtorState foreseen) {
        if (recorded.sequenceNumber() != state.version() + 1) {
            throw new IllegalStateException("Expected record " + (state.version() + 1) + ", but found "
                    + recorded.sequenceNumber() + " [debtor=" + recorded.debtor() + "]");
        }
        DebtorState next = foreseen == null ? DebtorRules.evolve(state, recorded.event()) : foreseen;
        return new Journaled(next, recorded.nextWakeUp());
    }
}
