package dev.janji.actors.eventlog;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** What one caller wants in the log at once: the events of an atomic write, or a deletion. Made anywhere, then confined to its slice. */
final class Append {
    final String persistenceId;
    /** Of its first event; 0 for a deletion. */
    final long fromSequenceNumber;
    /** Of its last event, or of the last event to be deleted. */
    final long toSequenceNumber;
    /** Encoded, one for each event; one for a deletion. */
    final List<byte[]> entries;

    final int bytes;
    private final CompletableFuture<Done> result;

    /** Of its persistence id, once it was let into the queue. */
    @Nullable
    Tail tail;

    long sinceNanos;

    private Append(
            String persistenceId, long from, long to, List<byte[]> entries, int bytes, CompletableFuture<Done> result) {
        this.persistenceId = persistenceId;
        this.fromSequenceNumber = from;
        this.toSequenceNumber = to;
        this.entries = entries;
        this.bytes = bytes;
        this.result = result;
    }

    /** @throws EventTooLarge when it can never be one row */
    static Append events(String persistenceId, long from, List<byte[]> entries, CompletableFuture<Done> result) {
        long bytes = 0;
        for (byte[] entry : entries) {
            bytes += entry.length;
        }
        if (entries.size() > EventLogSettings.MOST_ENTRIES || bytes > EventLogSettings.MOST_BYTES) {
            throw new EventTooLarge(persistenceId, entries.size(), bytes);
        }
        return new Append(persistenceId, from, from + entries.size() - 1, entries, (int) bytes, result);
    }

    /** @param to not above the highest sequence number, from 1 */
    static Append deletion(String persistenceId, long to, CompletableFuture<Done> result) {
        byte[] entry = EntryCodec.encode(new LogEntry.Deletion(persistenceId, to));
        return new Append(persistenceId, 0, to, List.of(entry), entry.length, result);
    }

    boolean isDeletion() {
        return fromSequenceNumber == 0;
    }

    void stored() {
        result.complete(Done.getInstance());
    }

    void failed(Throwable failure) {
        result.completeExceptionally(failure);
    }
}
