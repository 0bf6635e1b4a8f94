package dev.janji.loadtest.simulation;

import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.RefusalReason;
import java.util.List;

/** Hears what happens in a debtor's life, in order. */
interface LifeListener {
    /** @param before the state that was decided on */
    void stored(DebtorState before, List<DebtorEvent> events);

    /** The rules refused a lender's event. */
    void refused(RefusalReason reason);
}
