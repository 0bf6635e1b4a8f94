package dev.janji.actors.wakeup;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * The three tables of the index. Every statement may be repeated; a failure means that it may or may not have happened.
 * Thread-safe. Minutes count from 1970 UTC.
 */
interface WakeUpStore {

    /** No minute was stored yet. */
    long NEVER = Long.MIN_VALUE;

    /**
     * @param mark every minute before it is done
     * @param closed every minute before it is closed for registration
     * @param minutes those from the mark on that may have rows
     */
    record StoredSlice(long mark, long closed, MinuteSet minutes) {}

    CompletionStage<StoredSlice> load(int slice);

    CompletionStage<Done> addMinute(int slice, long minute);

    /** Of two rows of a debtor in one minute the earlier due stays. @param rows not empty */
    CompletionStage<Done> put(int slice, long minute, List<WakeUpRow> rows);

    /**
     * @param after the debtor after whom to go on; empty from the start
     * @return at most {@code limit} rows in the order of their debtors; fewer only at the end
     */
    CompletionStage<List<WakeUpRow>> read(int slice, long minute, String after, int limit);

    /** Removes these rows as they were read: one that was written with an earlier due since then stays. */
    CompletionStage<Done> remove(int slice, long minute, List<WakeUpRow> rows);

    CompletionStage<Done> removeMinute(int slice, long minute);

    CompletionStage<Done> saveMark(int slice, long mark);

    CompletionStage<Done> saveClosed(int slice, long closed);
}
