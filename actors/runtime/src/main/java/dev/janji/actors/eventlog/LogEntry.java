package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that happened in a slice, as the log holds it. Immutable. */
public sealed interface LogEntry {

    /**
     * An event of one debtor, or of whatever else persists events.
     *
     * @param sequenceNumber from 1, without a gap for each persistence id
     * @param timestampMillis as the persistence API hands it in; 0 when it gives none
     * @param nextWakeUp when the debtor must be woken next, as it stands after this event; of the events of one atomic write only the last
     *     one says it; null when it waits for no time
     * @param metadata null in general
     * @param following how many events after this one belong to the same atomic write
     */
    record Event(
            String persistenceId,
            long sequenceNumber,
            String writerUuid,
            int serializerId,
            String manifest,
            String eventAdapterManifest,
            ByteString payload,
            long timestampMillis,
            @Nullable Instant nextWakeUp,
            @Nullable Metadata metadata,
            int following)
            implements LogEntry {
        /** @return bytes of the payload */
        public int size() {
            return payload.size();
        }
    }

    /** Something that the writer keeps beside its event. */
    record Metadata(int serializerId, String manifest, ByteString payload) {}

    /** Events up to and with the sequence number are not replayed any more. */
    record Deletion(String persistenceId, long toSequenceNumber) implements LogEntry {}

    /** An owner claimed the slice. @param owner who it is, for people */
    record Fence(String owner) implements LogEntry {}
}
