package dev.janji.actors.journal;

/**
 * A record or snapshot that this version cannot read: it was written by a newer one, or it is not whole. Nothing is guessed; the debtor
 * waits for a version that can.
 */
public final class UnreadableRecord extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message with ids only */
    UnreadableRecord(String message) {
        super(message);
    }

    static UnreadableRecord missing(String what) {
        return new UnreadableRecord("Expected " + what + ", but it is missing");
    }
}
