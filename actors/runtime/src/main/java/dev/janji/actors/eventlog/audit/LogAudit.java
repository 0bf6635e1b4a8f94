package dev.janji.actors.eventlog.audit;

import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogReaders.Kept;
import dev.janji.actors.eventlog.EventLogReaders.Mark;
import dev.janji.actors.eventlog.EventLogReaders.Progress;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.LogRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an operator asks of the log. Reads only, and blocks: for commands. Also while owners are at work; it may then see a row or two less. */
public final class LogAudit {
    private static final int ROWS_PER_READ = 64;

    private final EventLogStore store;
    private final EventLogReaders readers;
    private final EventLogLayout layout;

    public LogAudit(EventLogStore store, EventLogReaders readers, EventLogLayout layout) {
        this.store = store;
        this.readers = readers;
        this.layout = layout;
    }

    /**
     * How a slice stands.
     *
     * @param end position of the last row, 0 when there is none
     * @param epoch of the last row
     * @param lastCommit when the last row was made; null when there is none
     * @param readers by name
     */
    public record Standing(
            int slice,
            Kept kept,
            long end,
            long epoch,
            @Nullable Instant lastCommit,
            Checkpoint checkpoint,
            Map<String, Progress> readers) {}

    /** What a walk through a slice found. */
    public record Verdict(Standing standing, long rows, long entries, long findings) {}

    /** Slices that have rows, and the last segment of each. */
    public Map<Integer, Long> lastSegments() {
        return new TreeMap<>(await(readers.lastSegments()));
    }

    /** @param lastSegment of the slice; null when it has none */
    public Standing standing(int slice, @Nullable Long lastSegment) {
        List<Mark> marks = lastSegment == null ? List.of() : await(readers.segment(slice, lastSegment));
        Mark last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
        return new Standing(
                slice,
                await(readers.kept(slice)),
                last == null ? 0 : last.position(),
                last == null ? 0 : last.epoch(),
                last == null ? null : last.at(),
                await(store.checkpoint(slice)),
                new TreeMap<>(await(readers.readers(slice))));
    }

    /**
     * Reads every row that retention has kept and checks it.
     *
     * @param lastSegment of the slice; null when it has none
     * @param found told of everything that is wrong, in order
     */
    public Verdict verify(int slice, @Nullable Long lastSegment, Consumer<Finding> found) {
        // Before the walk: what is written meanwhile only makes the log longer.
        Checkpoint checkpoint = await(store.checkpoint(slice));
        Map<String, Progress> progress = new TreeMap<>(await(readers.readers(slice)));
        Kept kept = await(readers.kept(slice));
        Walk walk = new Walk(slice, kept, found);
        long last = lastSegment == null ? -1 : lastSegment;
        for (long segment = layout.segmentOf(kept.firstKept()); segment <= last; segment++) {
            walk.through(segment);
        }
        long end = walk.chain.next() - 1;
        walk.bookkeeping(checkpoint, progress, end);
        return new Verdict(
                new Standing(slice, kept, end, walk.epoch, walk.lastCommit, checkpoint, progress),
                walk.rows,
                walk.entries,
                walk.findings);
    }

    /** @return the rows from a position on, of its segment; for whoever shows them */
    public List<LogRow> rows(int slice, long from) {
        return await(readers.rows(slice, layout.segmentOf(from), from, ROWS_PER_READ));
    }

    private final class Walk {
        private final int slice;
        private final Kept kept;
        private final Consumer<Finding> found;
        private final ChainCheck chain;
        private long rows;
        private long entries;
        private long findings;
        private long epoch;
        private @Nullable Instant lastCommit;

        Walk(int slice, Kept kept, Consumer<Finding> found) {
            this.slice = slice;
            this.kept = kept;
            this.found = found;
            this.chain = new ChainCheck(slice, kept.firstKept(), kept.lastEpoch());
        }

        void through(long segment) {
            long from = Math.max(layout.firstOf(segment), kept.firstKept());
            List<LogRow> page;
            do {
                page = await(readers.rows(slice, segment, from, ROWS_PER_READ));
                for (LogRow row : page) {
                    chain.add(row).forEach(this::tell);
                    rows++;
                    entries += row.count();
                    epoch = row.epoch();
                    lastCommit = row.at();
                    from = row.position() + 1;
                }
            } while (page.size() == ROWS_PER_READ);
        }

        void bookkeeping(Checkpoint checkpoint, Map<String, Progress> progress, long end) {
            if (checkpoint.position() > end) {
                tell(chain.missing(end + 1, checkpoint.position()));
                tell(new Finding(
                        slice,
                        end,
                        Finding.Kind.BOOKKEEPING,
                        "the log ends here, but its checkpoint stands at position " + checkpoint.position()
                                + ": the end of the log is lost; its events up to there are in the history"));
            }
            if (checkpoint.position() < kept.firstKept() - 1) {
                tell(new Finding(
                        slice,
                        kept.firstKept(),
                        Finding.Kind.BOOKKEEPING,
                        "the log begins here, but its checkpoint stands at position " + checkpoint.position()
                                + ": rows were deleted that are not in the history"));
            }
            progress.forEach((reader, its) -> {
                if (its.position() > end) {
                    tell(new Finding(
                            slice,
                            end,
                            Finding.Kind.BOOKKEEPING,
                            "the log ends here, but reader " + reader + " has read up to position " + its.position()
                                    + ": the end of the log is lost, or the reader belongs to another installation"));
                }
            });
        }

        private void tell(Finding finding) {
            findings++;
            found.accept(finding);
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
