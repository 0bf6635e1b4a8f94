package dev.janji.actors.eventlog.feed;

import java.util.ArrayList;
import java.util.List;

/** The newest rows of a slice without a gap, as many as fit; knows where the log ends when it has seen it. Confined to its feed. */
final class RecentRows {
    private final long bytesAtMost;
    private final ArrayList<LoggedRow> rows = new ArrayList<>();
    private int dropped;
    private long bytes;
    /** The last position that is known to be written; -1 when none is known. */
    private long end = -1;

    RecentRows(long bytesAtMost) {
        this.bytesAtMost = bytesAtMost;
    }

    /** Whether the position is the first one that nobody has seen written. */
    boolean endsBefore(long position) {
        return end >= 0 && end < position;
    }

    List<LoggedRow> from(long position, int limit) {
        int kept = rows.size() - dropped;
        if (kept == 0) {
            return List.of();
        }
        long index = position - rows.get(dropped).position();
        if (index < 0 || index >= kept) {
            return List.of();
        }
        int first = dropped + (int) index;
        return List.copyOf(rows.subList(first, Math.min(rows.size(), first + limit)));
    }

    /** Rows that were read from {@code from} on; none when nothing stands there yet. */
    void append(long from, List<LoggedRow> read) {
        if (read.isEmpty()) {
            end = Math.max(end, from - 1);
        }
        read.forEach(row -> {
            if (end < row.position()) {
                follow(row);
            }
        });
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
        bytes += row.row().batch().size();
        while (bytes > bytesAtMost && rows.size() - dropped > 1) {
            bytes -= rows.get(dropped).row().batch().size();
            dropped++;
        }
        if (dropped > rows.size() / 2) {
            rows.subList(0, dropped).clear();
            dropped = 0;
        }
    }

    void clear() {
        rows.clear();
        dropped = 0;
        bytes = 0;
        end = -1;
    }
}
