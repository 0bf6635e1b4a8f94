package dev.janji.actors.eventlog.feed;

import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogReaders.Kept;
import dev.janji.actors.eventlog.EventLogReaders.Mark;
import dev.janji.actors.eventlog.EventLogReaders.Progress;
import dev.janji.actors.eventlog.EventLogStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Deletes the beginning of a slice's log, segment by segment, by its owner alone. A segment goes when it ends before the checkpoint and before
 * every registered reader, and when all of its rows are old enough. Where the log begins is recorded before anything is deleted, so a deletion that
 * was interrupted is taken up again, and no reader mistakes it for the end. The first row of each epoch stays for ever: it is the fence, and
 * without it a writer that was asleep for longer than the retention would find its place free. Immutable.
 */
public final class Retention {
    private final EventLogStore store;
    private final EventLogReaders readers;
    private final EventLogLayout layout;
    private final Duration keep;

    /** @param keep how old every row of a segment must be, by the house clock */
    public Retention(EventLogStore store, EventLogReaders readers, EventLogLayout layout, Duration keep) {
        this.store = store;
        this.readers = readers;
        this.layout = layout;
        this.keep = keep;
    }

    /** Deletes what may go by now. @return where the log begins afterwards */
    public CompletionStage<Kept> run(int slice, Instant now) {
        return readers.kept(slice)
                .thenCompose(kept -> finish(slice, kept))
                .thenCompose(kept -> needed(slice).thenCompose(needed -> advance(slice, kept, needed, now)));
    }

    /** The first position that somebody may still read; the owner itself reads the row at its checkpoint. */
    private CompletionStage<Long> needed(int slice) {
        return store.checkpoint(slice)
                .thenCombine(
                        readers.readers(slice),
                        (checkpoint, positions) -> positions.values().stream()
                                .mapToLong(Progress::position)
                                .map(done -> done + 1)
                                .reduce(checkpoint.position(), Math::min));
    }

    private CompletionStage<Kept> advance(int slice, Kept kept, long needed, Instant now) {
        long segment = layout.segmentOf(kept.firstKept());
        long end = layout.firstOf(segment + 1);
        if (end > needed) {
            return CompletableFuture.completedStage(kept);
        }
        return readers.segment(slice, segment).thenCompose(rows -> {
            List<Mark> whole = rows.stream()
                    .filter(row -> row.position() >= kept.firstKept())
                    .toList();
            if (whole.size() != end - kept.firstKept() || whole.stream().anyMatch(row -> !isOld(row, now))) {
                return CompletableFuture.completedStage(kept);
            }
            Kept next = new Kept(
                    end, kept.deletedBelow(), whole.get(whole.size() - 1).epoch());
            return readers.recordKept(slice, kept, next)
                    .thenCompose(recorded -> recorded
                            ? delete(slice, kept, next, whole).thenCompose(done -> advance(slice, done, needed, now))
                            : readers.kept(slice));
        });
    }

    private boolean isOld(Mark row, Instant now) {
        return row.at().plus(keep).isBefore(now);
    }

    /** A deletion that was begun: what it left is in one segment, the last one before what is kept. */
    private CompletionStage<Kept> finish(int slice, Kept kept) {
        if (kept.deletedBelow() == kept.firstKept()) {
            return CompletableFuture.completedStage(kept);
        }
        return readers.segment(slice, layout.segmentOf(kept.deletedBelow())).thenCompose(rows -> {
            // Whatever epoch came before: the first row of the segment stays, which is one row too many at worst.
            Kept before = new Kept(kept.deletedBelow(), kept.deletedBelow(), 0);
            return delete(slice, before, kept, rows);
        });
    }

    /** Deletes the rows between the fences, then says so. */
    private CompletionStage<Kept> delete(int slice, Kept before, Kept next, List<Mark> rows) {
        CompletionStage<Done> deleted = CompletableFuture.completedStage(Done.getInstance());
        long from = before.deletedBelow();
        long epoch = before.lastEpoch();
        for (Mark row : rows) {
            if (row.epoch() != epoch) {
                deleted = deleteRange(slice, deleted, from, row.position());
                from = row.position() + 1;
                epoch = row.epoch();
            }
        }
        deleted = deleteRange(slice, deleted, from, next.firstKept());
        Kept done = new Kept(next.firstKept(), next.firstKept(), next.lastEpoch());
        return deleted.thenCompose(ignored -> readers.recordKept(slice, next, done))
                .thenCompose(recorded -> recorded ? CompletableFuture.completedStage(done) : readers.kept(slice));
    }

    private CompletionStage<Done> deleteRange(int slice, CompletionStage<Done> before, long from, long to) {
        return from < to ? before.thenCompose(done -> readers.delete(slice, from, to)) : before;
    }
}
