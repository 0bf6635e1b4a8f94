package dev.janji.domain.debtor;

/** How far a call came that a machine makes. */
public enum RecordedCall {
    /** Nobody answered, or a machine did: it is tried again. */
    UNREACHED,
    /** Somebody answered, and is greeted: nothing of a debt is said. */
    GREETED,
    /** Whoever answered says to be the debtor: the message is played. */
    PLAYED,
    /** Whoever answered may be told nothing any more: the debtor has paid since, for example. */
    SILENCED
}
