package dev.janji.actors.eventlog.feed;

import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the log as readers see it: taken apart once, however many readers there are. Immutable but for that; thread-safe. */
public final class LoggedRow {
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
