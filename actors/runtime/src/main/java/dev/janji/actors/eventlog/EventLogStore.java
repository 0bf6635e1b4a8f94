package dev.janji.actors.eventlog;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * The tables of the event log. A stage that fails says nothing of whether its statement happened, or will still happen. Thread-safe.
 */
public interface EventLogStore {
    /** What stands at the position of a commit: our row, or another one. */
    record Standing(long epoch, UUID commitId) {
        boolean is(LogRow row) {
            return row.commitId().equals(commitId);
        }
    }

    /** Puts the row at its position unless one stands there ({@code IF NOT EXISTS}). @return what stands there now */
    CompletionStage<Standing> commit(LogRow row);

    /** @return what stands there, read serially: nothing that is under way can make it appear later without a new attempt */
    CompletionStage<Optional<LogRow>> readSerial(int slice, long position);

    /** @return at most {@code limit} rows in order from {@code from} on, without a gap; fewer than the limit only at the end of the log */
    CompletionStage<List<LogRow>> read(int slice, long from, int limit);

    /** @return where the slice stands, read serially; {@link Checkpoint#NONE} when it was never written */
    CompletionStage<Checkpoint> checkpoint(int slice);

    /** Moves it if it stands where {@code expected} says, which may be {@link Checkpoint#NONE}. @return where it stands now */
    CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next);

    /** Writes rows of one slice. @return completes when a majority has every one of them */
    CompletionStage<Done> flush(List<HistoryRow> rows);

    /**
     * @param fromSequenceNumber rows that end before it may be left out
     * @return the rows of one persistence id by their first sequence number, overlaps and all; with those that tell of deletions
     */
    CompletionStage<List<HistoryRow>> history(int slice, String persistenceId, long fromSequenceNumber);

    /** @return the row of the persistence id with the highest last sequence number, and its highest {@code deletedTo} */
    CompletionStage<Optional<Highest>> highest(int slice, String persistenceId);

    /** What history knows of a persistence id without its events. */
    record Highest(long sequenceNumber, long deletedTo) {}
}
