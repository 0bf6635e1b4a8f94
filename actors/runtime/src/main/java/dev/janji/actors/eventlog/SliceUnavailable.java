package dev.janji.actors.eventlog;

import org.jspecify.annotations.Nullable;

/** A request that was not, or not surely, worked off. Of a write it is not known whether it is stored: it must be read again. */
public final class SliceUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack: it would say nothing of whoever asked, and many fail at once. */
    SliceUnavailable(int slice, String reason, @Nullable Throwable cause) {
        super("Expected slice " + slice + " of the event log to answer, but " + reason, cause, true, false);
    }
}
