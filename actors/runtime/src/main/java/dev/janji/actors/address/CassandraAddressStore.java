package dev.janji.actors.address;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.Slices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.Done;

/** The address book in the tables of {@code 0009-addresses.cql}. */
final class CassandraAddressStore implements AddressStore {
    private final CqlSession session;
    private final int slices;
    private final PreparedStatement selectStanding;
    private final PreparedStatement insertStanding;
    private final PreparedStatement selectPages;
    private final PreparedStatement announceEntries;
    private final PreparedStatement updatePage;
    private final PreparedStatement deletePage;
    private final PreparedStatement insertEntry;
    private final PreparedStatement deleteEntry;
    private final PreparedStatement selectEntry;

    /** Prepares its statements: waits for the store, whose migrations are applied. @param slices of the installation */
    CassandraAddressStore(CqlSession session, String keyspace, int slices) {
        this.session = session;
        this.slices = slices;
        String entries = keyspace + ".address";
        String pages = keyspace + ".address_page";
        String positions = keyspace + ".address_position";
        selectStanding = prepare("SELECT generation, made_with, position FROM " + positions + " WHERE slice = ?");
        insertStanding = prepare("INSERT INTO " + positions
                + " (slice, generation, made_with, position) VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
        selectPages = prepare("SELECT debtor, generation, sequence_number, lines, entered FROM " + pages
                + " WHERE lender = ? AND slice = ? AND debtor IN ?");
        String page = " WHERE lender = ? AND slice = ? AND debtor = ?";
        announceEntries = prepare("UPDATE " + pages + " USING TIMESTAMP ? SET entered = entered + ?" + page);
        updatePage = prepare("UPDATE " + pages + " USING TIMESTAMP ?"
                + " SET generation = ?, sequence_number = ?, lines = ?, entered = entered - ?" + page);
        deletePage = prepare("DELETE FROM " + pages + " USING TIMESTAMP ?" + page);
        insertEntry = prepare("INSERT INTO " + entries
                + " (lender, kind, hash, debtor, since) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
        deleteEntry = prepare("DELETE FROM " + entries
                + " USING TIMESTAMP ? WHERE lender = ? AND kind = ? AND hash = ? AND debtor = ?");
        selectEntry =
                prepare("SELECT debtor, since FROM " + entries + " WHERE lender = ? AND kind = ? AND hash = ? LIMIT ?");
    }

    @Override
    public CompletionStage<Optional<Standing>> standing(int slice) {
        return session.executeAsync(selectStanding.bind(slice)).thenApply(result -> {
            Row row = result.one();
            String madeWith = row == null ? null : row.getString(1);
            return row == null || madeWith == null
                    ? Optional.empty()
                    : Optional.of(new Standing(row.getLong(0), madeWith, row.getLong(2)));
        });
    }

    @Override
    public CompletionStage<Done> note(int slice, Standing standing) {
        return session.executeAsync(insertStanding.bind(
                        slice,
                        standing.generation(),
                        standing.madeWith(),
                        standing.position(),
                        standing.generation() + 1 + standing.position()))
                .thenApply(result -> Done.getInstance());
    }

    @Override
    public CompletionStage<Map<DebtorKey, Page>> pages(List<DebtorKey> debtors) {
        Map<LenderId, Map<Integer, List<DebtorKey>>> partitions =
                debtors.stream().collect(Collectors.groupingBy(DebtorKey::lender, Collectors.groupingBy(this::slice)));
        List<CompletableFuture<List<Map.Entry<DebtorKey, Page>>>> reads = new ArrayList<>();
        partitions.forEach((lender, bySlice) -> bySlice.forEach((slice, own) -> {
            List<String> ids = own.stream().map(key -> key.debtor().value()).toList();
            reads.add(session.executeAsync(selectPages.bind(lender.value(), slice, ids))
                    .thenCompose(first -> eachRow(first, row -> Map.entry(key(lender, row), page(row))))
                    .toCompletableFuture());
        }));
        return all(reads).thenApply(done -> {
            Map<DebtorKey, Page> pages = new HashMap<>();
            reads.forEach(read -> read.join().forEach(page -> pages.put(page.getKey(), page.getValue())));
            return pages;
        });
    }

    @Override
    public CompletionStage<Done> enter(List<Turned> turned) {
        List<CompletableFuture<?>> writes = new ArrayList<>();
        for (Turned one : turned) {
            for (Turned.Change change : one.changes()) {
                writes.add(session.executeAsync(statement(one, change)).toCompletableFuture());
            }
        }
        return all(writes);
    }

    private BatchableStatement<?> statement(Turned turned, Turned.Change change) {
        String lender = turned.debtor().lender().value();
        String debtor = turned.debtor().debtor().value();
        String kind = change.entry().kind().name();
        String hash = change.entry().hash();
        long timestamp = turned.timestamp(change.sequenceNumber());
        return change.since() == null
                ? deleteEntry.bind(timestamp, lender, kind, hash, debtor)
                : insertEntry.bind(lender, kind, hash, debtor, change.since(), timestamp);
    }

    @Override
    public CompletionStage<Done> announce(List<Turned> turned) {
        return onPages(turned, this::announcements);
    }

    /** An event's entries together: each has the timestamp of its own event. */
    private List<BatchableStatement<?>> announcements(Turned turned) {
        List<BatchableStatement<?>> statements = new ArrayList<>();
        turned.coming().stream()
                .collect(Collectors.groupingBy(
                        Turned.Change::sequenceNumber,
                        Collectors.mapping(change -> change.entry().text(), Collectors.toSet())))
                .forEach((event, entries) -> statements.add(announceEntries.bind(
                        turned.timestamp(event),
                        entries,
                        turned.debtor().lender().value(),
                        slice(turned.debtor()),
                        turned.debtor().debtor().value())));
        return statements;
    }

    @Override
    public CompletionStage<Done> turn(List<Turned> turned) {
        return onPages(turned, one -> List.of(page(one)));
    }

    private BatchableStatement<?> page(Turned turned) {
        String lender = turned.debtor().lender().value();
        String debtor = turned.debtor().debtor().value();
        if (turned.erased()) {
            return deletePage.bind(turned.timestamp(), lender, slice(turned.debtor()), debtor);
        }
        Map<String, String> lines = turned.lines().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, line -> line.getValue().text()));
        Set<String> gone = turned.leaving().stream().map(Entry::text).collect(Collectors.toSet());
        return updatePage.bind(
                turned.timestamp(),
                turned.generation(),
                turned.sequenceNumber(),
                lines,
                gone,
                lender,
                slice(turned.debtor()),
                debtor);
    }

