package dev.janji.loadtest.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;

/**
 * The event log at 70 % of its rate while one slice cannot commit: what the others notice. The debtors of that slice get their share of the load
 * as well. Confined to one thread.
 */
final class StuckSlice {
    /** Below the time in which a writer hears of a failure (10 s), so that nobody has a reason to stop. */
    static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(6);

    private static final long PATIENCE_SECONDS = 60;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final String what;
    private final int slice;
    private final double allowance;
    private final RunningDebtors debtors;
    private final double perSecond;
    private final Drive drive;
    private final Turns others = new Turns();
    private long othersStopped;
    private long ownStopped;

    /** @param allowance over raw's p99 beside the 10 ms of an event log at rest, in milliseconds */
    StuckSlice(
            String what,
            int slice,
            double allowance,
            Contender contender,
            RunningDebtors debtors,
            JournalSettings settings,
            double perSecond) {
        this.what = what;
        this.slice = slice;
        this.allowance = allowance;
        this.debtors = debtors;
        this.perSecond = perSecond;
        this.drive = new Drive(
                contender, settings.debtors(), settings.seed() + slice, debtor -> debtors.sliceOf(debtor) == slice);
    }

    /**
     * What was found. Treat as immutable.
     *
     * @param others the debtors of all other slices, while one was stuck
     * @param othersStopped of their actors
     * @param ownStopped actors of the slice itself
     * @param ownSent events for the slice itself
     * @param ownAcked how many of them were acknowledged at last
     * @param allowance over raw's p99 beside the 10 ms of an event log at rest, in milliseconds
     */
    record Result(
            String what,
            int slice,
            Turns others,
            long othersStopped,
            long ownStopped,
            long ownSent,
            long ownAcked,
            double allowance) {

        double millisOverRaw() {
            return JournalResult.MILLIS_OVER_RAW + allowance;
        }

        boolean isUnnoticed(Turns raw) {
            return others.isSteady() && othersStopped == 0 && others.p99Millis() <= raw.p99Millis() + millisOverRaw();
        }
    }

    Result result() {
        return new Result(
                what, slice, others, othersStopped, ownStopped, drive.asideSent(), drive.asideAcked(), allowance);
    }

    /** The store answers nothing for the statements of the slice, and then answers all of them. */
    void heldTurn(long nanos) throws InterruptedException {
        Stopped before = new Stopped();
        debtors.door().hold(slice);
        try {
            others.add(drive.openLoop(perSecond, nanos));
        } finally {
            debtors.door().letGo();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (drive.asideAcked() < drive.asideSent() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        note(before);
    }

    /**
     * Another owner claims the slice in the middle; this one takes it back, since it is asked for events of it.
     *
     * @param rival claims only when told so
     */
    void fencedTurn(long nanos, RunningDebtors rival) throws InterruptedException {
        Stopped before = new Stopped();
        CompletionStage<Done> claimed = CompletableFuture.supplyAsync(
                        () -> rival.log().claim(slice, lost -> {}),
                        CompletableFuture.delayedExecutor(nanos / 4, TimeUnit.NANOSECONDS))
                .thenCompose(claim -> claim);
        others.add(drive.openLoop(perSecond, nanos));
        claimed.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        note(before);
    }

    private void note(Stopped before) {
        Stopped now = new Stopped();
        othersStopped += now.others - before.others;
        ownStopped += now.own - before.own;
    }

    /** How many actors have failed so far. */
    private final class Stopped {
        private final long own;
        private final long others;

        Stopped() {
            own = debtors.stopped(slice);
            long all = 0;
            for (int each = 0; each < debtors.slices(); each++) {
                all += debtors.stopped(each);
            }
            others = all - own;
        }
    }
}
