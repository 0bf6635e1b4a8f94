package dev.janji.actors.eventlog.feed;

import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the log as readers see it: taken apart once, however many readers there are. Immutable but for that; thread-safe. */
public final class LoggedRow {
    /** An entry that was taken apart: measured, with the ids of debtors as long as lenders' are. */
    private static final int ENTRY_MEMORY = 600;

    private final LogRow row;
    private volatile @Nullable List<LogEntry> entries;

    public LoggedRow(LogRow row) {
        this.row = row;
    }

    public int slice() {
        return row.slice();
    }

    public long position() {
        return row.position();
    }

    public LogRow row() {
        return row;
    }

    /** @return bytes that it takes in memory, about, once its entries were asked for */
    public long memory() {
        return row.size() + (long) ENTRY_MEMORY * row.count();
    }

    /** What happened, in order. @throws dev.janji.actors.eventlog.BrokenLog when the row can't be read */
    public List<LogEntry> entries() {
        List<LogEntry> known = entries;
        if (known == null) {
            known = List.copyOf(BatchCodec.entries(row));
            entries = known;
        }
        return known;
    }

    /** The events among the entries, in order. */
    public List<LogEntry.Event> events() {
        return entries().stream()
                .filter(LogEntry.Event.class::isInstance)
                .map(LogEntry.Event.class::cast)
                .toList();
    }

    @Override
    public String toString() {
        return "LoggedRow[slice=" + row.slice() + ", position=" + row.position() + "]";
    }
}
