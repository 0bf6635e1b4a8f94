package dev.janji.loadtest.races;

/** Where a lead and its call stood when the lender's word was told, as seen from outside of the desk. */
enum Stage {
    /** No lead is open. */
    NONE,
    QUEUED,
    OFFERED,
    READING,
    /** The desk has asked the debtor whether it may call. */
    ASKED,
    DIALING,
    RINGING,
    ANSWERED,
    CONNECTING,
    TALKING,
    /** The desk hangs up. */
    ENDING
}
