package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.SnapshotRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The table of snapshots. Thread-safe. */
final class SnapshotTable implements SnapshotRows {
    /** Snapshots are large; the newest one is nearly always the one that is wanted. */
    private static final int PAGE = 2;

    private final Statements statements;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement selectKeys;
    private final PreparedStatement delete;

    SnapshotTable(Statements statements) {
        this.statements = statements;
        insert = statements.prepare("INSERT INTO ${keyspace}.event_log_snapshot (persistence_id, sequence_number,"
                + " timestamp_millis, serializer_id, manifest, snapshot, metadata_serializer_id, metadata_manifest,"
                + " metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        String range = " FROM ${keyspace}.event_log_snapshot"
                + " WHERE persistence_id = ? AND sequence_number >= ? AND sequence_number <= ?";
        select = statements.prepare("SELECT sequence_number, timestamp_millis, serializer_id, manifest, snapshot,"
                + " metadata_serializer_id, metadata_manifest, metadata" + range);
        selectKeys = statements.prepare("SELECT sequence_number, timestamp_millis" + range);
        delete = statements.prepare("DELETE" + range);
    }

    @Override
    public CompletionStage<Done> save(Row row) {
        LogEntry.Metadata metadata = row.metadata();
        return statements.run(insert.boundStatementBuilder()
                .setString(0, row.persistenceId())
                .setLong(1, row.sequenceNumber())
                .setLong(2, row.timestampMillis())
                .setInt(3, row.serializerId())
                .setString(4, row.manifest())
                .setByteBuffer(5, row.snapshot().asReadOnlyByteBuffer())
                .set(6, metadata == null ? null : metadata.serializerId(), Integer.class)
                .setString(7, metadata == null ? null : metadata.manifest())
                .setByteBuffer(8, metadata == null ? null : metadata.payload().asReadOnlyByteBuffer())
                .build());
    }

    @Override
    public CompletionStage<Optional<Row>> newest(String persistenceId, Range range) {
        return statements
                .execute(select.bind(persistenceId, range.fromSequenceNumber(), range.toSequenceNumber())
                        .setPageSize(PAGE))
                .thenCompose(page -> newest(persistenceId, range, page));
    }

    /** The table has the highest sequence number first. */
    private static CompletionStage<Optional<Row>> newest(String persistenceId, Range range, AsyncResultSet page) {
        for (com.datastax.oss.driver.api.core.cql.Row row : page.currentPage()) {
            if (isWithin(range, row.getLong(1))) {
                return CompletableFuture.completedStage(Optional.of(read(persistenceId, row)));
            }
        }
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> newest(persistenceId, range, next))
                : CompletableFuture.completedStage(Optional.empty());
    }

    private static Row read(String persistenceId, com.datastax.oss.driver.api.core.cql.Row row) {
        return new Row(
                persistenceId,
                row.getLong(0),
                row.getLong(1),
                row.getInt(2),
                Objects.requireNonNullElse(row.getString(3), ""),
                LogRows.bytes(row.getByteBuffer(4)),
                row.isNull(5)
                        ? null
                        : new LogEntry.Metadata(
                                row.getInt(5),
                                Objects.requireNonNullElse(row.getString(6), ""),
                                LogRows.bytes(row.getByteBuffer(7))));
    }

    /** Row by row when the time decides too. */
    @Override
    public CompletionStage<Done> delete(String persistenceId, Range range) {
        if (range.fromMillis() <= 0 && range.toMillis() == Long.MAX_VALUE) {
            return delete(persistenceId, range.fromSequenceNumber(), range.toSequenceNumber());
        }
        return statements
                .execute(selectKeys.bind(persistenceId, range.fromSequenceNumber(), range.toSequenceNumber()))
                .thenCompose(page -> Statements.collect(
                        page, row -> new long[] {row.getLong(0), row.getLong(1)}, new ArrayList<long[]>()))
                .thenCompose(keys -> deleteAll(
                        persistenceId,
                        keys.stream()
                                .filter(key -> isWithin(range, key[1]))
                                .map(key -> key[0])
                                .toList()));
    }

    private CompletionStage<Done> deleteAll(String persistenceId, List<Long> sequenceNumbers) {
        CompletionStage<Done> all = CompletableFuture.completedStage(Done.getInstance());
        for (long number : sequenceNumbers) {
            all = all.thenCompose(done -> delete(persistenceId, number, number));
        }
        return all;
    }

    private CompletionStage<Done> delete(String persistenceId, long from, long to) {
        return statements.run(delete.bind(persistenceId, from, to));
    }

    private static boolean isWithin(Range range, long millis) {
        return millis >= range.fromMillis() && millis <= range.toMillis();
    }
}
