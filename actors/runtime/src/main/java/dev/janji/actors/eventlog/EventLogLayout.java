package dev.janji.actors.eventlog;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.id.Slices;

/**
 * How the log lies in its tables: decided once for an installation. Immutable.
 *
 * @param slices the installation's number of slices, at least 1
 * @param segmentRows rows of one partition of the log, 2 to 700: times the 64 KiB of a row it must stay below 50 MB
 */
public record EventLogLayout(int slices, int segmentRows) {
    /** Of every installation; tests use less. A partition of the log has at most 33 MB. */
    public static final int SEGMENT_ROWS = 512;

    /** Bytes of the entries of a row of the log, or of the events of a batch of the history, unless one alone has more. */
    public static final int ROW_BYTES = 64 * 1024;

    private static final int MOST_ROWS = 700;

    public EventLogLayout {
        if (slices < 1) {
            throw new ConfigException.BadValue("janji.slices", "Expected at least 1, but got " + slices);
        }
        if (segmentRows < 2 || segmentRows > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "Expected 2 to " + MOST_ROWS + " rows in a segment, but got " + segmentRows);
        }
    }

    /** @param config the whole configuration */
    public static EventLogLayout from(Config config) {
        return new EventLogLayout(config.getInt("janji.slices"), SEGMENT_ROWS);
    }

    /** The slice of whatever is under a persistence id: of what follows its first {@code |}, so that a debtor's slice is its shard. */
    public int sliceOf(String persistenceId) {
        return Slices.sliceOf(persistenceId.substring(persistenceId.indexOf('|') + 1), slices);
    }

    /** The partition of the log that the position is in. */
    public long segmentOf(long position) {
        return position / segmentRows;
    }

    /** The first position of a segment; nothing stands at position 0. */
    public long firstOf(long segment) {
        return Math.max(1, segment * segmentRows);
    }
}
