package dev.janji.loadtest.races;

/** Where a lead was, as its agent's screen and the lender's client could see, when the payment was sent. */
enum SocketPlace {
    QUEUED,
    OFFERED,
    READING,
    DIALING,
    RINGING,
    TALKING,
    /** The call is over, or the lead was taken back. */
    OVER
}
