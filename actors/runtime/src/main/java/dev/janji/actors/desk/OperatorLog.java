package dev.janji.actors.desk;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * When which version of the operator's folder was taken up, and what was another in it: beside the lenders' versions, in the same tables and
 * under names that no lender has. Append-only; nothing is deleted. Thread-safe; does not block.
 */
public final class OperatorLog {
    /** A partition of its own, which no node reads at its start. */
    private static final String INSTALLATION = "operator's folder";

    /** No lender's id has a space. */
    private static final String OPERATOR = "the operator";

    private static final String TAKEN_UP = "TAKEN_UP";

    private final CqlSession session;
    private final String log;
    private final String versions;

    public OperatorLog(CqlSession session, String keyspace) {
        this.session = session;
        this.log = keyspace + ".lender_log";
        this.versions = keyspace + ".lender_version";
    }

    /**
     * Adds an entry, unless the newest one is of the same version: a server that starts with what it had before adds none.
     *
     * @param server that has taken it up
     * @return whether there is a new entry
     */
    public CompletionStage<Boolean> takenUp(OperatorBook book, Instant at, String server) {
        return entries().thenCompose(acts -> {
            OperatorAct newest = acts.isEmpty() ? null : acts.get(acts.size() - 1);
            if (newest != null && newest.version().equals(book.version())) {
                return CompletableFuture.completedStage(false);
            }
            OperatorFacts facts = OperatorFacts.of(book);
            // What it says goes first: an entry without it could not be compared with the next one.
            return keep(book.version(), facts)
                    .thenCompose(kept -> newest == null
                            ? CompletableFuture.completedStage(OperatorFacts.NONE)
                            : facts(newest.version()))
                    .thenCompose(before -> append(new OperatorAct(
                            newest == null ? 1 : newest.number() + 1,
                            book.version(),
                            at,
                            server,
                            facts.changesSince(before))))
                    // Another server was first: what it wrote is the newest one now.
                    .thenCompose(added -> added ? CompletableFuture.completedStage(true) : takenUp(book, at, server));
        });
    }

    /** @return the oldest first */
    public CompletionStage<List<OperatorAct>> entries() {
        SimpleStatement select = SimpleStatement.newInstance(
                        "SELECT number, hash, author, reason, at FROM " + log
                                + " WHERE installation = ? AND lender = ?",
                        INSTALLATION,
                        OPERATOR)
                .setConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                .setIdempotent(true);
        return session.executeAsync(select).thenCompose(page -> acts(page, new ArrayList<>()));
    }

    private static CompletionStage<List<OperatorAct>> acts(AsyncResultSet page, List<OperatorAct> read) {
        page.currentPage().forEach(row -> read.add(act(row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> acts(next, read))
                : CompletableFuture.completedStage(read);
    }

    private static OperatorAct act(Row row) {
        String changes = Objects.requireNonNull(row.getString("reason"));
        return new OperatorAct(
                row.getInt("number"),
                Objects.requireNonNull(row.getString("hash")),
                Objects.requireNonNull(row.getInstant("at")),
                Objects.requireNonNull(row.getString("author")),
                changes.isEmpty() ? List.of() : changes.lines().toList());
    }

    private CompletionStage<OperatorFacts> facts(String version) {
        SimpleStatement select = SimpleStatement.newInstance(
                        "SELECT files FROM " + versions + " WHERE lender = ? AND version = 1", OPERATOR + " " + version)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotent(true);
        return session.executeAsync(select).thenApply(result -> {
            Row row = result.one();
            Map<String, String> values = row == null ? null : row.getMap("files", String.class, String.class);
            return values == null ? OperatorFacts.NONE : new OperatorFacts(values);
        });
    }

    private CompletionStage<AsyncResultSet> keep(String version, OperatorFacts facts) {
        return session.executeAsync(SimpleStatement.newInstance(
                        "INSERT INTO " + versions + " (lender, version, hash, files) VALUES (?, 1, ?, ?)",
                        OPERATOR + " " + version,
                        version,
                        facts.values())
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotent(true));
    }

    /** @return false when there is one of that number */
    private CompletionStage<Boolean> append(OperatorAct act) {
        return session.executeAsync(SimpleStatement.newInstance(
                                "INSERT INTO " + log
                                        + " (installation, lender, number, act, version, hash, author, reason, at)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS",
                                INSTALLATION,
                                OPERATOR,
                                act.number(),
                                TAKEN_UP,
                                act.number(),
                                act.version(),
                                act.server(),
                                String.join("\n", act.changes()),
                                act.at())
                        .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                        .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                        .setIdempotent(false))
                .thenApply(AsyncResultSet::wasApplied);
    }
}
