package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes this node the owner of a slice: reads the log from its checkpoint to its end and commits a fence there. Whoever was the owner before
 * can commit nothing behind the fence. Confined to its slice.
 */
final class Claim {
    /** Rows that are read at once. */
    private static final int PAGE = 64;

    private final SliceParts parts;
    private final Result result;
    private final Tails tails;
    private Checkpoint checkpoint = Checkpoint.NONE;
    private long position;
    private long epoch;
    private ByteString hash = BatchCodec.NO_HASH;

    /** What the claim ends with. */
    interface Result {
        void claimed(Claimed claimed);

        /** The log cannot be owned by anybody as it is. */
        void broken(BrokenLog broken);
    }

    /**
     * @param fence our first row, at the end of the log
     * @param checkpoint where it stood before
     * @param tails of everything between the checkpoint and the fence
     * @param provenNanos when this was surely the owner
     */
    record Claimed(LogRow fence, Checkpoint checkpoint, Tails tails, long provenNanos) {}

    Claim(SliceParts parts, Result result) {
        this.parts = parts;
        this.result = result;
        this.tails = new Tails(parts.settings.rememberedNumbers());
    }

    void start() {
        readCheckpoint(1);
    }

    private void readCheckpoint(int attempt) {
        parts.then(parts.store.checkpoint(parts.slice), (stands, failure) -> {
            if (stands == null) {
                parts.failed("read the checkpoint", failure);
                parts.executeAfter(parts.backoff(attempt), () -> readCheckpoint(attempt + 1));
            } else {
                checkpoint = stands;
                // The row at the checkpoint tells what the next one must be chained to.
                position = Math.max(0, stands.position() - 1);
                read(1);
            }
        });
    }

    private void read(int attempt) {
        parts.then(parts.store.read(parts.slice, position + 1, PAGE), (rows, failure) -> {
            BrokenLog gap = brokenLog(failure);
            if (gap != null) {
                result.broken(gap);
                return;
            }
            if (rows == null) {
                parts.failed("read the log", failure);
                parts.executeAfter(parts.backoff(attempt), () -> read(attempt + 1));
                return;
            }
            try {
                rows.forEach(this::take);
                demandCheckpoint();
            } catch (BrokenLog broken) {
                result.broken(broken);
                return;
            }
            if (rows.size() < PAGE) {
                offer(fence(), 1, parts.realNanos());
            } else {
                read(1);
            }
        });
    }

    private static @Nullable BrokenLog brokenLog(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof BrokenLog broken ? broken : null;
    }

    private void demandCheckpoint() {
        if (position < checkpoint.position()) {
            throw new BrokenLog("Expected the row at the checkpoint to be there, but it is not [slice=" + parts.slice
                    + ", position=" + checkpoint.position() + "]");
        }
    }

    private void take(LogRow row) {
        if (row.position() != position + 1 || row.epoch() < epoch) {
            throw new BrokenLog("Expected the row at " + (position + 1) + " with epoch " + epoch
                    + " or above, but found the one at " + row.position() + " with epoch " + row.epoch() + " [slice="
                    + parts.slice + "]");
        }
        boolean first = hash.equals(BatchCodec.NO_HASH) && position > 0;
        List<byte[]> entries = BatchCodec.demandChained(first ? row.previousHash() : hash, row);
        if (row.position() > checkpoint.position()) {
            for (byte[] entry : entries) {
                take(entry, row.position());
            }
        }
        position = row.position();
        epoch = row.epoch();
        hash = row.hash();
    }

    private void take(byte[] encoded, long at) {
        EntryHead head = EntryCodec.head(encoded);
        if (head.kind() == EntryHead.Kind.FENCE) {
            return;
        }
        Tail tail = find(head.persistenceId());
        long number = head.number();
        if (head.kind() == EntryHead.Kind.DELETION) {
            tails.commit(tail, 0, number, List.of(encoded), at);
            return;
        }
        if (tail.unknown) {
            tail.begin(number - 1);
        }
        if (number != tail.highest + 1) {
            throw new BrokenLog("Expected event " + (tail.highest + 1) + ", but found " + number + " ["
                    + head.persistenceId() + ", slice=" + parts.slice + ", position=" + at + "]");
        }
        tails.commit(tail, number, number, List.of(encoded), at);
    }

    private Tail find(String persistenceId) {
        Tail tail = tails.find(persistenceId);
        return tail == null ? tails.create(persistenceId) : tail;
    }

    private LogRow fence() {
        return BatchCodec.row(
                new BatchCodec.Place(parts.slice, position + 1, epoch + 1, hash),
                parts.newId(),
                parts.now(),
                List.of(EntryCodec.encode(new LogEntry.Fence(parts.settings.owner()))));
    }

    /** Offers the same fence until it is known who stands at its position. @param began when it was offered first */
    private void offer(LogRow fence, int attempt, long began) {
        parts.then(parts.store.commit(fence), (standing, failure) -> {
            if (standing == null) {
                parts.failed("commit a fence", failure);
                parts.executeAfter(parts.backoff(attempt), () -> offer(fence, attempt + 1, began));
            } else if (standing.is(fence)) {
                result.claimed(new Claimed(fence, checkpoint, tails, began));
            } else {
                read(1);
            }
        });
    }
}