    /** Pages of a partition go together. */
    private CompletionStage<Done> onPages(List<Turned> turned, Function<Turned, List<BatchableStatement<?>>> written) {
        Map<String, List<BatchableStatement<?>>> partitions = new HashMap<>();
        for (Turned one : turned) {
            partitions
                    .computeIfAbsent(one.debtor().lender() + " " + slice(one.debtor()), none -> new ArrayList<>())
                    .addAll(written.apply(one));
        }
        return all(partitions.values().stream()
                .filter(statements -> !statements.isEmpty())
                .map(statements -> session.executeAsync(
                                BatchStatement.newInstance(DefaultBatchType.UNLOGGED, statements)
                                        .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                                        .setIdempotent(true))
                        .toCompletableFuture())
                .toList());
    }

    @Override
    public CompletionStage<List<Found>> find(LenderId lender, Entry entry, int limit) {
        return session.executeAsync(
                        selectEntry.bind(lender.value(), entry.kind().name(), entry.hash(), limit))
                .thenCompose(first -> eachRow(
                        first,
                        row -> new Found(
                                key(lender, row), Objects.requireNonNullElse(row.getInstant(1), Instant.EPOCH))));
    }

    private int slice(DebtorKey debtor) {
        return Slices.sliceOf(debtor, slices);
    }

    private static DebtorKey key(LenderId lender, Row row) {
        return new DebtorKey(lender, new DebtorId(Objects.requireNonNull(row.getString(0))));
    }

    /** One that was announced and not written yet has entries only. */
    private static Page page(Row row) {
        Map<String, Entry> lines = new HashMap<>();
        Map<String, String> stored = row.getMap(3, String.class, String.class);
        if (stored != null) {
            stored.forEach((line, text) -> lines.put(line, Entry.parse(text)));
        }
        Set<String> entries = row.getSet(4, String.class);
        return new Page(
                row.getLong(1),
                row.getLong(2),
                lines,
                entries == null ? Set.of() : entries.stream().map(Entry::parse).collect(Collectors.toSet()));
    }

    private static <T> CompletionStage<List<T>> eachRow(AsyncResultSet first, Function<Row, T> reader) {
        return eachRow(first, reader, new ArrayList<>());
    }

    private static <T> CompletionStage<List<T>> eachRow(AsyncResultSet page, Function<Row, T> reader, List<T> into) {
        page.currentPage().forEach(row -> into.add(reader.apply(row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> eachRow(next, reader, into))
                : CompletableFuture.completedStage(into);
    }

    private static CompletionStage<Done> all(List<? extends CompletableFuture<?>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> Done.getInstance());
    }

    /** Every statement writes or reads the same however often it is repeated. */
    private PreparedStatement prepare(String cql) {
        return session.prepare(SimpleStatement.builder(cql)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotence(true)
                .build());
    }
}
