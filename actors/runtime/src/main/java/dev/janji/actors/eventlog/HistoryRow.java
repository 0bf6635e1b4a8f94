package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import dev.janji.domain.id.Slices;

/**
 * Consecutive events of one persistence id, written behind the log, or one deletion of them. A pure function of its key (slice, persistence
 * id, both sequence numbers): written twice it is the same, and rows of one persistence id may overlap. Immutable.
 *
 * @param fromSequenceNumber of its first event; 0 for a deletion
 * @param toSequenceNumber of its last event; for a deletion the last sequence number that is not replayed any more
 * @param deletedTo for a deletion the same as {@code toSequenceNumber}; 0 when the row has events
 * @param position of the log where its last event (or deletion) was committed
 * @param events the bytes of a {@code janji.eventlog.v1.Events}; empty for a deletion
 */
public record HistoryRow(
        int slice,
        String persistenceId,
        long fromSequenceNumber,
        long toSequenceNumber,
        long deletedTo,
        long position,
        ByteString events) {

    /**
     * Partitions of the history of one slice, fixed for an installation. Ten years of a debtor are about 300 events of 200 bytes, so a
     * partition of 50 MB has room for 830 debtors: enough for 850,000 of them in 16 slices, and for 13 million in 256.
     */
    public static final int BUCKETS = 64;

    /** Takes other bits of the hash than the slice does, so that the buckets of one slice fill alike. */
    private static final int OTHER_BITS = 65_537;

    /** Of all rows of a persistence id, from 0 to {@link #BUCKETS} - 1. Frozen: a change would orphan what is stored. */
    public static int bucketOf(String persistenceId) {
        return Slices.sliceOf(persistenceId, BUCKETS * OTHER_BITS) / OTHER_BITS;
    }

    /** The partition of its slice that it is stored in. */
    public int bucket() {
        return bucketOf(persistenceId);
    }

    public boolean isDeletion() {
        return fromSequenceNumber == 0;
    }
}
