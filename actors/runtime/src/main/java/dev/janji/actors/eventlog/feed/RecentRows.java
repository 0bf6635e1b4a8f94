package dev.janji.actors.eventlog.feed;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The newest rows of a slice without a gap, as many as fit; knows where the log ends when it has seen it. Confined to its feed. */
final class RecentRows {
    private final long memoryAtMost;
    /** One behind the other, the last one at {@link #end}. */
    private final ArrayDeque<LoggedRow> rows = new ArrayDeque<>();

    private long memory;
    /** The last position that is known to be written; -1 when none is known. */
    private long end = -1;

    RecentRows(long memoryAtMost) {
        this.memoryAtMost = memoryAtMost;
    }

    /** Whether the position is the first one that nobody has seen written. */
    boolean endsBefore(long position) {
        return end >= 0 && end < position;
    }

    List<LoggedRow> from(long position, int limit) {
        if (rows.isEmpty() || position < rows.getFirst().position() || position > end) {
            return List.of();
        }
        // Most readers are close to the end, so it is counted from there.
        LoggedRow[] found = new LoggedRow[(int) (end - position) + 1];
        Iterator<LoggedRow> newest = rows.descendingIterator();
        for (int i = found.length - 1; i >= 0; i--) {
            found[i] = newest.next();
        }
        return List.of(found.length > limit ? Arrays.copyOf(found, limit) : found);
    }

    /** Rows that were read from {@code from} on; none when nothing stands there yet. */
    void append(long from, List<LoggedRow> read) {
        if (read.isEmpty() && end < from - 1) {
            clear();
            end = from - 1;
        }
        read.forEach(this::follow);
    }

    /** A row that was written: after the last one, or after some that were not seen. */
    void follow(LoggedRow row) {
        if (row.position() <= end) {
            return;
        }
        if (row.position() != end + 1) {
            clear();
        }
        end = row.position();
        rows.add(row);
        memory += row.memory();
        while (memory > memoryAtMost && rows.size() > 1) {
            memory -= rows.remove().memory();
        }
    }

    void clear() {
        rows.clear();
        memory = 0;
        end = -1;
    }
}
