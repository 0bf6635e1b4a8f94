package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.typesafe.config.Config;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.store.CassandraSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/** The tables of readers and retention, and the history as a whole. Thread-safe. */
public final class CassandraEventLogReaders implements EventLogReaders {
    /** Rows of the history in one page. */
    private static final int PAGE = 200;

    private final Statements statements;
    private final EventLogLayout layout;
    private final PreparedStatement selectReaders;
    private final PreparedStatement insertReader;
    private final PreparedStatement deleteReader;
    private final PreparedStatement selectKept;
    private final PreparedStatement insertKept;
    private final PreparedStatement updateKept;
    private final PreparedStatement selectMarks;
    private final PreparedStatement selectRows;
    private final PreparedStatement selectSegments;
    private final PreparedStatement deleteRows;
    private final PreparedStatement selectHistory;

    private CassandraEventLogReaders(Statements statements, EventLogLayout layout) {
        this.statements = statements;
        this.layout = layout;
        selectReaders =
                statements.prepare("SELECT reader, position, at FROM ${keyspace}.event_log_reader WHERE slice = ?");
        insertReader = statements.prepare(
                "INSERT INTO ${keyspace}.event_log_reader (slice, reader, position, at) VALUES (?, ?, ?, ?)");
        deleteReader = statements.prepare("DELETE FROM ${keyspace}.event_log_reader WHERE slice = ? AND reader = ?");
        selectKept = statements.prepareSerialRead("SELECT first_kept, deleted_below, last_epoch"
                + " FROM ${keyspace}.event_log_retention WHERE slice = ?");
        insertKept = statements.prepareConditional("INSERT INTO ${keyspace}.event_log_retention"
                + " (first_kept, deleted_below, last_epoch, slice) VALUES (?, ?, ?, ?) IF NOT EXISTS");
        updateKept = statements.prepareConditional("UPDATE ${keyspace}.event_log_retention"
                + " SET first_kept = ?, deleted_below = ?, last_epoch = ? WHERE slice = ?"
                + " IF first_kept = ? AND deleted_below = ? AND last_epoch = ?");
        selectMarks =
                statements.prepare("SELECT n, epoch, at FROM ${keyspace}.event_log WHERE slice = ? AND segment = ?");
        selectRows = statements.prepare("SELECT " + LogRows.COLUMNS
                + " FROM ${keyspace}.event_log WHERE slice = ? AND segment = ? AND n >= ? LIMIT ?");
        selectSegments = statements.prepare("SELECT DISTINCT slice, segment FROM ${keyspace}.event_log");
        deleteRows = statements.prepare(
                "DELETE FROM ${keyspace}.event_log WHERE slice = ? AND segment = ? AND n >= ? AND n < ?");
        selectHistory = statements.prepare("SELECT to_seq, from_seq, deleted_to, position, events, persistence_id"
                + " FROM ${keyspace}.history WHERE slice = ? AND bucket = ?");
    }

    /** Prepares its statements: waits for the store, whose migrations are applied. */
    public static CassandraEventLogReaders open(CqlSession session, Config config) {
        return open(session, config, EventLogLayout.from(config));
    }

    static CassandraEventLogReaders open(CqlSession session, Config config, EventLogLayout layout) {
        return new CassandraEventLogReaders(
                new Statements(
                        session,
                        CassandraSettings.from(config).keyspace(),
                        Statements.serialConsistency(session, config)),
                layout);
    }

    @Override
    public CompletionStage<Map<String, Progress>> readers(int slice) {
        return collect(selectReaders.bind(slice), row -> row)
                .thenApply(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> Objects.requireNonNull(row.getString(0)),
                                row -> new Progress(
                                        row.getLong(1),
                                        Objects.requireNonNullElse(row.getInstant(2), Instant.EPOCH)))));
    }

    @Override
    public CompletionStage<Done> settle(int slice, String reader, Progress progress) {
        return statements.run(insertReader.bind(slice, reader, progress.position(), progress.at()));
    }

    @Override
    public CompletionStage<Done> forget(int slice, String reader) {
        return statements.run(deleteReader.bind(slice, reader));
    }

    @Override
    public CompletionStage<Kept> kept(int slice) {
        return statements.execute(selectKept.bind(slice)).thenApply(result -> {
            Row row = result.one();
            return row == null ? Kept.ALL : new Kept(row.getLong(0), row.getLong(1), row.getLong(2));
        });
    }

    @Override
    public CompletionStage<Boolean> recordKept(int slice, Kept expected, Kept next) {
        return statements
                .execute(
                        expected.equals(Kept.ALL)
                                ? insertKept.bind(next.firstKept(), next.deletedBelow(), next.lastEpoch(), slice)
                                : updateKept.bind(
                                        next.firstKept(),
                                        next.deletedBelow(),
                                        next.lastEpoch(),
                                        slice,
                                        expected.firstKept(),
                                        expected.deletedBelow(),
                                        expected.lastEpoch()))
                .thenApply(AsyncResultSet::wasApplied);
    }

    @Override
    public CompletionStage<List<Mark>> segment(int slice, long segment) {
        return collect(
                selectMarks.bind(slice, segment),
                row -> new Mark(
                        row.getLong(0), row.getLong(1), Objects.requireNonNullElse(row.getInstant(2), Instant.EPOCH)));
    }

    @Override
    public CompletionStage<List<LogRow>> rows(int slice, long segment, long from, int limit) {
        return collect(selectRows.bind(slice, segment, from, limit), row -> LogRows.read(slice, row));
    }

    @Override
    public CompletionStage<Map<Integer, Long>> lastSegments() {
        return collect(selectSegments.bind(), row -> row)
                .thenApply(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> row.getInt(0), row -> row.getLong(1), Math::max)));
    }

    @Override
    public CompletionStage<Done> delete(int slice, long from, long to) {
        if (layout.segmentOf(from) != layout.segmentOf(to - 1)) {
            throw new IllegalArgumentException(
                    "Expected rows of one segment, but got " + from + " to " + to + " [slice=" + slice + "]");
        }
        return statements.run(deleteRows.bind(slice, layout.segmentOf(from), from, to));
    }

    private <T> CompletionStage<List<T>> collect(BoundStatement statement, Function<Row, T> reader) {
        return statements.execute(statement).thenCompose(page -> Statements.collect(page, reader, new ArrayList<>()));
    }

    @Override
    public Source<HistoryRow, NotUsed> history(int slice, int bucket) {
        return Source.lazyCompletionStage(() ->
                        statements.execute(selectHistory.bind(slice, bucket).setPageSize(PAGE)))
                .flatMapConcat(first -> Source.unfoldAsync(
                        Optional.of(CompletableFuture.completedStage(first)), CassandraEventLogReaders::pageByPage))
                .mapConcat(page -> page)
                .map(row -> HistoryTable.read(slice, Objects.requireNonNull(row.getString(5)), row))
                .mapMaterializedValue(ignored -> NotUsed.getInstance());
    }

    private static CompletionStage<Optional<Pair<Optional<CompletionStage<AsyncResultSet>>, List<Row>>>> pageByPage(
            Optional<CompletionStage<AsyncResultSet>> next) {
        if (next.isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return next.get().thenApply(page -> {
            List<Row> rows = new ArrayList<>();
            page.currentPage().forEach(rows::add);
            return Optional.of(
                    Pair.create(page.hasMorePages() ? Optional.of(page.fetchNextPage()) : Optional.empty(), rows));
        });
    }
}
