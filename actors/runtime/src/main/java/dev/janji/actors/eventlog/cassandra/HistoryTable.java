package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.janji.actors.eventlog.HistoryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The history: events by persistence id, and how far they are deleted. Thread-safe. */
final class HistoryTable {
    private final Statements statements;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement selectHighest;

    HistoryTable(Statements statements) {
        this.statements = statements;
        insert = statements.prepare("INSERT INTO ${keyspace}.history (slice, bucket, persistence_id, to_seq, from_seq,"
                + " deleted_to, position, events) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        select = statements.prepare("SELECT to_seq, from_seq, deleted_to, position, events FROM ${keyspace}.history"
                + " WHERE slice = ? AND bucket = ? AND persistence_id = ? AND to_seq >= ?");
        selectHighest = statements.prepare("SELECT to_seq FROM ${keyspace}.history"
                + " WHERE slice = ? AND bucket = ? AND persistence_id = ? LIMIT 1");
    }

    CompletionStage<Done> flush(List<HistoryRow> rows) {
        if (rows.isEmpty()) {
            return CompletableFuture.completedStage(Done.getInstance());
        }
        int slice = rows.get(0).slice();
        int bucket = rows.get(0).bucket();
        if (rows.size() == 1) {
            return statements.run(bind(rows.get(0), bucket));
        }
        List<BatchableStatement<?>> inserts = new ArrayList<>(rows.size());
        for (HistoryRow row : rows) {
            int its = row.bucket();
            if (row.slice() != slice || its != bucket) {
                throw new IllegalArgumentException("Expected rows of one partition, but got some of slices and buckets "
                        + slice + "/" + bucket + " and " + row.slice() + "/" + its);
            }
            inserts.add(bind(row, bucket));
        }
        // A batch does not look at what its statements say of themselves.
        return statements.run(BatchStatement.newInstance(DefaultBatchType.UNLOGGED, inserts)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setExecutionProfileName(Statements.PROFILE)
                .setIdempotent(true));
    }

    private BoundStatement bind(HistoryRow row, int bucket) {
        return insert.boundStatementBuilder()
                .setInt(0, row.slice())
                .setInt(1, bucket)
                .setString(2, row.persistenceId())
                .setLong(3, row.toSequenceNumber())
                .setLong(4, row.fromSequenceNumber())
                .setLong(5, row.deletedTo())
                .setLong(6, row.position())
                .setByteBuffer(7, row.events().asReadOnlyByteBuffer())
                .build();
    }

    CompletionStage<List<HistoryRow>> rows(int slice, String persistenceId, long fromSequenceNumber) {
        return statements
                .execute(select.boundStatementBuilder()
                        .setInt(0, slice)
                        .setInt(1, HistoryRow.bucketOf(persistenceId))
                        .setString(2, persistenceId)
                        .setLong(3, fromSequenceNumber)
                        .build())
                .thenCompose(
                        page -> Statements.collect(page, row -> read(slice, persistenceId, row), new ArrayList<>()));
    }

    static HistoryRow read(int slice, String persistenceId, Row row) {
        return new HistoryRow(
                slice,
                persistenceId,
                row.getLong(1),
                row.getLong(0),
                row.getLong(2),
                row.getLong(3),
                LogRows.bytes(row.getByteBuffer(4)));
    }

    CompletionStage<Long> highest(int slice, String persistenceId) {
        return statements
                .execute(selectHighest
                        .boundStatementBuilder()
                        .setInt(0, slice)
                        .setInt(1, HistoryRow.bucketOf(persistenceId))
                        .setString(2, persistenceId)
                        .build())
                .thenApply(result -> {
                    Row row = result.one();
                    return row == null ? 0 : row.getLong(0);
                });
    }
}
