package dev.janji.loadtest.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads the tables of the event log by plain CQL, with nothing of the runtime. Thread-safe. */
public final class LogTables implements StoredLog, LogPartitions {
    /** Rows of a segment, fixed for every installation. */
    private static final long SEGMENT = 512;

    /** Rows may have 64 KiB each. */
    private static final int PAGE = 100;

    private static final String LOG_COLUMNS =
            "SELECT n, epoch, commit_id, entry_count, previous_hash, hash, body FROM ";

    private static final String HISTORY_COLUMNS =
            "SELECT persistence_id, from_seq, to_seq, deleted_to, position, events, slice FROM ";

    private final CqlSession session;
    private final String keyspace;

    /** @param session stays the caller's */
    public LogTables(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    @Override
    public long checkpoint(int slice) {
        Row row = execute("SELECT position FROM " + keyspace + ".event_log_checkpoint WHERE slice = ?", slice)
                .one();
        return row == null ? 0 : row.getLong(0);
    }

    /** @return the last position, 0 when there is none */
    public long last(int slice) {
        long last = 0;
        for (long segment = checkpoint(slice) / SEGMENT; ; segment++) {
            Row row = execute(
                            "SELECT n FROM " + keyspace
                                    + ".event_log WHERE slice = ? AND segment = ? ORDER BY n DESC LIMIT 1",
                            slice,
                            segment)
                    .one();
            if (row == null) {
                if (last > 0 || segment * SEGMENT > checkpoint(slice)) {
                    return last;
                }
            } else {
                last = row.getLong(0);
            }
        }
    }

    @Override
    public List<LogRow> rows(int slice, long from) {
        List<LogRow> rows = new ArrayList<>();
        int before = -1;
        for (long segment = from / SEGMENT; before != rows.size(); segment++) {
            before = rows.size();
            for (Row row : execute(
                    LOG_COLUMNS + keyspace + ".event_log WHERE slice = ? AND segment = ? AND n >= ?",
                    slice,
                    segment,
                    from)) {
                rows.add(logRow(row));
            }
        }
        return rows;
    }

    @Override
    public Iterable<HistoryRow> history() {
        return mapped(execute(HISTORY_COLUMNS + keyspace + ".history"), LogTables::historyRow);
    }

    @Override
    public Map<Integer, Long> checkpoints() {
        Map<Integer, Long> positions = new HashMap<>();
        execute("SELECT slice, position FROM " + keyspace + ".event_log_checkpoint")
                .forEach(row -> positions.put(row.getInt(0), row.getLong(1)));
        return positions;
    }

    @Override
    public SortedMap<Integer, Long> lastSegments() {
        SortedMap<Integer, Long> last = new TreeMap<>();
        execute("SELECT DISTINCT slice, segment FROM " + keyspace + ".event_log")
                .forEach(row -> last.merge(row.getInt(0), row.getLong(1), Math::max));
        return last;
    }

    @Override
    public Map<Integer, Set<Integer>> buckets() {
        Map<Integer, Set<Integer>> buckets = new HashMap<>();
        execute("SELECT DISTINCT slice, bucket FROM " + keyspace + ".history")
                .forEach(row -> buckets.computeIfAbsent(row.getInt(0), none -> new TreeSet<>())
                        .add(row.getInt(1)));
        return buckets;
    }

    @Override
    public Iterable<LogRow> segment(int slice, long segment) {
        return mapped(
                execute(LOG_COLUMNS + keyspace + ".event_log WHERE slice = ? AND segment = ?", slice, segment),
                LogTables::logRow);
    }

    @Override
    public Iterable<HistoryRow> bucket(int slice, int bucket) {
        return mapped(
                execute(HISTORY_COLUMNS + keyspace + ".history WHERE slice = ? AND bucket = ?", slice, bucket),
                LogTables::historyRow);
    }

    /** To be iterated once. */
    private static <T> Iterable<T> mapped(ResultSet found, Function<Row, T> row) {
        return () -> StreamSupport.stream(found.spliterator(), false).map(row).iterator();
    }

    private static LogRow logRow(Row row) {
        return new LogRow(
                row.getLong(0),
                row.getLong(1),
                Objects.requireNonNull(row.getUuid(2)),
                row.getInt(3),
                bytes(row, 4),
                bytes(row, 5),
                bytes(row, 6));
    }

    private static HistoryRow historyRow(Row row) {
        return new HistoryRow(
                row.getInt(6),
                Objects.requireNonNull(row.getString(0)),
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                bytes(row, 5));
    }

    private static ByteBuffer bytes(Row row, int column) {
        ByteBuffer bytes = row.getByteBuffer(column);
        return bytes == null ? ByteBuffer.allocate(0) : bytes;
    }

    private ResultSet execute(String cql, Object... values) {
        return session.execute(SimpleStatement.newInstance(cql, values)
                .setPageSize(PAGE)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM));
    }
}
