package dev.janji.actors.wakeup;

import dev.janji.actors.time.HouseClock;
import dev.janji.actors.wakeup.Bucket.Entry;
import dev.janji.actors.wakeup.Bucket.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * One slice of the wake-up index. A registration is a row in the minute of its due, or in the oldest open minute when that one
 * is later. A minute is closed when it begins, and then drained: its rows are read page by page, fired at their exact due, and
 * removed when they were answered. What is due before its minute begins also sits in memory, never as the only copy.
 *
 * <p>Confined to its actor: every method is called there, every callback runs there.
 */
final class SliceIndex implements Firing.Outcome {

    private static final String HOLD = "wake-ups";

    private final SliceParts parts;
    private final Waiting waiting = new Waiting();
    private final Firing firing;
    private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
    private final Map<Long, CompletionStage<Done>> minuteWrites = new HashMap<>();
    private final List<Runnable> afterLoad = new ArrayList<>();

    private MinuteSet minutes = new MinuteSet();
    private @Nullable Removal removal;
    private boolean loaded;
    private long openFrom = Long.MIN_VALUE;
    private long entriesMade;
    private long scanFrom = Long.MIN_VALUE;
    private @Nullable Bucket reader;
    private int writesInFlight;
    private int moving;
    private @Nullable Runnable onStopped;

    private HouseClock.@Nullable Hold hold;
    private HouseClock.@Nullable Appointment appointment;
    private long appointedAt = Entry.NONE;

    SliceIndex(SliceParts parts) {
        this.parts = parts;
        this.firing = new Firing(parts, waiting, this);
    }

    /** Loads the slice and begins to work; time waits until it has. */
    void start() {
        hold = parts.clock.hold(HOLD);
        load();
    }

    /** Runs it when the slice has been loaded: at once if it has. */
    void whenLoaded(Runnable step) {
        if (loaded) {
            step.run();
        } else {
            afterLoad.add(step);
        }
    }

    /** @return completes when the wake-up is durable and will be fired; fails when that is not known */
    CompletionStage<Done> register(String debtor, long dueMicros) {
        CompletableFuture<Done> result = new CompletableFuture<>();
        if (onStopped != null) {
            result.completeExceptionally(new IllegalStateException("Expected the slice to be here, but it moves"));
        } else {
            whenLoaded(() -> place(new WakeUpRow(debtor, dueMicros), true, result));
        }
        return result;
    }

    /** Takes no more registrations, waits for those that are being written, then ends. */
    void stop(Runnable stopped) {
        onStopped = stopped;
        disarm();
        endWhenWritten();
    }

    /** Ends at once, without a word to anybody. */
    void abandon() {
        parts.end();
        disarm();
        if (hold != null) {
            hold.close();
            hold = null;
        }
    }

    private void load() {
        parts.then(parts.store.load(parts.slice), (stored, failure) -> {
            if (stored == null) {
                parts.retry("load", failure == null ? new IllegalStateException() : failure, this::load);
                return;
            }
            minutes = stored.minutes();
            removal = new Removal(parts, buckets, stored);
            openFrom = Math.max(stored.mark(), stored.closed());
            close(parts.nowMicros());
            readEarly(openFrom, "");
        });
    }

    /** Registrations for closed minutes went into the oldest open one: those of them that are due before it begins. */
    private void readEarly(long minute, String after) {
        if (!minutes.contains(minute)) {
            begin();
            return;
        }
        int limit = parts.settings.pageSize();
        parts.then(parts.store.read(parts.slice, minute, after, limit), (rows, failure) -> {
            if (rows == null) {
                parts.retry(
                        "read a minute",
                        failure == null ? new IllegalStateException() : failure,
                        () -> readEarly(minute, after));
                return;
            }
            for (WakeUpRow row : rows) {
                if (row.dueMicros() < Micros.startOf(minute)) {
                    remember(bucket(minute), row);
                }
            }
            if (rows.size() < limit) {
                begin();
            } else {
                readEarly(minute, rows.get(rows.size() - 1).debtor());
            }
        });
    }

    private void begin() {
        loaded = true;
        List.copyOf(afterLoad).forEach(Runnable::run);
        afterLoad.clear();
        settle();
    }

    /**
     * Writes the row into the minute it belongs to now. When that minute was closed before the row was written, nobody may have
     * read it: then the row is written once more, into the next open one.
     *
     * @param near whether it is also kept in memory when it is due before its minute begins
     */
    private void place(WakeUpRow row, boolean near, CompletableFuture<Done> result) {
        close(parts.nowMicros());
        long minute = Math.max(Micros.minuteOf(row.dueMicros()), openFrom);
        Bucket bucket = bucket(minute);
        bucket.writesInFlight++;
        writesInFlight++;
        CompletionStage<Done> written =
                ensureMinute(minute).thenCombine(parts.store.put(parts.slice, minute, row), (one, other) -> one);
        parts.then(written, (done, failure) -> {
            bucket.writesInFlight--;
            writesInFlight--;
            close(parts.nowMicros());
            if (failure != null) {
                parts.meter.storeFailed();
                scanAgain(bucket);
                settle();
                result.completeExceptionally(failure);
            } else if (bucket.minute < openFrom) {
                minutes.add(minute);
                scanAgain(bucket);
                place(row, near, result);
            } else {
                minutes.add(minute);
                if (near && row.dueMicros() < Micros.startOf(minute)) {
                    remember(bucket, row);
                }
                parts.meter.registered();
                settle();
                result.complete(Done.getInstance());
            }
            forgetIfIdle(bucket);
            goOn(bucket);
            endWhenWritten();
        });
    }

