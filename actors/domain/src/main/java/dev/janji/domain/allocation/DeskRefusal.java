package dev.janji.domain.allocation;

/** Why a command changed nothing. */
public enum DeskRefusal {
    /** The agent has a seat at this desk already. */
    SEAT_TAKEN,
    /** The agent has no seat at this desk. */
    NO_SEAT,
    /** The command does not fit what the seat is doing. */
    SEAT_BUSY,
    /** The offer was taken back, or its lease is over. */
    OFFER_OVER,
    /** A lead of this id is at the desk already. */
    LEAD_KNOWN,
    /** No lead of this id is at the desk, or not any more. */
    LEAD_UNKNOWN,
    /** Another agent was offered this lead, or talks with this debtor. */
    LEAD_TAKEN,
    /** The desk has no such queue. */
    NO_QUEUE,
    /** The queue is another lender's. */
    OTHER_LENDER,
    /** The value is in another currency than the queue's. */
    OTHER_CURRENCY,
    /** Leads with as many different needs wait as the desk's terms allow. */
    TOO_MANY_LINES
}
