package dev.janji.actors.eventlog;

/** What was read is not what can have been written: a row or an event is missing, altered or out of order. */
public final class BrokenLog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenLog(String message) {
        super(message);
    }
}
