package dev.janji.actors.eventlog;

/** An atomic write that can never be one row of the log. It was not stored. */
public final class EventTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventTooLarge(String persistenceId, int entries, long bytes) {
        super("Expected at most " + EventLogSettings.MOST_ENTRIES + " events of " + EventLogSettings.MOST_BYTES
                + " bytes in one atomic write, but got " + entries + " of " + bytes + " [" + persistenceId + "]");
    }
}
