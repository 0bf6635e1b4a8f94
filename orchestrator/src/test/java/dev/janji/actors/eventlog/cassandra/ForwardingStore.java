package dev.janji.actors.eventlog.cassandra;

import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.SnapshotRows;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** A store that hands everything on, for tests that disturb some of it. */
class ForwardingStore implements EventLogStore {
    private final EventLogStore store;

    ForwardingStore(EventLogStore store) {
        this.store = store;
    }

    @Override
    public long disruptions() {
        return store.disruptions();
    }

    @Override
    public CompletionStage<Standing> commit(LogRow row) {
        return store.commit(row);
    }

    @Override
    public CompletionStage<Optional<LogRow>> readSerial(int slice, long position) {
        return store.readSerial(slice, position);
    }

    @Override
    public CompletionStage<List<LogRow>> read(int slice, long from, int limit) {
        return store.read(slice, from, limit);
    }

    @Override
    public CompletionStage<Checkpoint> checkpoint(int slice) {
        return store.checkpoint(slice);
    }

    @Override
    public CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next) {
        return store.moveCheckpoint(slice, expected, next);
    }

    @Override
    public CompletionStage<Done> flush(List<HistoryRow> rows) {
        return store.flush(rows);
    }

    @Override
    public CompletionStage<List<HistoryRow>> history(int slice, String persistenceId, long fromSequenceNumber) {
        return store.history(slice, persistenceId, fromSequenceNumber);
    }

    @Override
    public CompletionStage<Long> highest(int slice, String persistenceId) {
        return store.highest(slice, persistenceId);
    }

    @Override
    public SnapshotRows snapshots() {
        return store.snapshots();
    }
}
