package dev.janji.actors.field;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;

/** In the tables of {@code 0011-field-cases.cql}. One node works a slice, so its rows are written in the order of its calls. */
final class CassandraFieldStore implements FieldStore {
    private final CqlSession session;
    private final PreparedStatement selectPosition;
    private final PreparedStatement insertPosition;
    private final PreparedStatement selectSlices;
    private final PreparedStatement deletePosition;
    private final PreparedStatement selectWatches;
    private final PreparedStatement insertWatch;
    private final PreparedStatement deleteWatch;

    /** Prepares its statements: waits for the store, whose migrations are applied. */
    CassandraFieldStore(CqlSession session, String keyspace) {
        this.session = session;
        String positions = keyspace + ".field_position";
        String cases = keyspace + ".field_case";
        selectPosition = prepare("SELECT position FROM " + positions + " WHERE slice = ?");
        insertPosition = prepare("INSERT INTO " + positions + " (slice, position) VALUES (?, ?)");
        selectSlices = prepare("SELECT slice FROM " + positions);
        deletePosition = prepare("DELETE FROM " + positions + " WHERE slice = ?");
        selectWatches =
                prepare("SELECT debtor, account, number, state, reason, changed_at FROM " + cases + " WHERE slice = ?");
        insertWatch = prepare("INSERT INTO " + cases
                + " (slice, debtor, account, number, state, reason, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
        deleteWatch = prepare("DELETE FROM " + cases + " WHERE slice = ? AND debtor = ? AND account = ?");
    }

    @Override
    public CompletionStage<Optional<Long>> position(int slice) {
        return session.executeAsync(selectPosition.bind(slice))
                .thenApply(result -> Optional.ofNullable(result.one()).map(row -> row.getLong(0)));
    }

    @Override
    public CompletionStage<Done> note(int slice, long position) {
        return done(insertPosition.bind(slice, position));
    }

    @Override
    public CompletionStage<List<Integer>> noted() {
        return rows(selectSlices.bind(), row -> row.getInt(0));
    }

    @Override
    public CompletionStage<Done> forget(int slice) {
        return done(deletePosition.bind(slice));
    }

    @Override
    public CompletionStage<List<Watch>> watches(int slice) {
        return rows(selectWatches.bind(slice), CassandraFieldStore::watch);
    }

    @Override
    public CompletionStage<Done> put(int slice, Watch watch) {
        return done(insertWatch.bind(
                slice,
                watch.debtor().entityId(),
                watch.account().value(),
                watch.number(),
                watch.state().name(),
                watch.reason(),
                watch.changedAt()));
    }

    @Override
    public CompletionStage<Done> remove(int slice, Watch watch) {
        return done(deleteWatch.bind(
                slice, watch.debtor().entityId(), watch.account().value()));
    }

    private static Watch watch(Row row) {
        return new Watch(
                DebtorKey.parse(Objects.requireNonNull(row.getString(0))),
                new AccountId(Objects.requireNonNull(row.getString(1))),
                row.getInt(2),
                Watch.State.valueOf(Objects.requireNonNull(row.getString(3))),
                Objects.requireNonNullElse(row.getString(4), ""),
                Objects.requireNonNullElse(row.getInstant(5), Instant.EPOCH));
    }

    private CompletionStage<Done> done(Statement<?> statement) {
        return session.executeAsync(statement).thenApply(result -> Done.getInstance());
    }

    private <T> CompletionStage<List<T>> rows(Statement<?> statement, Function<Row, T> reader) {
        return session.executeAsync(statement).thenCompose(page -> rows(page, reader, new ArrayList<>()));
    }

    private static <T> CompletionStage<List<T>> rows(AsyncResultSet page, Function<Row, T> reader, List<T> into) {
        page.currentPage().forEach(row -> into.add(reader.apply(row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> rows(next, reader, into))
                : CompletableFuture.completedStage(into);
    }

    /** Every statement writes or reads the same however often it is repeated. */
    private PreparedStatement prepare(String cql) {
        return session.prepare(SimpleStatement.builder(cql)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotence(true)
                .build());
    }
}
