package dev.janji.actors.eventlog;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * The tables of the event log. Every stage completes at last; one that fails says nothing of whether its statement happened, or will still
 * happen. Thread-safe.
 */
public interface EventLogStore {
    /** What stands at the position of a commit: our row, or another one. */
    record Standing(long epoch, UUID commitId) {
        public boolean is(LogRow row) {
            return row.commitId().equals(commitId);
        }
    }

    /** Puts the row at its position unless one stands there ({@code IF NOT EXISTS}). @return what stands there now */
    CompletionStage<Standing> commit(LogRow row);

    /**
     * A number that changes when a node of the store has left or come back. A store that does not sync every write before it acknowledges may
     * have forgotten the last ones then.
     */
    default long disruptions() {
        return 0;
    }

    /** @return what stands there, read serially: nothing that is under way can make it appear later without a new attempt */
    CompletionStage<Optional<LogRow>> readSerial(int slice, long position);

    /**
     * @param from at least 1
     * @return at most {@code limit} rows in order from {@code from} on, without a gap; fewer than the limit only at the end of the log. Fails
     *     with {@link RowsDeleted} when retention has deleted some of them, with {@link BrokenLog} when one is missing
     */
    CompletionStage<List<LogRow>> read(int slice, long from, int limit);

    /** @return where the slice stands, read serially; {@link Checkpoint#NONE} when it was never written */
    CompletionStage<Checkpoint> checkpoint(int slice);

    /**
     * Moves it if it stands where {@code expected} says, which may be {@link Checkpoint#NONE}.
     *
     * @param next in neither part before {@code expected}
     * @return where it stands now
     */
    CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next);

    /**
     * Writes rows of one slice and one {@link HistoryRow#bucket() bucket}, at most {@link EventLogSettings#MOST_BYTES} of events unless one
     * row alone has more.
     *
     * @return completes when a majority has every one of them
     */
    CompletionStage<Done> flush(List<HistoryRow> rows);

    /**
     * @param fromSequenceNumber rows that end before it are left out
     * @return all other rows of one persistence id in any order, overlaps and all; with those that tell of deletions
     */
    CompletionStage<List<HistoryRow>> history(int slice, String persistenceId, long fromSequenceNumber);

    /**
     * @return the highest {@code toSequenceNumber} over all rows of the persistence id, 0 when there is none; rows overlap, so this need not
     *     be the row that begins last
     */
    CompletionStage<Long> highest(int slice, String persistenceId);

    /** The snapshots beside the log, which are only a cache. */
    SnapshotRows snapshots();
}