    private CompletionStage<Done> ensureMinute(long minute) {
        if (minutes.contains(minute)) {
            return CompletableFuture.completedStage(Done.getInstance());
        }
        CompletionStage<Done> running = minuteWrites.get(minute);
        if (running != null) {
            return running;
        }
        CompletionStage<Done> write = parts.store.addMinute(parts.slice, minute);
        minuteWrites.put(minute, write);
        parts.then(write, (done, failure) -> minuteWrites.remove(minute));
        return write;
    }

    /** A row was written to a minute that is being drained. */
    private void scanAgain(Bucket bucket) {
        if (bucket.minute < openFrom && bucket.scan != Scan.NEEDED) {
            bucket.again = true;
            if (bucket.scan == Scan.COMPLETE) {
                needScan(bucket);
            }
        }
        scanFrom = Math.min(scanFrom, bucket.minute);
    }

    private void needScan(Bucket bucket) {
        bucket.scan = Scan.NEEDED;
        bucket.again = false;
        bucket.readUpTo = "";
        scanFrom = Math.min(scanFrom, bucket.minute);
    }

    private void remember(Bucket bucket, WakeUpRow row) {
        Entry entry = bucket.entries.get(row.debtor());
        if (entry == null) {
            wait(newEntry(bucket, row.debtor()), row.dueMicros());
        } else {
            pend(entry, row.dueMicros());
        }
    }

    private Entry newEntry(Bucket bucket, String debtor) {
        Entry entry = new Entry(bucket, debtor, entriesMade++);
        bucket.entries.put(debtor, entry);
        return entry;
    }

    private void wait(Entry entry, long due) {
        entry.state = Entry.State.WAITING;
        entry.due = due;
        waiting.add(entry);
    }

    private void pend(Entry entry, long due) {
        switch (entry.state) {
            case WAITING -> {
                if (due < entry.due) {
                    waiting.hasten(entry, due);
                }
            }
            case FIRING, MOVING -> entry.due = Math.min(entry.due, due);
            case ANSWERED -> wait(entry, due);
            case REMOVING ->
                throw new IllegalStateException("Expected no registration in a closed minute, but got one");
        }
    }

    @Override
    public void settle() {
        if (!loaded || onStopped != null) {
            return;
        }
        long now = parts.nowMicros();
        close(now);
        waiting.promote(now);
        readOn();
        firing.fireDue(now);
        arm();
        holdWhileBusy();
        parts.meter.load(parts.slice, waiting.readyCount(), firing.outstanding());
    }

    /** Closes every minute that has begun. */
    private void close(long nowMicros) {
        openFrom = Math.max(openFrom, Micros.minuteOf(nowMicros) + 1);
        if (removal != null) {
            removal.closeUpTo(openFrom);
        }
    }

    private void readOn() {
        if (reader == null) {
            reader = nextToScan();
        }
        Bucket bucket = reader;
        int limit = parts.settings.pageSize();
        if (bucket == null || bucket.reading || waiting.readyCount() >= 2 * limit) {
            return;
        }
        bucket.reading = true;
        parts.then(parts.store.read(parts.slice, bucket.minute, bucket.readUpTo, limit), (rows, failure) -> {
            if (rows == null) {
                parts.retry("read a minute", failure == null ? new IllegalStateException() : failure, () -> {
                    bucket.reading = false;
                    settle();
                });
                return;
            }
            bucket.reading = false;
            rows.forEach(row -> offer(bucket, row));
            if (rows.size() == limit) {
                bucket.readUpTo = rows.get(rows.size() - 1).debtor();
            } else {
                scanned(bucket);
            }
            settle();
            goOn(bucket);
        });
    }

