package dev.janji.domain.allocation;

/** What an agent at a desk is doing. */
public enum SeatState {
    /** On a break, for a {@link BreakReason}: gets nothing. */
    AWAY,
    /** Free for the next lead. */
    READY,
    /** Asked to take a lead; the lease of the offer runs. */
    OFFERED,
    /** With a debtor, from the acceptance to the end of the conversation: dialing and preparing included. */
    TALKING,
    /** Noting what was said. */
    WRAP_UP
}
