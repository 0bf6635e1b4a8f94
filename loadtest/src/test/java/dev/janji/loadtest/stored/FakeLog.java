package dev.janji.loadtest.stored;

import com.google.protobuf.ByteString;
import dev.janji.loadtest.stored.StoredLog.HistoryRow;
import dev.janji.loadtest.stored.StoredLog.LogRow;
import dev.janji.protocols.eventlog.v1.Batch;
import dev.janji.protocols.eventlog.v1.Deletion;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import dev.janji.protocols.eventlog.v1.Events;
import dev.janji.protocols.eventlog.v1.Fence;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Tables of an event log in memory, with segments of two rows. Confined to one thread. */
final class FakeLog implements LogPartitions {
    private static final long SEGMENT = 2;
    private static final ByteBuffer NO_HASH = ByteBuffer.allocate(32);

    final Map<Integer, TreeMap<Long, LogRow>> rows = new TreeMap<>();
    final List<HistoryRow> history = new ArrayList<>();
    final Map<Integer, Long> checkpoints = new HashMap<>();

    static Entry fence() {
        return Entry.newBuilder().setFence(Fence.newBuilder().setOwner("node")).build();
    }

    static Entry event(String persistenceId, long number, String payload) {
        return Entry.newBuilder()
                .setEvent(Event.newBuilder()
                        .setPersistenceId(persistenceId)
                        .setSequenceNumber(number)
                        .setWriterUuid("writer-1")
                        .setSerializerId(7301)
                        .setManifest("journal.Record")
                        .setPayload(ByteString.copyFromUtf8(payload)))
                .build();
    }

    static Entry deletion(String persistenceId, long to) {
        return Entry.newBuilder()
                .setDeletion(
                        Deletion.newBuilder().setPersistenceId(persistenceId).setToSequenceNumber(to))
                .build();
    }

    void commit(int slice, long position, Entry... entries) {
        ByteBuffer body = Batch.newBuilder()
                .setSlice(slice)
                .setPosition(position)
                .setEpoch(1)
                .addAllEntries(List.of(entries))
                .build()
                .toByteString()
                .asReadOnlyByteBuffer();
        put(slice, new LogRow(position, 1, new UUID(0, position), entries.length, NO_HASH, sha256(body), body));
    }

    void put(int slice, LogRow row) {
        rows.computeIfAbsent(slice, none -> new TreeMap<>()).put(row.position(), row);
    }

    /** @param events at least one, which the row says it has */
    void flush(int slice, long position, Entry... events) {
        Event first = events[0].getEvent();
        flush(slice, position, first.getSequenceNumber(), first.getSequenceNumber() + events.length - 1, events);
    }

    void flush(int slice, long position, long from, long to, Entry... events) {
        Events.Builder all = Events.newBuilder();
        for (Entry event : events) {
            all.addEvents(event.getEvent());
        }
        history.add(new HistoryRow(
                slice,
                events[0].getEvent().getPersistenceId(),
                from,
                to,
                0,
                position,
                all.build().toByteString().asReadOnlyByteBuffer()));
    }

    @Override
    public Map<Integer, Long> checkpoints() {
        return checkpoints;
    }

    @Override
    public SortedMap<Integer, Long> lastSegments() {
        SortedMap<Integer, Long> last = new TreeMap<>();
        rows.forEach((slice, each) -> last.put(slice, each.lastKey() / SEGMENT));
        return last;
    }

    @Override
    public Map<Integer, Set<Integer>> buckets() {
        Map<Integer, Set<Integer>> buckets = new HashMap<>();
        history.forEach(row -> buckets.put(row.slice(), Set.of(0, 1)));
        return buckets;
    }

    @Override
    public Iterable<LogRow> segment(int slice, long segment) {
        return rows.get(slice)
                .subMap(segment * SEGMENT, (segment + 1) * SEGMENT)
                .values();
    }

    @Override
    public Iterable<HistoryRow> bucket(int slice, int bucket) {
        return history.stream()
                .filter(row -> row.slice() == slice && row.from() % 2 == bucket)
                .toList();
    }

    private static ByteBuffer sha256(ByteBuffer body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body.duplicate());
            return ByteBuffer.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
