package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.LogRow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the log, to and from its columns in their order. */
final class LogRows {
    static final String COLUMNS = "n, epoch, commit_id, entry_count, at, previous_hash, hash, body";

    private static final UUID NIL = new UUID(0, 0);

    private LogRows() {}

    static BoundStatement bind(PreparedStatement insert, EventLogLayout layout, LogRow row) {
        return insert.boundStatementBuilder()
                .setInt(0, row.slice())
                .setLong(1, layout.segmentOf(row.position()))
                .setLong(2, row.position())
                .setLong(3, row.epoch())
                .setUuid(4, row.commitId())
                .setInt(5, row.count())
                .setInstant(6, row.at())
                .setByteBuffer(7, row.previousHash().asReadOnlyByteBuffer())
                .setByteBuffer(8, row.hash().asReadOnlyByteBuffer())
                .setByteBuffer(9, row.batch().asReadOnlyByteBuffer())
                .build();
    }

    /** Also reads what nobody should have stored: a missing column is nil, empty or 0, for whoever verifies the log to see. */
    static LogRow read(int slice, Row row) {
        return new LogRow(
                slice,
                row.getLong(0),
                row.getLong(1),
                Objects.requireNonNullElse(row.getUuid(2), NIL),
                row.getInt(3),
                Objects.requireNonNullElse(row.getInstant(4), Instant.EPOCH),
                bytes(row.getByteBuffer(5)),
                bytes(row.getByteBuffer(6)),
                bytes(row.getByteBuffer(7)));
    }

    /** The driver hands out a buffer of its own for each value, so it need not be copied. */
    static ByteString bytes(@Nullable ByteBuffer buffer) {
        return buffer == null ? ByteString.EMPTY : UnsafeByteOperations.unsafeWrap(buffer);
    }
}
