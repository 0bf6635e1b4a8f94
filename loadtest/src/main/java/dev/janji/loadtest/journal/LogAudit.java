package dev.janji.loadtest.journal;

import com.google.protobuf.ByteString;
import dev.janji.loadtest.stored.StoredLog;
import dev.janji.protocols.eventlog.v1.Batch;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Judges an event log from its tables alone: the chain of every slice, the epochs, the numbers of every debtor, the history, and that every
 * acknowledged event is there. Knows nothing of the runtime. Confined to one thread.
 */
final class LogAudit {
    private static final int HASH_BYTES = 32;
    private static final int MOST_FINDINGS = 20;

    private final StoredLog tables;
    private final int slices;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, List<Stored>> debtors = new HashMap<>();
    private final Map<String, Integer> sliceOf = new HashMap<>();
    private final Map<Integer, Long> last = new HashMap<>();
    private long rows;
    private long events;

    /** An event of the log, as far as it is compared. */
    private record Stored(long token, int content, long position) {
        static Stored of(Event event, long position) {
            ByteString payload = event.getPayload();
            return new Stored(
                    payload.size() < Long.BYTES
                            ? 0
                            : payload.asReadOnlyByteBuffer().getLong(),
                    31 * payload.hashCode() + event.getWriterUuid().hashCode(),
                    position);
        }
    }

    LogAudit(StoredLog tables, int slices) {
        this.tables = tables;
        this.slices = slices;
    }

    /** @return what is wrong, in words; empty when everything is right. {@code acks} of each owner */
    List<String> judge(Collection<OwnerProcess.Ack> acks) {
        Map<Integer, Long> checkpoints = new HashMap<>();
        for (int slice = 0; slice < slices; slice++) {
            checkpoints.put(slice, tables.checkpoint(slice));
            judgeSlice(slice, checkpoints.get(slice));
        }
        judgeHistory(checkpoints);
        judgeAcks(acks);
        return List.copyOf(findings.subList(0, Math.min(MOST_FINDINGS, findings.size())));
    }

    long rows() {
        return rows;
    }

    long events() {
        return events;
    }

    private void judgeSlice(int slice, long checkpoint) {
        ByteString previous = ByteString.copyFrom(new byte[HASH_BYTES]);
        long position = 0;
        long epoch = 0;
        for (StoredLog.LogRow row : tables.rows(slice, 1)) {
            position++;
            rows++;
            String where = "[slice=" + slice + ", position=" + row.position() + "]";
            demand(row.hasItsHash(), "Expected the hash of the batch, but not so " + where);
            Batch batch = row.batch(where);
            demand(row.position() == position, "Expected position " + position + ", but there is another " + where);
            demand(
                    previous.equals(bytes(row.previousHash())),
                    "Expected the hash of the row before, but not so " + where);
            previous = bytes(row.hash());
            demand(
                    row.entries() == batch.getEntriesCount()
                            && batch.getSlice() == slice
                            && batch.getPosition() == row.position()
                            && batch.getEpoch() == row.epoch()
                            && batch.getPreviousHash().equals(bytes(row.previousHash()))
                            && uuid(batch.getCommitId()).equals(row.commitId()),
                    "Expected columns and batch to agree, but they do not " + where);
            boolean fence = batch.getEntriesCount() == 1 && batch.getEntries(0).hasFence();
            demand(
                    row.epoch() == (fence ? epoch + 1 : epoch),
                    "Expected epoch " + (fence ? epoch + 1 : epoch) + ", but it is " + row.epoch() + " " + where);
            epoch = row.epoch();
            for (Entry entry : batch.getEntriesList()) {
                if (entry.hasEvent()) {
                    add(slice, entry.getEvent(), row);
                }
            }
        }
        last.put(slice, position);
        demand(
                checkpoint <= position,
                "Expected the checkpoint within the log, but it is " + checkpoint + " of " + position + " [slice="
                        + slice + "]");
    }

    private void add(int slice, Event event, StoredLog.LogRow row) {
        events++;
        String id = event.getPersistenceId();
        Integer before = sliceOf.putIfAbsent(id, slice);
        demand(before == null || before == slice, "Expected one slice, but there are two [debtor=" + id + "]");
        List<Stored> stored = debtors.computeIfAbsent(id, none -> new ArrayList<>());
        demand(
                event.getSequenceNumber() == stored.size() + 1,
                "Expected number " + (stored.size() + 1) + ", but it is " + event.getSequenceNumber() + " [debtor=" + id
                        + ", slice=" + slice + ", position=" + row.position() + ", epoch=" + row.epoch() + "]");
        stored.add(Stored.of(event, row.position()));
    }

    /** Everything up to the checkpoint must be there, and nothing that the log does not have. */
    private void judgeHistory(Map<Integer, Long> checkpoints) {
        Map<String, boolean[]> seen = new HashMap<>();
        debtors.forEach((id, stored) -> seen.put(id, new boolean[stored.size()]));
        for (StoredLog.HistoryRow row : tables.history()) {
            List<Stored> stored = debtors.getOrDefault(row.persistenceId(), List.of());
            if (row.position() > last.getOrDefault(row.slice(), 0L)) {
                // Written after the log was read.
                continue;
            }
            for (Event event : row.parsed()) {
                int index = (int) event.getSequenceNumber() - 1;
                boolean same = index >= 0
                        && index < stored.size()
                        && stored.get(index).content()
                                == Stored.of(event, row.position()).content();
                demand(same, "Expected history to have what the log has, but not so " + row.where());
                if (same) {
                    Objects.requireNonNull(seen.get(row.persistenceId()))[index] = true;
                }
            }
        }
        debtors.forEach((id, stored) -> {
            boolean[] flushed = Objects.requireNonNull(seen.get(id));
            for (int i = 0; i < stored.size(); i++) {
                demand(
                        flushed[i] || stored.get(i).position() > checkpoints.getOrDefault(sliceOf.get(id), 0L),
                        "Expected everything before the checkpoint in the history, but number " + (i + 1)
                                + " is not [debtor=" + id + "]");
            }
        });
    }

    private void judgeAcks(Collection<OwnerProcess.Ack> acks) {
        for (OwnerProcess.Ack ack : acks) {
            String id = FaultyDebtor.persistenceId(ack.debtor());
            List<Stored> stored = debtors.getOrDefault(id, List.of());
            boolean there = ack.number() <= stored.size()
                    && stored.get((int) ack.number() - 1).token() == ack.token();
            demand(there, "Expected the acknowledged event " + ack.number() + ", but it is lost [debtor=" + id + "]");
        }
    }

    private void demand(boolean right, String otherwise) {
        if (!right) {
            findings.add(otherwise);
        }
    }

    private static ByteString bytes(ByteBuffer buffer) {
        return ByteString.copyFrom(buffer.duplicate());
    }

    private static UUID uuid(ByteString bytes) {
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
