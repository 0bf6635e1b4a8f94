package dev.janji.actors.wakeup;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Removes answered rows from closed minutes, then the minutes themselves, and moves the mark. That a minute is closed is stored
 * before its first row is removed. Confined to its slice.
 */
final class Removal {

    /** A batch of so many stays below what a cluster warns of. */
    private static final int REMOVED_TOGETHER = 40;

    private final SliceParts parts;
    private final TreeMap<Long, Bucket> buckets;
    private final MinuteSet minutes;
    private long openFrom;
    private long savedClosed;
    private long savedMark;
    private boolean savingClosed;
    private boolean savingMark;

    Removal(SliceParts parts, TreeMap<Long, Bucket> buckets, WakeUpStore.StoredSlice stored) {
        this.parts = parts;
        this.buckets = buckets;
        this.minutes = stored.minutes();
        this.savedClosed = stored.closed();
        this.savedMark = stored.mark();
        this.openFrom = Math.max(stored.mark(), stored.closed());
    }

    /** @param openFrom the first minute that is open for registration */
    void closeUpTo(long first) {
        openFrom = Math.max(openFrom, first);
    }

    /** Removes what was answered in the minute, and the minute when nothing is left of it. */
    void goOn(Bucket bucket) {
        if (bucket.minute >= openFrom) {
            return;
        }
        if (!bucket.answered.isEmpty() && !bucket.removing) {
            if (savedClosed > bucket.minute) {
                removeRows(bucket);
            } else {
                saveClosed();
            }
        } else if (bucket.isDone()) {
            if (savedClosed > bucket.minute) {
                bucket.finishing = true;
                removeMinute(bucket);
            } else {
                saveClosed();
            }
        }
    }

    private void removeRows(Bucket bucket) {
        List<WakeUpRow> rows = new ArrayList<>(REMOVED_TOGETHER);
        while (rows.size() < REMOVED_TOGETHER && !bucket.answered.isEmpty()) {
            rows.add(bucket.answered.poll());
        }
        bucket.removing = true;
        removeRows(bucket, rows);
    }

    private void removeRows(Bucket bucket, List<WakeUpRow> rows) {
        parts.then(parts.store.remove(parts.slice, bucket.minute, rows), (done, failure) -> {
            if (failure != null) {
                parts.retry("remove answered rows", failure, () -> removeRows(bucket, rows));
                return;
            }
            bucket.removing = false;
            rows.forEach(row -> bucket.entries.remove(row.debtor()));
            goOn(bucket);
        });
    }

    private void removeMinute(Bucket bucket) {
        parts.then(parts.store.removeMinute(parts.slice, bucket.minute), (done, failure) -> {
            if (failure != null) {
                parts.retry("remove a minute", failure, () -> removeMinute(bucket));
                return;
            }
            minutes.remove(bucket.minute);
            buckets.remove(bucket.minute, bucket);
            saveMark();
        });
    }

    private void saveClosed() {
        if (savingClosed) {
            return;
        }
        savingClosed = true;
        long closed = openFrom;
        parts.then(parts.store.saveClosed(parts.slice, closed), (done, failure) -> {
            savingClosed = false;
            if (failure != null) {
                parts.retry("store that minutes are closed", failure, this::saveClosed);
                return;
            }
            savedClosed = closed;
            new ArrayList<>(buckets.headMap(closed).values()).forEach(this::goOn);
        });
    }

    /** The mark is a matter of reading less after a restart: when storing it fails, the next minute's does it. */
    private void saveMark() {
        long mark = Math.min(openFrom, minutes.first());
        mark = buckets.isEmpty() ? mark : Math.min(mark, buckets.firstKey());
        if (savingMark || mark <= savedMark) {
            return;
        }
        savingMark = true;
        long saved = mark;
        parts.then(parts.store.saveMark(parts.slice, saved), (done, failure) -> {
            savingMark = false;
            if (failure == null) {
                savedMark = saved;
            } else {
                parts.meter.storeFailed();
            }
        });
    }
}
