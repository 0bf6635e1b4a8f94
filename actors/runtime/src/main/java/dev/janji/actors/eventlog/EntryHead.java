package dev.janji.actors.eventlog;

/**
 * Who an entry of the log is about. Immutable.
 *
 * @param persistenceId empty for a fence
 * @param number an event's sequence number, or up to which one is deleted; 0 for a fence
 */
record EntryHead(Kind kind, String persistenceId, long number) {
    static final EntryHead OF_A_FENCE = new EntryHead(Kind.FENCE, "", 0);

    /** What an entry is. */
    enum Kind {
        EVENT,
        DELETION,
        FENCE
    }
}
