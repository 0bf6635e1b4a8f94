package dev.janji.actors.lender;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.janji.actors.rules.LenderFiles;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The tables of {@code cql/0008-lenders.cql}. Thread-safe. */
public final class CassandraLenderStore implements LenderStore {
    private static final String HOUSE = "janji";

    private final CqlSession session;
    private final PreparedStatement logs;
    private final PreparedStatement append;
    private final PreparedStatement versions;
    private final PreparedStatement files;
    private final PreparedStatement keep;

    /** Prepares its statements: waits for the store. */
    public CassandraLenderStore(CqlSession session, String keyspace) {
        this.session = session;
        String log = keyspace + ".lender_log";
        String version = keyspace + ".lender_version";
        // A serial read settles what a conditional write left behind, so a log never loses an entry that was seen once.
        logs = prepare(
                "SELECT lender, number, act, version, hash, author, approver, reason, at FROM " + log
                        + " WHERE installation = ?",
                DefaultConsistencyLevel.SERIAL,
                true);
        append = prepare(
                "INSERT INTO " + log
                        + " (installation, lender, number, act, version, hash, author, approver, reason, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS",
                DefaultConsistencyLevel.QUORUM,
                false);
        versions = prepare(
                "SELECT version, hash FROM " + version + " WHERE lender = ?", DefaultConsistencyLevel.SERIAL, true);
        files = prepare(
                "SELECT files FROM " + version + " WHERE lender = ? AND version = ?",
                DefaultConsistencyLevel.QUORUM,
                true);
        keep = prepare(
                "INSERT INTO " + version + " (lender, version, hash, files) VALUES (?, ?, ?, ?) IF NOT EXISTS",
                DefaultConsistencyLevel.QUORUM,
                false);
    }

    @Override
    public CompletionStage<Map<LenderId, LenderLog>> logs() {
        return session.executeAsync(logs.bind(HOUSE))
                .thenCompose(first -> all(new ArrayList<>(), first))
                .thenApply(rows -> {
                    Map<LenderId, List<LenderAct>> acts = new HashMap<>();
                    rows.stream()
                            .map(CassandraLenderStore::act)
                            .forEach(act -> acts.computeIfAbsent(act.lender(), lender -> new ArrayList<>())
                                    .add(act));
                    Map<LenderId, LenderLog> logs = new HashMap<>();
                    acts.forEach((lender, own) -> logs.put(lender, new LenderLog(lender, own)));
                    return Map.copyOf(logs);
                });
    }

    @Override
    public CompletionStage<LenderFiles> files(LenderId lender, int version) {
        return session.executeAsync(files.bind(lender.value(), version)).thenApply(result -> {
            Row row = result.one();
            if (row == null) {
                throw new IllegalStateException(
                        "Expected a stored folder, but there is none [lender=" + lender + ", version=" + version + "]");
            }
            return new LenderFiles(Objects.requireNonNull(row.getMap("files", String.class, String.class)));
        });
    }

    @Override
    public CompletionStage<Integer> keep(LenderId lender, LenderFiles folder) {
        String hash = folder.hash();
        return session.executeAsync(versions.bind(lender.value()))
                .thenCompose(first -> all(new ArrayList<>(), first))
                .thenCompose(rows -> {
                    int newest = 0;
                    for (Row row : rows) {
                        if (hash.equals(row.getString("hash"))) {
                            return CompletableFuture.completedStage(row.getInt("version"));
                        }
                        newest = Math.max(newest, row.getInt("version"));
                    }
                    int next = newest + 1;
                    // Somebody else's version may be there meanwhile, or ours from an attempt whose answer was lost.
                    return session.executeAsync(keep.bind(lender.value(), next, hash, folder.texts()))
                            .thenCompose(kept ->
                                    kept.wasApplied() ? CompletableFuture.completedStage(next) : keep(lender, folder));
                });
    }

    @Override
    public CompletionStage<Boolean> append(LenderAct act) {
        PersonId approver = act.approver();
        return session.executeAsync(append.bind(
                        HOUSE,
                        act.lender().value(),
                        act.number(),
                        act.kind().name(),
                        act.version(),
                        act.hash(),
                        act.author().value(),
                        approver == null ? null : approver.value(),
                        act.reason(),
                        act.at()))
                .thenApply(result -> {
                    if (result.wasApplied()) {
                        return true;
                    }
                    // It may be our own entry, written by an attempt whose answer was lost.
                    Row there = result.one();
                    return there != null && act.equals(act(there));
                });
    }

    private static LenderAct act(Row row) {
        String approver = row.getString("approver");
        return new LenderAct(
                new LenderId(text(row, "lender")),
                row.getInt("number"),
                LenderAct.Kind.valueOf(text(row, "act")),
                row.getInt("version"),
                text(row, "hash"),
                new PersonId(text(row, "author")),
                approver == null ? null : new PersonId(approver),
                text(row, "reason"),
                Objects.requireNonNull(row.getInstant("at")));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column));
    }

    private static CompletionStage<List<Row>> all(List<Row> rows, AsyncResultSet page) {
        page.currentPage().forEach(rows::add);
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> all(rows, next))
                : CompletableFuture.completedStage(rows);
    }

    private PreparedStatement prepare(String cql, DefaultConsistencyLevel level, boolean idempotent) {
        return session.prepare(SimpleStatement.builder(cql)
                .setConsistencyLevel(level)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                .setIdempotence(idempotent)
                .build());
    }
}
