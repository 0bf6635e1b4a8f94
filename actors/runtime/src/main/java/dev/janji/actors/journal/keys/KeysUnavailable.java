package dev.janji.actors.journal.keys;

/** The keys of personal data cannot be reached or unwrapped now. Whoever needs one fails and tries again; nobody goes on without. */
public final class KeysUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message with ids only */
    KeysUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
