package dev.janji.actors.wakeup;

import dev.janji.actors.wakeup.Bucket.Entry;
import dev.janji.actors.wakeup.Bucket.Scan;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads closed minutes page by page, the oldest first, one at a time, and no faster than they are fired. Of a minute with more
 * rows than may wait in memory it keeps those that are due first, and reads it once more when there is room. Confined to its
 * slice.
 */
final class Reading {

    private final SliceParts parts;
    private final TreeMap<Long, Bucket> buckets;
    private final MinuteSet minutes;
    private final Wakes wakes;
    private final Consumer<Bucket> onRead;
    private @Nullable Bucket reader;
    private long scanFrom = Long.MIN_VALUE;

    /** @param onRead told when something was read or may be read again */
    Reading(SliceParts parts, TreeMap<Long, Bucket> buckets, MinuteSet minutes, Wakes wakes, Consumer<Bucket> onRead) {
        this.parts = parts;
        this.buckets = buckets;
        this.minutes = minutes;
        this.wakes = wakes;
        this.onRead = onRead;
    }

    boolean isBusy() {
        return reader != null;
    }

    /** A row was written to a minute that is closed and may be read already. */
    void again(Bucket bucket) {
        if (bucket.scan == Scan.COMPLETE) {
            need(bucket);
        } else if (bucket.scan == Scan.RUNNING) {
            bucket.again = true;
        }
        scanFrom = Math.min(scanFrom, bucket.minute);
    }

    /** @param openFrom minutes before it are closed */
    void readOn(long openFrom) {
        if (reader == null) {
            reader = nextToScan(openFrom);
        }
        Bucket bucket = reader;
        int limit = parts.settings.pageSize();
        if (bucket == null || bucket.reading || wakes.waiting.readyCount() >= 2 * limit) {
            return;
        }
        bucket.reading = true;
        parts.then(parts.store.read(parts.slice, bucket.minute, bucket.readUpTo, limit), (rows, failure) -> {
            if (rows == null) {
                parts.retry("read a minute", failure, () -> {
                    bucket.reading = false;
                    onRead.accept(bucket);
                });
                return;
            }
            bucket.reading = false;
            take(bucket, rows, limit);
            onRead.accept(bucket);
        });
    }

    private void take(Bucket bucket, List<WakeUpRow> rows, int limit) {
        for (WakeUpRow row : rows) {
            if (bucket.entries.containsKey(row.debtor()) || hasRoomFor(bucket, row)) {
                wakes.read(bucket, row);
            }
        }
        if (rows.size() == limit) {
            bucket.readUpTo = rows.get(rows.size() - 1).debtor();
            return;
        }
        reader = null;
        bucket.scan = Scan.COMPLETE;
        if (bucket.again || bucket.skipped) {
            need(bucket);
        } else {
            bucket.entries.values().removeIf(entry -> entry.state == Entry.State.ANSWERED);
        }
    }

    private void need(Bucket bucket) {
        bucket.scan = Scan.NEEDED;
        bucket.again = false;
        bucket.readUpTo = "";
        scanFrom = Math.min(scanFrom, bucket.minute);
    }

    /** The oldest closed minute that is not read yet; one that waits for room only when there is. */
    private @Nullable Bucket nextToScan(long openFrom) {
        boolean room = wakes.waiting.laterCount() <= parts.settings.waitingLimit() / 2;
        boolean passedOver = false;
        for (long minute = minutes.ceiling(scanFrom); minute < openFrom; minute = minutes.ceiling(minute + 1)) {
            Bucket bucket = buckets.computeIfAbsent(minute, Bucket::new);
            if (bucket.scan == Scan.NEEDED && (!bucket.skipped || room)) {
                bucket.scan = Scan.RUNNING;
                bucket.skipped = false;
                scanFrom = passedOver ? scanFrom : minute;
                return bucket;
            }
            passedOver |= bucket.scan == Scan.NEEDED;
        }
        scanFrom = passedOver ? scanFrom : openFrom;
        return null;
    }

    private boolean hasRoomFor(Bucket bucket, WakeUpRow row) {
        Entry last = wakes.waiting.lastLater();
        if (last == null || wakes.waiting.laterCount() < parts.settings.waitingLimit()) {
            return true;
        }
        if (row.dueMicros() >= last.due) {
            bucket.skipped = true;
            return false;
        }
        if (last.storedDue != Entry.NONE && last.attempt == 0) {
            wakes.waiting.removeLater(last);
            last.bucket.entries.remove(last.debtor);
            last.bucket.skipped = true;
            if (last.bucket.scan == Scan.COMPLETE) {
                need(last.bucket);
            }
        }
        return true;
    }
}
