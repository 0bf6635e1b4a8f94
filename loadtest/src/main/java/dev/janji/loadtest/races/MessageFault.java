package dev.janji.loadtest.races;

/** A fault that is put into a house of messages on purpose: whoever judges the races must find it. */
enum MessageFault {
    NOTHING,
    /** The gateway's "it will never leave" comes without the gateway. */
    WITHDRAWAL_NEVER_REACHES_THE_GATEWAY,
    /** The lender's acknowledgement does not wait. */
    ACK_DOES_NOT_WAIT,
    /** The payment is acknowledged, and the debtor never hears of it. */
    PAYMENT_IS_LOST,
    /** Nobody wakes who has paid. */
    WAKE_UPS_ARE_LOST
}
