package dev.janji.domain.allocation;

/** Why an agent is away. */
public enum BreakReason {
    /** Has just come to the desk. */
    SIGNED_IN,
    BREAK,
    MEAL,
    PRAYER,
    TRAINING,
    MEETING,
    COACHING,
    TECHNICAL,
    /** Did not answer an offer in time; set by the rules. */
    NO_ANSWER,
    /** Rejected a debtor who was waiting for this moment; set by the rules. */
    DECLINED
}
