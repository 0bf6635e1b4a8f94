package dev.janji.domain.debtor;

/** How a lead ended at the desk. */
public enum LeadResult {
    /** An agent talked with whoever answered; the disposition says what came of it. */
    TALKED,
    /** The call was made, and nobody talked: no answer, busy, a machine, a dead number. */
    NOT_REACHED,
    /** Somebody answered, and no agent took the call in time. */
    ABANDONED,
    /** Nobody was called: the debtor took the lead back in time. */
    RECALLED,
    /** Nobody was called: the desk gave it back, because its time was over or it does not know the lead. */
    RETURNED,
    /** The desk was asked and gave no answer in time: somebody may have talked. Only the debtor says so, never a desk. */
    IN_DOUBT
}
