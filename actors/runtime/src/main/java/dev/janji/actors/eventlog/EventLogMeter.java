package dev.janji.actors.eventlog;

import java.time.Duration;

/** Counts what the slices of a node do. Thread-safe. */
interface EventLogMeter {
    /** A row was committed. @param latency from its first offer */
    void committed(int entries, Duration latency);

    /** A row was offered again because the outcome of an earlier attempt is not known. */
    void offeredAgain();

    /** Another owner claimed a slice that was ours. */
    void fenced();

    /** The store has lost a row that it had acknowledged. */
    void forgotten();

    /** Rows were written to the history. */
    void flushed(int rows);

    /** @param lag rows of the log behind its checkpoint, {@code memoryBytes} of events that are not in the history */
    void load(int slice, long lag, long memoryBytes);

    /** Counts nothing. */
    static EventLogMeter silent() {
        return new EventLogMeter() {
            @Override
            public void committed(int entries, Duration latency) {}

            @Override
            public void offeredAgain() {}

            @Override
            public void fenced() {}

            @Override
            public void forgotten() {}

            @Override
            public void flushed(int rows) {}

            @Override
            public void load(int slice, long lag, long memoryBytes) {}
        };
    }
}
