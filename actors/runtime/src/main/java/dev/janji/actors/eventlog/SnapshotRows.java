package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The table of snapshots: a cache, so a lost one costs nothing but time. Thread-safe. */
public interface SnapshotRows {
    /**
     * A snapshot as its serializer wrote it.
     *
     * @param sequenceNumber of the last event in it
     * @param metadata null in general
     */
    record Row(
            String persistenceId,
            long sequenceNumber,
            long timestampMillis,
            int serializerId,
            String manifest,
            ByteString snapshot,
            LogEntry.@Nullable Metadata metadata) {}

    /** Which of the snapshots of a persistence id are meant; all four bounds belong to it. */
    record Range(long fromSequenceNumber, long toSequenceNumber, long fromMillis, long toMillis) {}

    /** Writes it over one with the same sequence number. */
    CompletionStage<Done> save(Row row);

    /** @return the one with the highest sequence number within the range */
    CompletionStage<Optional<Row>> newest(String persistenceId, Range range);

    CompletionStage<Done> delete(String persistenceId, Range range);
}
