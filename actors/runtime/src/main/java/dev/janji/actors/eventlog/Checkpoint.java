package dev.janji.actors.eventlog;

/**
 * How far the history of a slice has everything of its log.
 *
 * @param epoch of the owner that moved it there
 * @param position every row up to and with it is in the history; 0 when none is
 */
public record Checkpoint(long epoch, long position) {
    /** Of a slice that was never written. */
    public static final Checkpoint NONE = new Checkpoint(0, 0);
}
