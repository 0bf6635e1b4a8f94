package dev.janji.actors.eventlog.move;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EntryCodec;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The import into one slice: rows of the log, then their history, then the checkpoint. Confined to its caller; blocking. */
final class SliceImport {
    private static final int MOST_ENTRIES = 512;
    private static final int ROWS_PER_READ = 64;
    /** Rows between two checkpoints. */
    private static final int ROWS_PER_FLUSH = 16;

    private static final long EPOCH = 1;

    private final int slice;
    private final EventLogStore store;
    private final InstantSource clock;

    private long position;
    private ByteString previous = BatchCodec.NO_HASH;
    private Checkpoint checkpoint = Checkpoint.NONE;
    /** The last entry that an earlier run has committed; everything before it in the order of the journal is there. */
    private @Nullable LogEntry last;

    private final List<byte[]> batch = new ArrayList<>();
    private int bytes;
    private final List<LogRow> unflushed = new ArrayList<>();
    private long added;

    private SliceImport(int slice, EventLogStore store, InstantSource clock) {
        this.slice = slice;
        this.store = store;
        this.clock = clock;
    }

    /** Takes up what an earlier import has left. @throws LogImport.Refused when somebody else has used the slice */
    static SliceImport resume(int slice, EventLogStore store, InstantSource clock) {
        SliceImport resumed = new SliceImport(slice, store, clock);
        resumed.checkpoint = await(store.checkpoint(slice));
        List<LogRow> rows;
        do {
            rows = await(store.read(slice, resumed.position + 1, ROWS_PER_READ));
            rows.forEach(resumed::again);
        } while (rows.size() == ROWS_PER_READ);
        resumed.flush();
        return resumed;
    }

    private void again(LogRow row) {
        BatchCodec.demandChained(previous, row);
        List<LogEntry> entries = BatchCodec.entries(row);
        boolean ours = row.epoch() == EPOCH
                && (row.position() > 1
                        || entries.get(0) instanceof LogEntry.Fence fence
                                && fence.owner().equals(LogImport.OWNER));
        if (!ours) {
            throw new LogImport.Refused("Expected slice " + slice
                    + " of the event log to be empty, but a server has used it" + " since position " + row.position()
                    + "; an import is only for an event log that was never used");
        }
        written(row);
        if (!(entries.get(entries.size() - 1) instanceof LogEntry.Fence)) {
            last = entries.get(entries.size() - 1);
        }
        if (unflushed.size() >= ROWS_PER_FLUSH) {
            flush();
        }
    }

    int slice() {
        return slice;
    }

    /** Entries that this run has added. */
    long added() {
        return added;
    }

    /** @return the entries of the part, those that were there already among them */
    int add(OldJournal.Part part) {
        List<byte[]> entries = entries(part);
        for (int i = 0; i < entries.size(); i++) {
            if (!isThere(part, i)) {
                append(entries.get(i));
            }
        }
        return entries.size();
    }

    /** What the log holds of a part: its events, then its deletion. */
    static List<byte[]> entries(OldJournal.Part part) {
        List<byte[]> entries = new ArrayList<>(part.events().size() + 1);
        part.events().forEach(event -> entries.add(EntryCodec.encode(event)));
        if (part.deletedTo() > 0) {
            entries.add(EntryCodec.encode(new LogEntry.Deletion(part.persistenceId(), part.deletedTo())));
        }
        return entries;
    }

    /** Skips up to and with the last entry of an earlier run. */
    private boolean isThere(OldJournal.Part part, int index) {
        LogEntry until = last;
        if (until == null) {
            return false;
        }
        boolean deletion = index == part.events().size();
        boolean same = deletion
                ? until instanceof LogEntry.Deletion there
                        && there.persistenceId().equals(part.persistenceId())
                : until instanceof LogEntry.Event event
                        && event.persistenceId().equals(part.persistenceId())
                        && event.sequenceNumber() == part.events().get(index).sequenceNumber();
        if (same) {
            last = null;
        }
        return true;
    }

    private void append(byte[] entry) {
        if (position == 0) {
            commit(List.of(EntryCodec.encode(new LogEntry.Fence(LogImport.OWNER))));
        }
        if (!batch.isEmpty() && (batch.size() == MOST_ENTRIES || bytes + entry.length > EventLogLayout.ROW_BYTES)) {
            commitBatch();
        }
        batch.add(entry);
        bytes += entry.length;
        added++;
    }

    private void commitBatch() {
        commit(batch);
        batch.clear();
        bytes = 0;
    }

    private void commit(List<byte[]> entries) {
        LogRow row = BatchCodec.row(
                new BatchCodec.Place(slice, position + 1, EPOCH, previous),
                UUID.randomUUID(),
                clock.instant(),
                entries);
        if (!await(store.commit(row)).is(row)) {
            throw new LogImport.Refused(
                    "Expected nobody else to write slice " + slice + " of the event log, but position " + row.position()
                            + " was taken; stop whatever uses it, and run the import again");
        }
        written(row);
        if (unflushed.size() >= ROWS_PER_FLUSH) {
            flush();
        }
    }

    private void written(LogRow row) {
        position = row.position();
        previous = row.hash();
        if (position > checkpoint.position()) {
            unflushed.add(row);
        }
    }

    void finish() {
        if (last != null) {
            throw new LogImport.Refused("Expected the old journal to have what an earlier import brought into slice "
                    + slice + ", but it does not; empty the event log's tables and run the import again");
        }
        if (!batch.isEmpty()) {
            commitBatch();
        }
        flush();
    }

    /** Brings the rows that are not in the history there, then moves the checkpoint. */
    private void flush() {
        if (unflushed.isEmpty()) {
            return;
        }
        Map<Integer, List<HistoryRow>> buckets = new HashMap<>();
        for (LogRow row : unflushed) {
            for (HistoryRow history : SliceHistory.of(row)) {
                buckets.computeIfAbsent(history.bucket(), none -> new ArrayList<>())
                        .add(history);
            }
        }
        buckets.values().forEach(rows -> SliceHistory.batches(rows).forEach(each -> await(store.flush(each))));
        Checkpoint next = new Checkpoint(EPOCH, position);
        Checkpoint there = await(store.moveCheckpoint(slice, checkpoint, next));
        if (!there.equals(next)) {
            throw new LogImport.Refused("Expected to move the checkpoint of slice " + slice + " to " + position
                    + ", but it stands at " + there.position() + "; somebody else uses the event log");
        }
        checkpoint = next;
        unflushed.clear();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
