package dev.janji.actors.eventlog;

/**
 * Somebody asked for rows that retention has deleted. The events are still in the history, ordered by persistence id: read them there and join
 * the log at the position that the history has recorded.
 */
public final class RowsDeleted extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long firstKept;

    public RowsDeleted(int slice, long asked, long firstKept) {
        super("Expected to read the log from position " + asked + " on, but retention keeps it from position "
                + firstKept + " on; start from the history instead [slice=" + slice + "]");
        this.firstKept = firstKept;
    }

    /** Where the log begins now. */
    public long firstKept() {
        return firstKept;
    }
}
