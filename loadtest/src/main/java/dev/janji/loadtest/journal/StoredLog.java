package dev.janji.loadtest.journal;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** The tables of an event log as somebody finds them who knows nothing of the runtime. Thread-safe. */
interface StoredLog {
    /** A row of the log. */
    record LogRow(
            long position,
            long epoch,
            UUID commitId,
            int entries,
            ByteBuffer previousHash,
            ByteBuffer hash,
            ByteBuffer body) {}

    /** A row of the history. */
    record HistoryRow(
            int slice, String persistenceId, long from, long to, long deletedTo, long position, ByteBuffer events) {}

    /** @return 0 when the slice has none */
    long checkpoint(int slice);

    /** @return the rows from a position on, in their order, as far as the segments follow on each other */
    List<LogRow> rows(int slice, long from);

    /** @return every row of the history, in no order */
    Iterable<HistoryRow> history();
}
