package dev.janji.actors.wakeup;

import dev.janji.actors.time.HouseClock;
import dev.janji.actors.wakeup.Bucket.Entry;
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
    private final Wakes wakes = new Wakes(this::goOn);
    private final Firing firing;
    private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
    private final Map<Long, CompletionStage<Done>> minuteWrites = new HashMap<>();
    private final List<Runnable> afterLoad = new ArrayList<>();

    private MinuteSet minutes = new MinuteSet();
    private @Nullable Reading reading;
    private @Nullable Removal removal;
    private final Projection projection;
    private boolean loaded;
    private long openFrom = Long.MIN_VALUE;
    private int writesInFlight;
    private int moving;
    private @Nullable Runnable onStopped;

    private HouseClock.@Nullable Hold hold;
    private HouseClock.@Nullable Appointment appointment;
    private long appointedAt = Entry.NONE;

    SliceIndex(SliceParts parts) {
        this.parts = parts;
        this.firing = new Firing(parts, wakes.waiting, this);
        this.projection = new Projection(parts, new Projection.Rows() {
            @Override
            public CompletionStage<Done> place(List<WakeUpRow> rows) {
                CompletableFuture<Done> result = new CompletableFuture<>();
                placeAll(rows, true, result);
                return result;
            }

            @Override
            public void gathered() {
                settle();
            }
        });
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
            whenLoaded(() -> placeAll(List.of(new WakeUpRow(debtor, dueMicros)), true, result));
        }
        return result;
    }

    /** Takes no more registrations, waits for those that are being written, then ends. */
    void stop(Runnable stopped) {
        onStopped = stopped;
        projection.stop();
        disarm();
        endWhenWritten();
    }

    /** Ends at once, without a word to anybody. */
    void abandon() {
        parts.end();
        projection.stop();
        disarm();
        if (hold != null) {
            hold.close();
            hold = null;
        }
    }

    private void load() {
        parts.then(parts.store.load(parts.slice), (stored, failure) -> {
            if (stored == null) {
                parts.retry("load", failure, this::load);
                return;
            }
            minutes = stored.minutes();
            reading = new Reading(parts, buckets, minutes, wakes, this::onRead);
            removal = new Removal(parts, buckets, stored);
            openFrom = Math.max(stored.mark(), stored.closed());
            close(parts.nowMicros());
            readEarly(openFrom, "");
        });
    }

    /** Registrations for closed minutes went into the oldest open one: those of them that are due before it begins. */
    private void readEarly(long minute, String after) {
        if (!minutes.contains(minute)) {
            projection.start(this::begin);
            return;
        }
        int limit = parts.settings.pageSize();
        parts.then(parts.store.read(parts.slice, minute, after, limit), (rows, failure) -> {
            if (rows == null) {
                parts.retry("read a minute", failure, () -> readEarly(minute, after));
                return;
            }
            for (WakeUpRow row : rows) {
                if (row.dueMicros() < Micros.startOf(minute)) {
                    wakes.remember(bucket(minute), row);
                }
            }
            if (rows.size() < limit) {
                projection.start(this::begin);
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
     * Writes the rows into the minutes they belong to now.
     *
     * @param near whether they are also kept in memory when they are due before their minute begins
     */
    private void placeAll(List<WakeUpRow> rows, boolean near, CompletableFuture<Done> result) {
        close(parts.nowMicros());
        Map<Long, List<WakeUpRow>> byMinute = new TreeMap<>();
        for (WakeUpRow row : rows) {
            long minute = Math.max(Micros.minuteOf(row.dueMicros()), openFrom);
            byMinute.computeIfAbsent(minute, none -> new ArrayList<>()).add(row);
        }
        CompletableFuture<?>[] placed = byMinute.entrySet().stream()
                .map(each -> placeIn(each.getKey(), each.getValue(), near))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(placed).whenComplete((all, failure) -> {
            if (failure == null) {
                result.complete(Done.getInstance());
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    /**
     * Writes rows into a minute. When that was closed before they were written, nobody may have read them: then they are written once
     * more, into the next open one.
     */
    private CompletableFuture<Done> placeIn(long minute, List<WakeUpRow> rows, boolean near) {
        CompletableFuture<Done> result = new CompletableFuture<>();
        Bucket bucket = bucket(minute);
        bucket.writesInFlight++;
        writesInFlight++;
        CompletionStage<Done> written =
                ensureMinute(minute).thenCombine(parts.store.put(parts.slice, minute, rows), (one, other) -> one);
        parts.then(written, (done, failure) -> {
            bucket.writesInFlight--;
            writesInFlight--;
            close(parts.nowMicros());
            if (failure != null) {
                parts.meter.storeFailed();
                readAgain(bucket);
                settle();
                result.completeExceptionally(failure);
            } else if (bucket.minute < openFrom) {
                minutes.add(minute);
                readAgain(bucket);
                placeAll(rows, near, result);
            } else {
                minutes.add(minute);
                rows.forEach(row -> placed(bucket, row, near));
                settle();
                result.complete(Done.getInstance());
            }
            forgetIfIdle(bucket);
            goOn(bucket);
            endWhenWritten();
        });
        return result;
    }

    private void placed(Bucket bucket, WakeUpRow row, boolean near) {
        if (near) {
            projection.stands(row);
        }
        if (near && mustBeRemembered(bucket, row)) {
            wakes.remember(bucket, row);
        }
        parts.meter.registered();
    }

    /**
     * What is due before its minute begins would be late; and where the debtor has an earlier row that was fired from memory, the
     * stored row is that one, and will not be fired again.
     */
    private static boolean mustBeRemembered(Bucket bucket, WakeUpRow row) {
        return row.dueMicros() < Micros.startOf(bucket.minute) || bucket.entries.containsKey(row.debtor());
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

    @Override
    public void settle() {
        if (!loaded || onStopped != null) {
            return;
        }
        long now = parts.nowMicros();
        close(now);
        if (projection.placingAt() <= now) {
            projection.place();
        }
        wakes.waiting.promote(now);
        if (reading != null) {
            reading.readOn(openFrom);
        }
        firing.fireDue(now);
        arm();
        holdWhileBusy();
        parts.meter.load(parts.slice, wakes.waiting.readyCount(), firing.outstanding());
    }

    /** Closes every minute that has begun. */
    private void close(long nowMicros) {
        openFrom = Math.max(openFrom, Micros.minuteOf(nowMicros) + 1);
        if (removal != null) {
            removal.closeUpTo(openFrom);
        }
    }

    @Override
    public void fired(Entry entry) {
        projection.fired(entry.debtor);
    }

    @Override
    public void answered(Entry entry) {
        wakes.cover(entry);
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
            wakes.waitFor(entry, entry.due);
        } else {
            // Its answer may still come, and is an answer to nothing then.
            entry.state = Entry.State.GONE;
            entry.bucket.entries.remove(entry.debtor);
            forgetIfIdle(entry.bucket);
            goOn(entry.bucket);
        }
    }

    private void move(Entry entry) {
        CompletableFuture<Done> placed = new CompletableFuture<>();
        placeAll(List.of(new WakeUpRow(entry.debtor, entry.firedDue)), false, placed);
        parts.then(placed, (done, failure) -> {
            if (failure != null) {
                parts.retry("move an unanswered wake-up", failure, () -> move(entry));
                return;
            }
            moving--;
            wakes.cover(entry);
            settle();
        });
    }

    private void onRead(Bucket bucket) {
        settle();
        goOn(bucket);
    }

    private void readAgain(Bucket bucket) {
        if (reading != null && bucket.minute < openFrom) {
            reading.again(bucket);
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
            buckets.remove(bucket.minute, bucket);
        }
    }

    private void arm() {
        long nextMinute = minutes.ceiling(openFrom);
        long next = Math.min(
                Math.min(wakes.waiting.firstDue(), projection.placingAt()),
                nextMinute == MinuteSet.NONE ? Entry.NONE : Micros.startOf(nextMinute));
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
        boolean busy = reading != null && reading.isBusy()
                || wakes.waiting.readyCount() > 0
                || firing.outstanding() > 0
                || moving > 0
                || projection.isPlacing();
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