    /** The oldest closed minute that is not read yet; one that waits for room only when there is. */
    private @Nullable Bucket nextToScan() {
        boolean room = waiting.laterCount() <= parts.settings.waitingLimit() / 2;
        boolean passedOver = false;
        for (long minute = minutes.ceiling(scanFrom); minute < openFrom; minute = minutes.ceiling(minute + 1)) {
            Bucket bucket = bucket(minute);
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

    private void scanned(Bucket bucket) {
        reader = null;
        bucket.scan = Scan.COMPLETE;
        bucket.readUpTo = "";
        if (bucket.again || bucket.skipped) {
            needScan(bucket);
        } else {
            bucket.entries.values().removeIf(entry -> entry.state == Entry.State.ANSWERED);
        }
    }

    private void offer(Bucket bucket, WakeUpRow row) {
        Entry entry = bucket.entries.get(row.debtor());
        if (entry == null) {
            if (hasRoomFor(bucket, row)) {
                Entry fresh = newEntry(bucket, row.debtor());
                fresh.storedDue = row.dueMicros();
                wait(fresh, row.dueMicros());
            }
            return;
        }
        entry.storedDue = row.dueMicros();
        if (entry.state == Entry.State.WAITING) {
            pend(entry, row.dueMicros());
        } else if (entry.state == Entry.State.ANSWERED) {
            resolve(entry);
        }
    }

    /** When too many wait, those that are due last are left to another scan. */
    private boolean hasRoomFor(Bucket bucket, WakeUpRow row) {
        Entry last = waiting.lastLater();
        if (last == null || waiting.laterCount() < parts.settings.waitingLimit()) {
            return true;
        }
        if (row.dueMicros() >= last.due) {
            bucket.skipped = true;
            return false;
        }
        if (last.storedDue != Entry.NONE && last.attempt == 0) {
            waiting.removeLater(last);
            last.bucket.entries.remove(last.debtor);
            last.bucket.skipped = true;
            if (last.bucket.scan == Scan.COMPLETE) {
                needScan(last.bucket);
            }
        }
        return true;
    }

    @Override
    public void answered(Entry entry) {
        entry.coveredUntil = entry.firedAt;
        resolve(entry);
    }

    /**
     * In an open minute, or one whose row was not read yet, the row is there to be read and fired again. From a closed one it
     * goes to the next open minute: the new row first, then the old one is removed.
     */
    @Override
    public void unanswered(Entry entry) {
        parts.meter.moved();
        if (entry.storedDue != Entry.NONE) {
            entry.state = Entry.State.MOVING;
            moving++;
            move(entry);
        } else if (entry.due != Entry.NONE) {
            wait(entry, entry.due);
        } else {
            entry.bucket.entries.remove(entry.debtor);
            forgetIfIdle(entry.bucket);
            goOn(entry.bucket);
        }
    }

    private void move(Entry entry) {
        CompletableFuture<Done> placed = new CompletableFuture<>();
        place(new WakeUpRow(entry.debtor, entry.firedDue), false, placed);
        parts.then(placed, (done, failure) -> {
            if (failure != null) {
                parts.retry("move an unanswered wake-up", failure, () -> move(entry));
                return;
            }
            moving--;
            entry.coveredUntil = entry.firedAt;
            resolve(entry);
            settle();
        });
    }

    /** What is left to do for an entry that was dealt with. */
    private void resolve(Entry entry) {
        if (entry.due != Entry.NONE) {
            wait(entry, entry.due);
        } else if (entry.storedDue == Entry.NONE) {
            entry.state = Entry.State.ANSWERED;
            if (entry.bucket.scan == Scan.COMPLETE) {
                entry.bucket.entries.remove(entry.debtor);
                goOn(entry.bucket);
            }
        } else if (entry.storedDue <= entry.coveredUntil) {
            entry.state = Entry.State.REMOVING;
            entry.bucket.answered.add(new WakeUpRow(entry.debtor, entry.storedDue));
            goOn(entry.bucket);
        } else {
            wait(entry, entry.storedDue);
        }
    }

    private void goOn(Bucket bucket) {
        if (removal != null) {
            removal.goOn(bucket);
        }
    }

    private Bucket bucket(long minute) {
        return buckets.computeIfAbsent(minute, Bucket::new);
    }

    private void forgetIfIdle(Bucket bucket) {
        if (bucket.isIdle()) {
            buckets.remove(bucket.minute);
        }
    }

    private void arm() {
        long nextMinute = minutes.ceiling(openFrom);
        long next =
                Math.min(waiting.firstDue(), nextMinute == MinuteSet.NONE ? Entry.NONE : Micros.startOf(nextMinute));
        if (next == appointedAt) {
            return;
        }
        disarm();
        if (next != Entry.NONE) {
            appointedAt = next;
            appointment = parts.clock.at(Micros.toInstant(next), this::onAppointment);
        }
    }

    /** On the clock's thread: time waits from here until the slice has nothing more to do. */
    private void onAppointment() {
        HouseClock.Hold taken = parts.clock.hold(HOLD);
        parts.executeAlways(() -> {
            if (parts.hasEnded() || hold != null) {
                taken.close();
            } else {
                hold = taken;
            }
            if (!parts.hasEnded()) {
                appointedAt = Entry.NONE;
                settle();
            }
        });
    }

    private void disarm() {
        if (appointment != null) {
            appointment.cancel();
            appointment = null;
        }
        appointedAt = Entry.NONE;
    }

    private void holdWhileBusy() {
        boolean busy = reader != null || waiting.readyCount() > 0 || firing.outstanding() > 0 || moving > 0;
        if (busy && hold == null) {
            hold = parts.clock.hold(HOLD);
        } else if (!busy && hold != null) {
            hold.close();
            hold = null;
        }
    }

    private void endWhenWritten() {
        Runnable stopped = onStopped;
        if (stopped != null && writesInFlight == 0 && !parts.hasEnded()) {
            abandon();
            stopped.run();
        }
    }
}
