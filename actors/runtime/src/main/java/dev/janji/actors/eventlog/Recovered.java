package dev.janji.actors.eventlog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** What is stored of one persistence id from some sequence number on, as its slice and its history tell it together. Immutable. */
public final class Recovered {
    private final String persistenceId;
    private final long from;
    private final long highest;
    private final long deletedTo;
    private final List<HistoryRow> history;
    private final long tailFrom;
    private final List<byte[]> tail;

    Recovered(
            String persistenceId,
            long from,
            long highest,
            long deletedTo,
            List<HistoryRow> history,
            long tailFrom,
            List<byte[]> tail) {
        this.persistenceId = persistenceId;
        this.from = Math.max(1, from);
        this.highest = highest;
        this.deletedTo = history.stream().mapToLong(HistoryRow::deletedTo).reduce(deletedTo, Math::max);
        this.history = history.stream()
                .filter(row -> !row.isDeletion())
                .sorted(Comparator.comparingLong(HistoryRow::fromSequenceNumber)
                        .thenComparingLong(HistoryRow::toSequenceNumber))
                .toList();
        this.tailFrom = tailFrom;
        this.tail = tail;
    }

    public String persistenceId() {
        return persistenceId;
    }

    /** Events before it may be missing. */
    public long from() {
        return from;
    }

    /** The highest sequence number that was ever stored, deleted or not; 0 when none was. */
    public long highest() {
        return highest;
    }

    /** The highest sequence number that was deleted, if it is not below {@link #from()}; else it may be any. */
    public long deletedTo() {
        return deletedTo;
    }

    /**
     * Hands over events in order, without those that were deleted.
     *
     * @param first not below {@link #from()}
     * @throws BrokenLog when an event between {@code first} and {@link #highest()} is missing; perhaps after some were handed over
     */
    public void replay(long first, long last, long most, Consumer<LogEntry.Event> receiver) {
        if (first < from) {
            throw new IllegalArgumentException("Expected a sequence number from " + from + ", but got " + first);
        }
        Replay replay = new Replay(Math.max(first, deletedTo + 1), last, most, receiver);
        for (HistoryRow row : history) {
            if (row.fromSequenceNumber() <= replay.next && row.toSequenceNumber() >= replay.next) {
                EntryCodec.decodeEvents(row.events()).forEach(replay::take);
            }
        }
        for (long i = Math.max(0, replay.next - tailFrom); i < tail.size(); i++) {
            if (EntryCodec.decode(tail.get((int) i)) instanceof LogEntry.Event event) {
                replay.take(event);
            }
        }
        if (replay.next <= highest) {
            throw replay.missing(highest);
        }
    }

    /** @see #replay */
    public List<LogEntry.Event> events(long first, long last) {
        List<LogEntry.Event> events = new ArrayList<>();
        replay(first, last, Long.MAX_VALUE, events::add);
        return events;
    }

    /** Where a replay stands. */
    private final class Replay {
        private final long last;
        private final Consumer<LogEntry.Event> receiver;
        private long left;
        private long next;

        Replay(long next, long last, long most, Consumer<LogEntry.Event> receiver) {
            this.next = next;
            this.last = last;
            this.left = most;
            this.receiver = receiver;
        }

        void take(LogEntry.Event event) {
            long number = event.sequenceNumber();
            if (number > next) {
                throw missing(number);
            }
            if (number == next) {
                next++;
                if (number <= last && left > 0) {
                    left--;
                    receiver.accept(event);
                }
            }
        }

        BrokenLog missing(long before) {
            return new BrokenLog("Expected event " + next + " before event " + before + ", but it is nowhere ["
                    + persistenceId + "]");
        }
    }
}
