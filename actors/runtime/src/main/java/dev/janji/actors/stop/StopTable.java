package dev.janji.actors.stop;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The table of stops, in which nothing is ever deleted. Thread-safe; does not block. */
public final class StopTable {
    private static final String HOUSE = "house";

    private final CqlSession session;
    private final String table;

    public StopTable(CqlSession session, String keyspace) {
        this.session = session;
        this.table = keyspace + ".stop";
    }

    /** @return false when there is one of that id */
    CompletionStage<Boolean> place(Stop stop) {
        StopRows.Columns columns = StopRows.Columns.of(stop.scope());
        return apply(SimpleStatement.newInstance(
                "INSERT INTO " + table + " (house, id, kind, lender, subject, reason, author, placed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS",
                HOUSE,
                stop.id().value(),
                columns.kind(),
                columns.lender(),
                columns.subject(),
                stop.reason(),
                stop.author().value(),
                stop.placedAt()));
    }

    /** @return false when it does not stand, or not any more */
    CompletionStage<Boolean> lift(StopId id, Instant at, PersonId by, String reason) {
        return apply(SimpleStatement.newInstance(
                "UPDATE " + table + " SET lifted_at = ?, lifted_by = ?, lifting_reason = ?"
                        + " WHERE house = ? AND id = ? IF placed_at != null AND lifted_at = null",
                at,
                by.value(),
                reason,
                HOUSE,
                id.value()));
    }

    /** Everything that was ever placed, in no order. */
    public CompletionStage<List<LoggedStop>> all() {
        SimpleStatement select = SimpleStatement.newInstance("SELECT * FROM " + table + " WHERE house = ?", HOUSE)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotent(true);
        return session.executeAsync(select).thenCompose(page -> rows(page, new ArrayList<>()));
    }

    private static CompletionStage<List<LoggedStop>> rows(AsyncResultSet page, List<LoggedStop> read) {
        page.currentPage().forEach(row -> read.add(StopRows.read(row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> rows(next, read))
                : CompletableFuture.completedStage(read);
    }

    private CompletionStage<Boolean> apply(SimpleStatement statement) {
        return session.executeAsync(statement
                        .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                        .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                        .setIdempotent(false))
                .thenApply(AsyncResultSet::wasApplied);
    }
}
