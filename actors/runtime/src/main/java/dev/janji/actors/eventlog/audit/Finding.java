package dev.janji.actors.eventlog.audit;

/**
 * Something that is wrong with the log of a slice. Immutable.
 *
 * @param position where it shows
 * @param words what is wrong and what it means, for people; without personal data
 */
public record Finding(int slice, long position, Kind kind, String words) {
    /** What is wrong. */
    public enum Kind {
        /** Rows are not there. */
        MISSING,
        /** A row does not say what its owner wrote. */
        ALTERED,
        /** A row stands where another one was written. */
        MOVED,
        /** A row was written behind another row than the one that stands there now. */
        BROKEN_CHAIN,
        /** Epochs and fences do not agree. */
        EPOCH,
        /** The events of a persistence id do not follow each other. */
        SEQUENCE,
        /** Checkpoint, readers or retention say something that the log does not bear out. */
        BOOKKEEPING
    }

    @Override
    public String toString() {
        return "slice " + slice + ", position " + position + ": " + words;
    }
}
