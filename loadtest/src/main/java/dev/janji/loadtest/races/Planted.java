package dev.janji.loadtest.races;

/** A fault that is put into a house on purpose: whoever judges the races must find it. */
enum Planted {
    NOTHING,
    /** The desk's "nobody talks and nobody will" comes without the desk. */
    RECALL_NEVER_REACHES_THE_DESK,
    /** The telephone says that it hung up, and did not. */
    HANG_UP_IS_NOT_DONE,
    /** The lender's acknowledgement does not wait. */
    ACK_DOES_NOT_WAIT,
    /** An agent's screen does not show that the lead was withdrawn. */
    SCREEN_LOSES_THE_WITHDRAWAL,
    /** The lender's word is acknowledged, and the debtor never hears of it. */
    WORD_IS_LOST
}
