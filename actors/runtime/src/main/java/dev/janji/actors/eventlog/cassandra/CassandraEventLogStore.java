package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.typesafe.config.Config;
import dev.janji.actors.eventlog.BrokenLog;
import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.RowsDeleted;
import dev.janji.actors.eventlog.SnapshotRows;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.Installation;
import dev.janji.actors.store.SchemaMigrations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The tables of the log, its checkpoints, its history and the snapshots. Thread-safe. */
public final class CassandraEventLogStore implements EventLogStore {
    /** Under which the rows of a segment are kept among what was decided for the installation. */
    static final String SEGMENT_ROWS = "event-log.segment-rows";

    /** Rows of the log in one page: a few MB at most. */
    private static final int PAGE = 64;

    private final EventLogLayout layout;
    private final Statements statements;
    private final HistoryTable history;
    private final SnapshotTable snapshots;
    private final PreparedStatement insert;
    private final PreparedStatement selectOne;
    private final PreparedStatement select;
    private final PreparedStatement selectFirstKept;
    private final PreparedStatement selectCheckpoint;
    private final PreparedStatement insertCheckpoint;
    private final PreparedStatement updateCheckpoint;

    /** Prepares its statements: waits for the store. */
    CassandraEventLogStore(Statements statements, EventLogLayout layout) {
        this.layout = layout;
        this.statements = statements;
        this.history = new HistoryTable(statements);
        this.snapshots = new SnapshotTable(statements);
        insert = statements.prepareConditional("INSERT INTO ${keyspace}.event_log (slice, segment, " + LogRows.COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        selectOne = statements.prepareSerialRead(
                "SELECT " + LogRows.COLUMNS + " FROM ${keyspace}.event_log WHERE slice = ? AND segment = ? AND n = ?");
        select = statements.prepare("SELECT " + LogRows.COLUMNS
                + " FROM ${keyspace}.event_log WHERE slice = ? AND segment = ? AND n >= ? LIMIT ?");
        selectFirstKept = statements.prepare("SELECT first_kept FROM ${keyspace}.event_log_retention WHERE slice = ?");
        selectCheckpoint = statements.prepareSerialRead(
                "SELECT epoch, position FROM ${keyspace}.event_log_checkpoint WHERE slice = ?");
        insertCheckpoint = statements.prepareConditional(
                "INSERT INTO ${keyspace}.event_log_checkpoint (slice, epoch, position) VALUES (?, ?, ?) IF NOT EXISTS");
        updateCheckpoint = statements.prepareConditional("UPDATE ${keyspace}.event_log_checkpoint"
                + " SET epoch = ?, position = ? WHERE slice = ? IF epoch = ? AND position = ?");
    }

    /**
     * Opens the tables, whose migrations are applied. Blocking, for a start.
     *
     * @param config the whole configuration
     * @throws SchemaMigrations.Refused when the installation was made with another layout, or when the cluster is not fit for the configured
     *     agreement
     */
    public static CassandraEventLogStore open(CqlSession session, Config config) {
        return open(session, config, EventLogLayout.from(config));
    }

    static CassandraEventLogStore open(CqlSession session, Config config, EventLogLayout layout) {
        CassandraSettings settings = CassandraSettings.from(config);
        Installation.demand(session, settings, "slices", Integer.toString(layout.slices()));
        Installation.demand(session, settings, SEGMENT_ROWS, Integer.toString(layout.segmentRows()));
        Installation.demand(session, settings, "event-log.buckets", Integer.toString(HistoryRow.BUCKETS));
        return new CassandraEventLogStore(
                new Statements(session, settings.keyspace(), Statements.serialConsistency(session, config)), layout);
    }

    @Override
    public CompletionStage<Standing> commit(LogRow row) {
        return statements
                .execute(LogRows.bind(insert, layout, row))
                .thenApply(result ->
                        result.wasApplied() ? new Standing(row.epoch(), row.commitId()) : standing(only(result)));
    }

    private static Standing standing(Row row) {
        return new Standing(row.getLong("epoch"), Objects.requireNonNull(row.getUuid("commit_id")));
    }

    @Override
    public long disruptions() {
        return statements.disruptions();
    }

    @Override
    public CompletionStage<Optional<LogRow>> readSerial(int slice, long position) {
        return statements
                .execute(selectOne
                        .boundStatementBuilder()
                        .setInt(0, slice)
                        .setLong(1, layout.segmentOf(position))
                        .setLong(2, position)
                        .build())
                .thenApply(result -> Optional.ofNullable(result.one()).map(row -> LogRows.read(slice, row)));
    }

    @Override
    public CompletionStage<List<LogRow>> read(int slice, long from, int limit) {
        if (from < 1 || limit < 1) {
            throw new IllegalArgumentException(
                    "Expected a position and a limit from 1, but got " + from + " and " + limit);
        }
        return readOn(slice, from, limit, new ArrayList<>(Math.min(limit, PAGE)))
                .thenCompose(rows -> rows.isEmpty() || rows.get(0).position() != from
                        ? kept(slice, from, rows)
                        : CompletableFuture.completedStage(rows))
                .thenApply(rows -> unbroken(slice, from, rows));
    }

    /** Reads segment after segment until the limit is reached or the log ends; over what is missing, for {@link #unbroken} to see. */
    private CompletionStage<List<LogRow>> readOn(int slice, long from, int limit, List<LogRow> into) {
        int missing = limit - into.size();
        return statements
                .execute(select.boundStatementBuilder()
                        .setInt(0, slice)
                        .setLong(1, layout.segmentOf(from))
                        .setLong(2, from)
                        .setInt(3, missing)
                        .setPageSize(Math.min(missing, PAGE))
                        .build())
                .thenCompose(page -> Statements.collect(page, row -> LogRows.read(slice, row), into))
                .thenCompose(rows -> {
                    long next =
                            rows.isEmpty() ? from : rows.get(rows.size() - 1).position() + 1;
                    if (rows.size() == limit) {
                        return CompletableFuture.completedStage(rows);
                    }
                    return layout.segmentOf(next) > layout.segmentOf(from)
                            ? readOn(slice, next, limit, rows)
                            : atTheEnd(slice, next, rows);
                });
    }

    /** Nothing stands at {@code next}: that is the end of the log only if nothing stands in the segment after it. */
    private CompletionStage<List<LogRow>> atTheEnd(int slice, long next, List<LogRow> rows) {
        long after = layout.firstOf(layout.segmentOf(next) + 1);
        return statements
                .execute(select.bind(slice, layout.segmentOf(after), after, 1))
                .thenApply(result -> {
                    Row row = result.one();
                    if (row != null) {
                        rows.add(LogRows.read(slice, row));
                    }
                    return rows;
                });
    }

    private CompletionStage<List<LogRow>> kept(int slice, long from, List<LogRow> rows) {
        return statements.execute(selectFirstKept.bind(slice)).thenApply(result -> {
            Row row = result.one();
            long firstKept = row == null ? 1 : row.getLong(0);
            if (from < firstKept) {
                throw new RowsDeleted(slice, from, firstKept);
            }
            return rows;
        });
    }

    private static List<LogRow> unbroken(int slice, long from, List<LogRow> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).position() != from + i) {
                throw new BrokenLog("Expected a row at position " + (from + i) + ", but the next one is at "
                        + rows.get(i).position() + " [slice=" + slice + "]");
            }
        }
        return rows;
    }

    @Override
    public CompletionStage<Checkpoint> checkpoint(int slice) {
        return statements.execute(selectCheckpoint.bind(slice)).thenApply(result -> {
            Row row = result.one();
            return row == null ? Checkpoint.NONE : checkpoint(row);
        });
    }

    @Override
    public CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next) {
        if (next.epoch() < expected.epoch() || next.position() < expected.position()) {
            throw new IllegalArgumentException("Expected a checkpoint to move forward from " + expected + ", but got "
                    + next + " [slice=" + slice + "]");
        }
        boolean first = expected.equals(Checkpoint.NONE);
        return statements
                .execute(
                        first
                                ? insertCheckpoint.bind(slice, next.epoch(), next.position())
                                : updateCheckpoint.bind(
                                        next.epoch(), next.position(), slice, expected.epoch(), expected.position()))
                .thenApply(result -> result.wasApplied() ? next : standing(result));
    }

    /** What a conditional statement found instead; nothing but its answer when there is no row at all. */
    private static Checkpoint standing(AsyncResultSet result) {
        Row row = only(result);
        return row.getColumnDefinitions().contains("epoch") ? checkpoint(row) : Checkpoint.NONE;
    }

    private static Checkpoint checkpoint(Row row) {
        return new Checkpoint(row.getLong("epoch"), row.getLong("position"));
    }

    private static Row only(AsyncResultSet result) {
        return Objects.requireNonNull(result.one(), "Expected an answer to a conditional statement, but there is none");
    }

    @Override
    public CompletionStage<Done> flush(List<HistoryRow> rows) {
        return history.flush(rows);
    }

    @Override
    public CompletionStage<List<HistoryRow>> history(int slice, String persistenceId, long fromSequenceNumber) {
        return history.rows(slice, persistenceId, fromSequenceNumber);
    }

    @Override
    public CompletionStage<Long> highest(int slice, String persistenceId) {
        return history.highest(slice, persistenceId);
    }

    @Override
    public SnapshotRows snapshots() {
        return snapshots;
    }
}
