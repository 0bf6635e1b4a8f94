package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.UUID;

/**
 * One row of the log of a slice, as it is stored for ever. Immutable.
 *
 * @param position from 1, without gaps
 * @param epoch of the owner that wrote it, from 1
 * @param commitId made once for each row: who reads its own here knows that its commit happened
 * @param count entries in the batch
 * @param at when the owner made it, in whole milliseconds; the batch says it more exactly
 * @param previousHash 32 bytes, of the row before; zeros at position 1
 * @param hash 32 bytes: SHA-256 of {@code batch}
 * @param batch the bytes of a {@code janji.eventlog.v1.Batch}
 */
public record LogRow(
        int slice,
        long position,
        long epoch,
        UUID commitId,
        int count,
        Instant at,
        ByteString previousHash,
        ByteString hash,
        ByteString batch) {
    /** @return bytes of the batch */
    public int size() {
        return batch.size();
    }
}
