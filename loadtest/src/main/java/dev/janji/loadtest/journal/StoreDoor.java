package dev.janji.loadtest.journal;

import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.SnapshotRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * The door of the real store: counts what goes through, and can hold back the statements of one slice as a store does whose replicas of that
 * slice do not answer. Thread-safe.
 */
final class StoreDoor extends ForwardingStore {
    private static final int NOBODY = -1;

    private final AtomicLongArray statements = new AtomicLongArray(Kind.values().length);
    private final LongAdder snapshotReads = new LongAdder();
    private final LongAdder flushedRows = new LongAdder();
    private final LongAdder flushedEvents = new LongAdder();
    private final List<Runnable> heldBack = new ArrayList<>();
    private final @Nullable TailBytes bytes;
    private volatile int held = NOBODY;

    /** @param bytes is told of every event that comes into memory and leaves it; null when nobody asks */
    StoreDoor(EventLogStore store, @Nullable TailBytes bytes) {
        super(store);
        this.bytes = bytes;
    }

    @Override
    <T> CompletionStage<T> pass(Kind kind, int slice, Supplier<CompletionStage<T>> statement) {
        statements.incrementAndGet(kind.ordinal());
        return slice == held ? heldBack(slice, statement) : statement.get();
    }

    private <T> CompletionStage<T> heldBack(int slice, Supplier<CompletionStage<T>> statement) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable send = () -> statement.get().whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        synchronized (heldBack) {
            if (slice == held) {
                heldBack.add(send);
                return answer;
            }
        }
        send.run();
        return answer;
    }

    /** From now on nothing of the slice reaches the store. One slice at a time. */
    void hold(int slice) {
        held = slice;
    }

    /** Sends what was held back, in order. @return how many statements that were */
    int letGo() {
        List<Runnable> go;
        synchronized (heldBack) {
            held = NOBODY;
            go = List.copyOf(heldBack);
            heldBack.clear();
        }
        go.forEach(Runnable::run);
        return go.size();
    }

    @Override
    public CompletionStage<Standing> commit(LogRow row) {
        TailBytes told = bytes;
        CompletionStage<Standing> stands = super.commit(row);
        return told == null
                ? stands
                : stands.thenApply(standing -> {
                    if (standing.is(row)) {
                        told.committed(row);
                    }
                    return standing;
                });
    }

    @Override
    public CompletionStage<List<LogRow>> read(int slice, long from, int limit) {
        TailBytes told = bytes;
        CompletionStage<List<LogRow>> read = super.read(slice, from, limit);
        return told == null
                ? read
                : read.thenApply(rows -> {
                    rows.forEach(told::committed);
                    return rows;
                });
    }

    @Override
    public CompletionStage<Checkpoint> checkpoint(int slice) {
        TailBytes told = bytes;
        CompletionStage<Checkpoint> read = super.checkpoint(slice);
        return told == null
                ? read
                : read.thenApply(checkpoint -> {
                    told.startsBehind(slice, checkpoint.position());
                    return checkpoint;
                });
    }

    @Override
    public CompletionStage<Done> flush(List<HistoryRow> rows) {
        TailBytes told = bytes;
        return super.flush(rows).thenApply(done -> {
            for (HistoryRow row : rows) {
                if (!row.isDeletion()) {
                    flushedRows.increment();
                    flushedEvents.add(row.toSequenceNumber() - row.fromSequenceNumber() + 1);
                }
            }
            if (told != null) {
                told.flushed(rows);
            }
            return done;
        });
    }

    @Override
    public SnapshotRows snapshots() {
        SnapshotRows rows = super.snapshots();
        return new SnapshotRows() {
            @Override
            public CompletionStage<Done> save(Row row) {
                return rows.save(row);
            }

            @Override
            public CompletionStage<Optional<Row>> newest(String persistenceId, Range range) {
                snapshotReads.increment();
                return rows.newest(persistenceId, range);
            }

            @Override
            public CompletionStage<Done> delete(String persistenceId, Range range) {
                return rows.delete(persistenceId, range);
            }
        };
    }

    long statements(Kind kind) {
        return statements.get(kind.ordinal());
    }

    /** Statements that a single debtor asked for, and not its slice for all of them. */
    long ofDebtors() {
        return statements(Kind.HISTORY) + statements(Kind.HIGHEST) + snapshotReads.sum();
    }

    /** Rows of the history that were written; of one debtor and flush there is one, unless it has very much. */
    long flushedRows() {
        return flushedRows.sum();
    }

    long flushedEvents() {
        return flushedEvents.sum();
    }
}
