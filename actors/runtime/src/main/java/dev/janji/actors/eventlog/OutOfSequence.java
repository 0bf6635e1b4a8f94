package dev.janji.actors.eventlog;

/** A write that does not follow on what is stored: there is another writer, or the writer did not recover. It was not stored. */
public final class OutOfSequence extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfSequence(String persistenceId, long expected, long got) {
        super("Expected sequence number " + expected + " to be written next, but got " + got + " [" + persistenceId
                + "]");
    }
}
