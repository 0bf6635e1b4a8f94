package dev.janji.actors.eventlog;

/** What stands between a confused writer and the log; apart, so that a test can take it away and see that it is missed. Stateless. */
interface Guards {
    /** All of them. */
    Guards ALL = new Guards() {};

    /** Whether the write follows on everything that is stored or on its way. */
    default boolean isNext(Tail tail, Append append) {
        return append.fromSequenceNumber == tail.promised + 1;
    }

    /** Whether a row whose outcome is not known stays at its position until it is. */
    default boolean settlesUnknown() {
        return true;
    }
}
