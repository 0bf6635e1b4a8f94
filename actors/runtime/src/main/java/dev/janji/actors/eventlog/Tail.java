package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a slice keeps of one persistence id: its highest sequence number, and what of it is in the log and not yet in the history. Confined
 * to its slice.
 */
final class Tail {
    /** Whoever waits for the tail: runs when it can, or hears why it never will. */
    interface Waiter {
        void go(Tail tail);

        void fail(Throwable failure);
    }

    /** Of an event in memory: its array's header, its place here, and its part of the maps that lead to it. */
    private static final int OVERHEAD = 100;

    private static final byte[][] NO_ENTRIES = {};
    private static final long[] NO_POSITIONS = {};

    final String persistenceId;
    final int bucket;
    /** Its highest number was not read from the history yet. */
    boolean unknown = true;
    /** Its highest number is being read. */
    boolean loading;
    /** Highest sequence number in the log. */
    long highest;
    /** Highest sequence number in the log or on its way there. */
    long promised;
    /** Appends that are on their way. */
    int outstanding;
    /** Whether its bucket will flush it. */
    boolean listed;

    /** The first {@link #count} are events that are not in the history, encoded; most tails have none for most of the time. */
    private byte[][] entries = NO_ENTRIES;
    /** Of the log, where each of them stands. */
    private long[] positions = NO_POSITIONS;

    private int count;
    /** Sequence number of the first entry. */
    private long first = 1;
    /** Entries from the first on that are being written to the history. */
    private int flushing;

    private long deletedTo;
    private long deletionPosition;
    private boolean deletionInHistory = true;
    private @Nullable List<Waiter> waiters;

    Tail(String persistenceId) {
        this.persistenceId = persistenceId;
        this.bucket = HistoryRow.bucketOf(persistenceId);
    }

    /** Starts from what the history says. */
    void begin(long known) {
        unknown = false;
        loading = false;
        highest = known;
        promised = known;
    }

    /** Takes the next event over from the log. */
    void add(long sequenceNumber, byte[] entry, long position) {
        if (count == 0) {
            first = sequenceNumber;
        }
        if (count == entries.length) {
            int room = Math.max(2, 2 * count);
            entries = Arrays.copyOf(entries, room);
            positions = Arrays.copyOf(positions, room);
        }
        entries[count] = entry;
        positions[count] = position;
        count++;
        highest = sequenceNumber;
        promised = Math.max(promised, sequenceNumber);
    }

    void delete(long to, long position) {
        if (to > deletedTo) {
            deletedTo = to;
            deletionPosition = position;
            deletionInHistory = false;
        }
    }

    long deletedTo() {
        return deletedTo;
    }

    /** Whether something of it is not in the history. */
    boolean isDirty() {
        return count > 0 || !deletionInHistory;
    }

    /** Whether nothing but its highest number is kept. */
    boolean isIdle() {
        return !isDirty() && outstanding == 0 && !loading && waiters == null && !listed;
    }

    /** Of the first event that is not in the history; above {@link #highest} when there is none. */
    long firstKept() {
        return count == 0 ? highest + 1 : first;
    }

    /** Events that are not in the history, from {@link #firstKept()} on, encoded. */
    List<byte[]> kept() {
        return List.of(Arrays.copyOf(entries, count));
    }

    /** Adds the rows that would bring all of it into the history, each within the limit of a batch if its events are. */
    void rows(int slice, List<HistoryRow> into) {
        flushing = count;
        int from = 0;
        while (from < flushing) {
            int to = from;
            long bytes = 0;
            while (to < flushing && (to == from || bytes + entries[to].length <= EventLogSettings.MOST_BYTES)) {
                bytes += entries[to].length;
                to++;
            }
            into.add(new HistoryRow(
                    slice,
                    persistenceId,
                    first + from,
                    first + to - 1,
                    0,
                    positions[to - 1],
                    EntryCodec.join(entries, from, to)));
            from = to;
        }
        if (!deletionInHistory) {
            into.add(new HistoryRow(slice, persistenceId, 0, deletedTo, deletedTo, deletionPosition, ByteString.EMPTY));
        }
    }

    /** What {@link #rows} gave out is in the history. @param deletion its {@link #deletedTo()} then; @return memory that it leaves */
    long flushed(long deletion) {
        long bytes = 0;
        for (int i = 0; i < flushing; i++) {
            bytes += memoryOf(entries[i]);
        }
        if (flushing == count) {
            entries = NO_ENTRIES;
            positions = NO_POSITIONS;
        } else {
            entries = Arrays.copyOfRange(entries, flushing, count);
            positions = Arrays.copyOfRange(positions, flushing, count);
        }
        count -= flushing;
        first += flushing;
        flushing = 0;
        if (deletion == deletedTo) {
            deletionInHistory = true;
        }
        return bytes;
    }

    /** Bytes that an event costs while it is in memory. */
    static long memoryOf(byte[] entry) {
        return (long) entry.length + OVERHEAD;
    }

    /** Whether what is known of it is all there is: nothing is on its way to the log. */
    boolean isSettled() {
        return !unknown && outstanding == 0;
    }

    /** Runs the waiter at the next {@link #wake()}; it looks for itself whether it can go on. */
    void await(Waiter waiter) {
        if (waiters == null) {
            waiters = new ArrayList<>(2);
        }
        waiters.add(waiter);
    }

    /** To be called when it became known or settled. */
    void wake() {
        if (waiters != null) {
            List<Waiter> ready = waiters;
            waiters = null;
            ready.forEach(waiter -> waiter.go(this));
        }
    }

    void fail(Throwable failure) {
        if (waiters != null) {
            List<Waiter> lost = waiters;
            waiters = null;
            lost.forEach(waiter -> waiter.fail(failure));
        }
    }
}
