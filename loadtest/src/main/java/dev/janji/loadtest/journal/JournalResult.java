package dev.janji.loadtest.journal;

import dev.janji.loadtest.ingest.Machine;

/**
 * What a run found. Treat as immutable.
 *
 * @param readers the event log while somebody reads it
 * @param held while a slice waits for the store
 * @param fenced while another owner claims a slice
 * @param few the parts of the cost with few debtors in memory
 * @param all the same with all debtors
 * @param heapMegabytes of this process with all debtors in memory
 * @param lagRows of the log of one slice behind its checkpoint, the most that was seen
 * @param lagBytes of the same rows: events that are held in memory
 * @param entriesPerRow of the log, on average
 */
record JournalResult(
        Machine machine,
        Measured raw,
        Measured stock,
        Measured log,
        ReaderRun.Result readers,
        StuckSlice.Result held,
        StuckSlice.Result fenced,
        Rungs few,
        Rungs all,
        long heapMegabytes,
        long lagRows,
        long lagBytes,
        double entriesPerRow) {
    static final double MILLIS_OVER_RAW = 10;

    double toRaw() {
        return log.median() / raw.median();
    }

    double toStock() {
        return log.median() / stock.median();
    }

    /** Whether an event waits about as short as a row of the store does. */
    boolean isPrompt() {
        return log.atSeventy().isSteady()
                && log.atSeventy().p99Millis() <= raw.atSeventy().p99Millis() + MILLIS_OVER_RAW;
    }
}
