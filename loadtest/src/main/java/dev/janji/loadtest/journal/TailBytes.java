package dev.janji.loadtest.journal;

import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.EntryCodec;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the slices of an owner hold in memory of events that are not in the history, computed from what goes through the store's door: an
 * event comes when its row is committed, or read by a claim, and goes when a batch of the history with it is written. (A slice lets the events
 * of a bucket go when the last batch of it is written, a moment later.) Thread-safe.
 */
final class TailBytes {
    /** What a slice reckons for an event beside its bytes. */
    static final int OVERHEAD = 100;

    private final Map<Integer, Slice> slices = new ConcurrentHashMap<>();
    private final AtomicLong most = new AtomicLong();

    /** Events of one debtor that follow each other. */
    private static final class Sizes {
        private long first;
        private final ArrayDeque<Integer> bytes = new ArrayDeque<>(4);
    }

    /** Guarded by itself. */
    private static final class Slice {
        private final Map<String, Sizes> debtors = new HashMap<>();
        private long position;
        private long bytes;
    }

    /** Everything up to the position is in the history: a claim reads the row there all the same. */
    void startsBehind(int slice, long position) {
        Slice told = slices.computeIfAbsent(slice, none -> new Slice());
        synchronized (told) {
            told.position = Math.max(told.position, position);
        }
    }

    /** The row is in the log; told again it changes nothing. */
    void committed(LogRow row) {
        Slice slice = slices.computeIfAbsent(row.slice(), none -> new Slice());
        synchronized (slice) {
            if (row.position() <= slice.position) {
                return;
            }
            slice.position = row.position();
            for (byte[] entry : BatchCodec.encodedEntries(row)) {
                if (EntryCodec.decode(entry) instanceof LogEntry.Event event) {
                    add(slice, event, entry.length + OVERHEAD);
                }
            }
            most.accumulateAndGet(slice.bytes, Math::max);
        }
    }

    private static void add(Slice slice, LogEntry.Event event, int bytes) {
        Sizes sizes = slice.debtors.computeIfAbsent(event.persistenceId(), none -> new Sizes());
        if (sizes.bytes.isEmpty()) {
            sizes.first = event.sequenceNumber();
        }
        sizes.bytes.add(bytes);
        slice.bytes += bytes;
    }

    /** The rows are in the history. @param rows of one slice */
    void flushed(Collection<HistoryRow> rows) {
        for (HistoryRow row : rows) {
            Slice slice = slices.get(row.slice());
            if (slice != null) {
                synchronized (slice) {
                    remove(slice, row);
                }
            }
        }
    }

    private static void remove(Slice slice, HistoryRow row) {
        Sizes sizes = slice.debtors.get(row.persistenceId());
        while (sizes != null && !sizes.bytes.isEmpty() && sizes.first <= row.toSequenceNumber()) {
            slice.bytes -= sizes.bytes.remove();
            sizes.first++;
        }
        if (sizes != null && sizes.bytes.isEmpty()) {
            slice.debtors.remove(row.persistenceId());
        }
    }

    /** The most that any one slice has held. */
    long most() {
        return most.get();
    }
}
