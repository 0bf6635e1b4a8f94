package dev.janji.loadtest.stored;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.loadtest.stored.StoredLog.HistoryRow;
import dev.janji.loadtest.stored.StoredLog.LogRow;
import dev.janji.protocols.eventlog.v1.Batch;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The events of one slice, gathered from its log, then from its history. Whatever contradicts itself is an {@link IllegalStateException} with
 * a sentence that says where. Gaps in the numbers of a debtor are left to whoever judges the events. Confined to one thread.
 */
final class SliceEvents {
    private final int slice;
    private final long checkpoint;
    private final Map<String, SortedMap<Long, Stored>> debtors = new HashMap<>();
    /** The position up to which everything was read. */
    private long read;

    /** An event's bytes, unknown fields among them, and whether the history must have it and none was found there yet. */
    private record Stored(ByteString event, boolean owed) {}

    /** @param checkpoint up to which position the history had everything before anything was read */
    SliceEvents(int slice, long checkpoint) {
        this.slice = slice;
        this.checkpoint = checkpoint;
    }

    /** Takes a row of the log; they come in order. Behind the checkpoint none may be missing. */
    void add(LogRow row) {
        String where = "[slice=" + slice + ", position=" + row.position() + "]";
        long next = Math.max(read, checkpoint) + 1;
        demand(
                row.position() <= checkpoint || row.position() == next,
                () -> "Expected position " + next + " of the log, but it is missing " + where);
        demand(row.hasItsHash(), () -> "Expected the hash of the batch, but not so " + where);
        Batch batch = row.batch(where);
        demand(
                batch.getSlice() == slice && batch.getPosition() == row.position(),
                () -> "Expected the batch of this place, but it is another one's " + where);
        read = row.position();
        for (Entry entry : batch.getEntriesList()) {
            if (entry.hasEvent()) {
                add(entry.getEvent(), row.position(), where);
            } else if (entry.hasDeletion()) {
                demandKept(entry.getDeletion().getPersistenceId(), where);
            }
        }
    }

    private void add(Event event, long position, String where) {
        String id = event.getPersistenceId();
        if (StoredEvent.isDebtor(id)) {
            Stored before = debtors.computeIfAbsent(id, none -> new TreeMap<>())
                    .put(event.getSequenceNumber(), new Stored(event.toByteString(), position <= checkpoint));
            demand(
                    before == null,
                    () -> "Expected an event once in the log, but it is there twice " + where(event) + " " + where);
        }
    }

    /** From here on the history. */
    void endOfLog() {
        // Rows up to the checkpoint may be gone from the log; the history has them.
        read = Math.max(read, checkpoint);
    }

    /** Takes a row of the history; they may come in any order, and overlap. */
    void add(HistoryRow row) {
        if (row.position() > read || !StoredEvent.isDebtor(row.persistenceId())) {
            // Written after the log was read, and perhaps not all of it yet; or none of ours.
            return;
        }
        if (row.from() == 0) {
            demandKept(row.persistenceId(), row.where());
        }
        SortedMap<Long, Stored> stored = debtors.computeIfAbsent(row.persistenceId(), none -> new TreeMap<>());
        long number = row.from();
        for (Event event : row.parsed()) {
            long expected = number++;
            demand(
                    event.getSequenceNumber() == expected
                            && event.getPersistenceId().equals(row.persistenceId()),
                    () -> "Expected event " + expected + ", but found " + where(event) + " " + row.where());
            ByteString bytes = event.toByteString();
            Stored before = stored.put(expected, new Stored(bytes, false));
            demand(
                    before == null || before.event().equals(bytes),
                    () -> "Expected one event, but two different ones are stored under its number " + where(event));
        }
        long last = number - 1;
        demand(
                row.to() == last,
                () -> "Expected events up to " + row.to() + ", but they end at " + last + " " + row.where());
    }

    Set<String> debtors() {
        return debtors.keySet();
    }

    /** @return everything that was taken; the events of a debtor together and in order */
    Stream<StoredEvent> all() {
        debtors.forEach((id, events) -> events.forEach((number, stored) -> demand(
                !stored.owed(),
                () -> "Expected everything up to the checkpoint " + checkpoint
                        + " in the history, but an event is not [debtor=" + id + ", seq=" + number + ", slice=" + slice
                        + "]")));
        return debtors.entrySet().stream()
                .flatMap(debtor -> debtor.getValue().values().stream().map(stored -> event(debtor.getKey(), stored)));
    }

    private static StoredEvent event(String persistenceId, Stored stored) {
        try {
            Event event = Event.parseFrom(stored.event());
            return new StoredEvent(
                    persistenceId,
                    event.getSequenceNumber(),
                    event.getWriterUuid(),
                    event.getPayload().asReadOnlyByteBuffer());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Expected the event that was read before, but it is something else", e);
        }
    }

    /** Nothing of a debtor is ever deleted: what was decided must be there to be judged. */
    private static void demandKept(String persistenceId, String where) {
        demand(
                !StoredEvent.isDebtor(persistenceId),
                () -> "Expected nobody to delete events of a debtor, but somebody did [debtor=" + persistenceId + "] "
                        + where);
    }

    private static String where(Event event) {
        return "[debtor=" + event.getPersistenceId() + ", seq=" + event.getSequenceNumber() + "]";
    }

    private static void demand(boolean right, Supplier<String> otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise.get());
        }
    }
}
