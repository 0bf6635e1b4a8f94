package dev.janji.actors.wakeup;

import dev.janji.actors.confined.Lately;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of a slice from its event log, behind the acknowledgements. What is due soon gets its row at once; the rest is gathered for
 * a while, the last word of each debtor, and written together: most debtors are heard of again before they are due. What is gathered is no
 * copy that could be lost, because the position in the log is noted behind it. What was applied before a crash and not noted is applied
 * again: a row twice is one row, and a wake-up too many is answered with "nothing due". What is applied so late that its minute has begun
 * goes into the oldest open one and fires at once, so the mark never passes a wake-up that is still to come. Confined to its slice.
 */
final class Projection {
    /** Debtors that are gathered at most; each costs about 150 bytes. */
    private static final int MOST_GATHERED = 10_000;

    /** Where the rows go. */
    interface Rows {
        /** @return completes when all of them are durable and will be fired; fails when that is not known */
        CompletionStage<Done> place(List<WakeUpRow> rows);

        /** {@link #placingAt} may have changed. */
        void gathered();
    }

    private final SliceParts parts;
    private final Rows rows;
    private final Standing standing;
    private Gathered gathered = new Gathered();
    /** The position up to which everything has a row or is gathered. */
    private long last;

    private boolean placing;
    private boolean timed;
    /** Whether a round of {@link #standing} is on its way to its end. */
    private boolean forgetting;

    private @Nullable Runnable awaitingRoom;
    private WakeUpLog.@Nullable Following following;

    Projection(SliceParts parts, Rows rows) {
        this.parts = parts;
        this.rows = rows;
        this.standing = new Standing(parts.settings.remembered());
    }

    /** Takes what stands in the log by now, from where an earlier life was done; then calls {@code done}, and goes on following. */
    void start(Runnable done) {
        parts.then(parts.log.position(parts.slice), (position, failure) -> {
            if (position == null) {
                parts.retry("find where it was in the event log", failure, () -> start(done));
            } else {
                last = position;
                catchUp(position + 1, done);
            }
        });
    }

    private void catchUp(long from, Runnable done) {
        parts.then(parts.log.read(parts.slice, from), (portion, failure) -> {
            if (portion == null) {
                parts.retry("read the event log", failure, () -> catchUp(from, done));
            } else if (portion.isPresent()) {
                take(portion.get(), () -> catchUp(portion.get().last() + 1, done));
            } else {
                following = parts.log.follow(parts.slice, from, this::follow);
                done.run();
            }
        });
    }

    private CompletionStage<Done> follow(WakeUpLog.Portion portion) {
        CompletableFuture<Done> taken = new CompletableFuture<>();
        parts.execute(() -> take(portion, () -> taken.complete(Done.getInstance())));
        return taken;
    }

    private void take(WakeUpLog.Portion portion, Runnable done) {
        long now = parts.nowMicros();
        List<WakeUpRow> near = new ArrayList<>();
        portion.dues().forEach((debtor, due) -> {
            if (!Gathered.isNear(due, now)) {
                gathered.put(debtor, due);
            } else {
                gathered.forget(debtor);
                if (!standing.covers(debtor, due, now)) {
                    near.add(new WakeUpRow(debtor, due));
                }
            }
        });
        write(near, () -> taken(portion, done));
    }

    private void taken(WakeUpLog.Portion portion, Runnable done) {
        last = portion.last();
        noteWhenEmpty();
        rows.gathered();
        parts.log.taken(parts.slice, last);
        if (gathered.size() < MOST_GATHERED) {
            setTimer();
            done.run();
        } else {
            awaitingRoom = done;
            place();
        }
    }

    private void setTimer() {
        if (!timed && !gathered.isEmpty()) {
            timed = true;
            parts.executeAfter(parts.settings.gatherFor(), () -> {
                timed = false;
                place();
                rows.gathered();
            });
        }
    }

    /** Microseconds when it must be asked to {@link #place}; {@link Bucket.Entry#NONE} when there is nothing to ask for. */
    long placingAt() {
        return placing ? Bucket.Entry.NONE : gathered.placingAt();
    }

    /** Whether time must wait for rows that are being written. */
    boolean isPlacing() {
        return placing;
    }

    /** Writes what was gathered, and then notes how far it is. */
    void place() {
        if (placing || gathered.isEmpty()) {
            return;
        }
        placing = true;
        long upTo = last;
        Gathered round = gathered;
        gathered = new Gathered();
        long now = parts.nowMicros();
        List<WakeUpRow> missing = new ArrayList<>();
        round.dues().forEach((debtor, due) -> {
            if (!standing.covers(debtor, due, now)) {
                missing.add(new WakeUpRow(debtor, due));
            }
        });
        write(missing, () -> {
            placing = false;
            parts.log.applied(parts.slice, upTo);
            noteWhenEmpty();
            Runnable waiter = awaitingRoom;
            awaitingRoom = null;
            if (waiter != null) {
                waiter.run();
            }
            setTimer();
            rows.gathered();
        });
    }

    private void noteWhenEmpty() {
        if (!placing && gathered.isEmpty()) {
            parts.log.applied(parts.slice, last);
        }
    }

    private void write(List<WakeUpRow> missing, Runnable done) {
        if (missing.isEmpty()) {
            done.run();
            return;
        }
        rows.place(missing).whenComplete((placed, failure) -> {
            if (failure != null) {
                parts.retry("apply the event log", failure, () -> write(missing, done));
            } else {
                done.run();
            }
        });
    }

    /** A row stands for the debtor, from the log or from its own registration. */
    void stands(WakeUpRow row) {
        standing.put(row, parts.nowMicros());
        if (!forgetting) {
            forgetting = true;
            forgetInTime();
        }
    }

    /** A debtor that is at rest costs no memory. */
    private void forgetInTime() {
        parts.executeAfter(parts.settings.rememberedFor(), () -> {
            standing.dues.endRound();
            forgetting = !standing.dues.isEmpty();
            if (forgetting) {
                forgetInTime();
            }
        });
    }

    /** The debtor is being woken and will say what it waits for then; a later row of its may have been folded into the one that is fired. */
    void fired(String debtor) {
        standing.dues.remove(debtor);
    }

    void stop() {
        if (following != null) {
            following.stop();
            following = null;
        }
    }

    /** The earliest row of some debtors, those that were heard of last: what is due at or after a row that is still to fire needs none. */
    private static final class Standing {
        private final Lately<String, Long> dues;

        Standing(int limit) {
            this.dues = new Lately<>(limit);
        }

        /** A row that is due by now may have been fired, so it covers nothing any more. */
        boolean covers(String debtor, long due, long now) {
            Long stands = dues.get(debtor);
            if (stands == null || stands <= now) {
                return false;
            }
            dues.put(debtor, stands);
            return stands <= due;
        }

        /** An earlier row that is still to fire stays the one that counts: in one minute it is the only one of the two. */
        void put(WakeUpRow row, long now) {
            Long stands = dues.get(row.debtor());
            dues.put(
                    row.debtor(),
                    stands == null || stands <= now || row.dueMicros() < stands ? row.dueMicros() : stands);
        }
    }
}
