package dev.janji.loadtest.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Reads the tables of the event log by plain CQL, with nothing of the runtime. Thread-safe. */
final class LogTables implements StoredLog {
    /** Rows of a segment, fixed for every installation. */
    private static final long SEGMENT = 512;

    /** Rows may have 64 KiB each. */
    private static final int PAGE = 100;

    private final CqlSession session;
    private final String keyspace;

    LogTables(CqlSession session, String keyspace) {
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
    long last(int slice) {
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
                    "SELECT n, epoch, commit_id, entry_count, previous_hash, hash, body FROM " + keyspace
                            + ".event_log WHERE slice = ? AND segment = ? AND n >= ?",
                    slice,
                    segment,
                    from)) {
                rows.add(new LogRow(
                        row.getLong(0),
                        row.getLong(1),
                        Objects.requireNonNull(row.getUuid(2)),
                        row.getInt(3),
                        bytes(row, 4),
                        bytes(row, 5),
                        bytes(row, 6)));
            }
        }
        return rows;
    }

    @Override
    public Iterable<HistoryRow> history() {
        ResultSet found = execute("SELECT persistence_id, from_seq, to_seq, deleted_to, position, events, slice FROM "
                + keyspace + ".history");
        return () -> {
            Iterator<Row> rows = found.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public HistoryRow next() {
                    Row row = rows.next();
                    return new HistoryRow(
                            row.getInt(6),
                            Objects.requireNonNull(row.getString(0)),
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4),
                            bytes(row, 5));
                }
            };
        };
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
