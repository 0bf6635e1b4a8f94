package dev.janji.loadtest.journal;

import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.SnapshotRows;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/** A store whose statements all pass one place on their way to the real one. Thread-safe if the place is. */
abstract class ForwardingStore implements EventLogStore {
    private final EventLogStore store;

    ForwardingStore(EventLogStore store) {
        this.store = store;
    }

    /** The statements of a slice. */
    enum Kind {
        COMMIT,
        READ_SERIAL,
        READ,
        CHECKPOINT,
        MOVE_CHECKPOINT,
        FLUSH,
        HISTORY,
        HIGHEST
    }

    /** @param statement sends it when asked for its answer, which is once at most */
    abstract <T> CompletionStage<T> pass(Kind kind, int slice, Supplier<CompletionStage<T>> statement);

    @Override
    public long disruptions() {
        return store.disruptions();
    }

    @Override
    public CompletionStage<Standing> commit(LogRow row) {
        return pass(Kind.COMMIT, row.slice(), () -> store.commit(row));
    }

    @Override
    public CompletionStage<Optional<LogRow>> readSerial(int slice, long position) {
        return pass(Kind.READ_SERIAL, slice, () -> store.readSerial(slice, position));
    }

    @Override
    public CompletionStage<List<LogRow>> read(int slice, long from, int limit) {
        return pass(Kind.READ, slice, () -> store.read(slice, from, limit));
    }

    @Override
    public CompletionStage<Checkpoint> checkpoint(int slice) {
        return pass(Kind.CHECKPOINT, slice, () -> store.checkpoint(slice));
    }

    @Override
    public CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next) {
        return pass(Kind.MOVE_CHECKPOINT, slice, () -> store.moveCheckpoint(slice, expected, next));
    }

    @Override
    public CompletionStage<Done> flush(List<HistoryRow> rows) {
        return pass(Kind.FLUSH, rows.get(0).slice(), () -> store.flush(rows));
    }

    @Override
    public CompletionStage<List<HistoryRow>> history(int slice, String persistenceId, long fromSequenceNumber) {
        return pass(Kind.HISTORY, slice, () -> store.history(slice, persistenceId, fromSequenceNumber));
    }

    @Override
    public CompletionStage<Long> highest(int slice, String persistenceId) {
        return pass(Kind.HIGHEST, slice, () -> store.highest(slice, persistenceId));
    }

    @Override
    public SnapshotRows snapshots() {
        return store.snapshots();
    }
}
