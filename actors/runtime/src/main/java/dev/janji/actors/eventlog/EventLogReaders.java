package dev.janji.actors.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Who reads the log, where it begins, and the history as a whole: what readers and retention need and an owner does not. A stage that fails says
 * nothing of whether its statement happened. Thread-safe.
 */
public interface EventLogReaders {
    /**
     * How far a reader is done.
     *
     * @param position every row up to and with it
     * @param at when it last said so
     */
    record Progress(long position, Instant at) {}

    /**
     * Where the log of a slice begins.
     *
     * @param firstKept every row from here on is there
     * @param deletedBelow every row before it is deleted, but for the first one of each epoch; at most {@code firstKept}
     * @param lastEpoch of the row before {@code firstKept}; 0 when there never was one
     */
    record Kept(long firstKept, long deletedBelow, long lastEpoch) {
        /** Nothing was ever deleted. */
        public static final Kept ALL = new Kept(1, 1, 0);
    }

    /** A row of the log without what it holds. */
    record Mark(long position, long epoch, Instant at) {}

    /** @return all registered readers of the slice by name */
    CompletionStage<Map<String, Progress>> readers(int slice);

    /** Registers the reader or moves it: the log is kept for it from behind this position on. */
    CompletionStage<Done> settle(int slice, String reader, Progress progress);

    /** The log is not kept for it any more. */
    CompletionStage<Done> forget(int slice, String reader);

    /** @return read serially; {@link Kept#ALL} before the first deletion */
    CompletionStage<Kept> kept(int slice);

    /** Records it if {@code expected} stands there. @return whether it did */
    CompletionStage<Boolean> recordKept(int slice, Kept expected, Kept next);

    /** @return the rows of the segment in order, gaps and all */
    CompletionStage<List<Mark>> segment(int slice, long segment);

    /** @return at most {@code limit} rows of the segment from {@code from} on as they stand, gaps and all */
    CompletionStage<List<LogRow>> rows(int slice, long segment, long from, int limit);

    /** @return the last segment of every slice that has rows. Reads all partition keys of the log */
    CompletionStage<Map<Integer, Long>> lastSegments();

    /** Deletes the rows of one segment from {@code from} to before {@code to}. */
    CompletionStage<Done> delete(int slice, long from, long to);

    /** All rows of a partition of the history, those of a persistence id one after the other, in no order otherwise. */
    Source<HistoryRow, NotUsed> history(int slice, int bucket);
}
