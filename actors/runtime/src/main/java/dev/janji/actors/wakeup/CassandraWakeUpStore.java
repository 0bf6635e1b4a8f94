package dev.janji.actors.wakeup;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The tables of {@code cql/0002-wake-ups.cql}. Thread-safe. */
final class CassandraWakeUpStore implements WakeUpStore {

    /**
     * Write timestamps are this minus the due microseconds, so the earlier due wins. Chosen so that the dues of this century's
     * first half give timestamps in the past, which no cluster refuses.
     */
    private static final long LATEST_DUE_MICROS = 3_000_000_000_000_000L;

    /** A batch in one partition of so many small rows stays below what a cluster warns of. */
    private static final int PUT_TOGETHER = 40;

    private final CqlSession session;
    private final PreparedStatement selectMark;
    private final PreparedStatement selectMinutes;
    private final PreparedStatement insertMinute;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement delete;
    private final PreparedStatement deleteMinute;
    private final PreparedStatement insertMark;
    private final PreparedStatement insertClosed;

    /** Prepares its statements: waits for the store. */
    CassandraWakeUpStore(CqlSession session, String keyspace) {
        this.session = session;
        selectMark = prepare("SELECT minute, closed FROM " + keyspace + ".wake_up_mark WHERE slice = ?");
        selectMinutes = prepare("SELECT minute FROM " + keyspace + ".wake_up_minute WHERE slice = ? AND minute >= ?");
        insertMinute = prepare("INSERT INTO " + keyspace + ".wake_up_minute (slice, minute) VALUES (?, ?)");
        insert = prepare("INSERT INTO " + keyspace
                + ".wake_up (slice, minute, debtor, due_micros) VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
        select = prepare("SELECT debtor, due_micros FROM " + keyspace
                + ".wake_up WHERE slice = ? AND minute = ? AND debtor > ? LIMIT ?");
        delete = prepare(
                "DELETE FROM " + keyspace + ".wake_up USING TIMESTAMP ? WHERE slice = ? AND minute = ? AND debtor = ?");
        deleteMinute = prepare("DELETE FROM " + keyspace + ".wake_up_minute WHERE slice = ? AND minute = ?");
        insertMark = prepare("INSERT INTO " + keyspace + ".wake_up_mark (slice, minute) VALUES (?, ?)");
        insertClosed = prepare("INSERT INTO " + keyspace + ".wake_up_mark (slice, closed) VALUES (?, ?)");
    }

    @Override
    public CompletionStage<StoredSlice> load(int slice) {
        return session.executeAsync(selectMark.bind(slice)).thenCompose(result -> {
            Row row = result.one();
            long mark = row == null || row.isNull("minute") ? NEVER : row.getLong("minute");
            long closed = row == null || row.isNull("closed") ? NEVER : row.getLong("closed");
            MinuteSet minutes = new MinuteSet();
            return session.executeAsync(selectMinutes.bind(slice, mark))
                    .thenCompose(page -> addAll(minutes, page))
                    .thenApply(all -> new StoredSlice(mark, closed, all));
        });
    }

    private static CompletionStage<MinuteSet> addAll(MinuteSet minutes, AsyncResultSet page) {
        page.currentPage().forEach(row -> minutes.add(row.getLong("minute")));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> addAll(minutes, next))
                : CompletableFuture.completedStage(minutes);
    }

    @Override
    public CompletionStage<Done> addMinute(int slice, long minute) {
        return execute(insertMinute.bind(slice, minute));
    }

    @Override
    public CompletionStage<Done> put(int slice, long minute, List<WakeUpRow> rows) {
        List<CompletableFuture<Done>> written = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += PUT_TOGETHER) {
            List<WakeUpRow> some = rows.subList(from, Math.min(rows.size(), from + PUT_TOGETHER));
            written.add(execute(some.size() == 1 ? insertion(slice, minute, some.get(0)) : batch(slice, minute, some))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new))
                .thenApply(all -> Done.getInstance());
    }

    private BatchStatement batch(int slice, long minute, List<WakeUpRow> rows) {
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        rows.forEach(row -> batch.addStatement(insertion(slice, minute, row)));
        return batch.setIdempotence(true)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .build();
    }

    private BoundStatement insertion(int slice, long minute, WakeUpRow row) {
        return insert.bind(slice, minute, row.debtor(), row.dueMicros(), timestampOf(row));
    }

    @Override
    public CompletionStage<List<WakeUpRow>> read(int slice, long minute, String after, int limit) {
        return session.executeAsync(select.bind(slice, minute, after, limit).setPageSize(limit))
                .thenApply(page -> {
                    List<WakeUpRow> rows = new ArrayList<>(limit);
                    page.currentPage()
                            .forEach(row -> rows.add(new WakeUpRow(
                                    Objects.requireNonNull(row.getString("debtor")), row.getLong("due_micros"))));
                    return rows;
                });
    }

    @Override
    public CompletionStage<Done> remove(int slice, long minute, List<WakeUpRow> rows) {
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        rows.forEach(row -> batch.addStatement(delete.bind(timestampOf(row), slice, minute, row.debtor())));
        return execute(batch.setIdempotence(true)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .build());
    }

    @Override
    public CompletionStage<Done> removeMinute(int slice, long minute) {
        return execute(deleteMinute.bind(slice, minute));
    }

    @Override
    public CompletionStage<Done> saveMark(int slice, long mark) {
        return execute(insertMark.bind(slice, mark));
    }

    @Override
    public CompletionStage<Done> saveClosed(int slice, long closed) {
        return execute(insertClosed.bind(slice, closed));
    }

    private static long timestampOf(WakeUpRow row) {
        return LATEST_DUE_MICROS - row.dueMicros();
    }

    private CompletionStage<Done> execute(Statement<?> statement) {
        return session.executeAsync(statement).thenApply(result -> Done.getInstance());
    }

    private PreparedStatement prepare(String cql) {
        return session.prepare(SimpleStatement.builder(cql)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotence(true)
                .build());
    }
}
