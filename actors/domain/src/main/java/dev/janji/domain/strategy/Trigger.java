package dev.janji.domain.strategy;

/** What the days of a step are counted from. */
public enum Trigger {
    /** The earliest unpaid due date. */
    DUE_DATE,
    /** The day on which the account entered the bucket that it is in. */
    BUCKET_ENTERED,
    /** The date of the active promise; a reminder, the one contact that a promise permits. */
    PROMISE_DUE,
    /** The first day after the deadline of a promise that was not kept in full. */
    PROMISE_BROKEN,
    /** The last day of the open offer; a reminder, the one contact that an offer permits while it is considered. */
    OFFER_DUE,
    /** The day on which a payment was taken back, unless a payment came since. */
    PAYMENT_REVERSED
}
