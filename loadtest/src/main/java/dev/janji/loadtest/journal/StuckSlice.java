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
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(6);

    private static final long PATIENCE_SECONDS = 60;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Contender contender;
    private final RunningDebtors debtors;
    private final JournalSettings settings;
    private final double perSecond;
    private final long nanos;

    StuckSlice(Contender contender, RunningDebtors debtors, JournalSettings settings, double perSecond) {
        this.contender = contender;
        this.debtors = debtors;
        this.settings = settings;
        this.perSecond = perSecond;
        this.nanos = Math.min(MOST_NANOS, settings.measured().toNanos());
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
            Drive.Stretch others,
            long othersStopped,
            long ownStopped,
            long ownSent,
            long ownAcked,
            double allowance) {

        double millisOverRaw() {
            return JournalResult.MILLIS_OVER_RAW + allowance;
        }

        boolean isUnnoticed(Drive.Stretch raw) {
            return !others.overrun() && othersStopped == 0 && others.p99Millis() <= raw.p99Millis() + millisOverRaw();
        }
    }

    /**
     * The store answers nothing for the statements of a slice, and then answers all of them. The others may be late by 5 ms more: nobody does
     * anything for a slice that waits, and the p99 of a few seconds scatters by that much.
     */
    Result held(int slice) throws InterruptedException {
        Stopped before = new Stopped(slice);
        Drive drive = drive(slice);
        debtors.door().hold(slice);
        Drive.Stretch others;
        try {
            others = drive.openLoop(perSecond, nanos);
        } finally {
            debtors.door().letGo();
        }
        awaitAll(drive);
        return result("held back", slice, others, before, drive, 5);
    }

    /**
     * Another owner claims a slice in the middle; this one takes it back, since it is asked for events of it. The others may be late by 15 ms
     * more: each of both claims reads what the history does not have yet, up to 4,096 rows of the log, on the same cores and from the same store.
     *
     * @param rival claims only when told so
     */
    Result fenced(int slice, RunningDebtors rival) throws InterruptedException {
        Stopped before = new Stopped(slice);
        Drive drive = drive(slice);
        CompletionStage<Done> claimed = CompletableFuture.supplyAsync(
                        () -> rival.log().claim(slice, lost -> {}),
                        CompletableFuture.delayedExecutor(nanos / 4, TimeUnit.NANOSECONDS))
                .thenCompose(claim -> claim);
        Drive.Stretch others = drive.openLoop(perSecond, nanos);
        claimed.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        return result("fenced", slice, others, before, drive, 15);
    }

    private Drive drive(int slice) {
        return new Drive(
                contender, settings.debtors(), settings.seed() + slice, debtor -> debtors.sliceOf(debtor) == slice);
    }

    private static void awaitAll(Drive drive) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (drive.asideAcked() < drive.asideSent() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private Result result(String what, int slice, Drive.Stretch others, Stopped before, Drive drive, double allowance) {
        Stopped now = new Stopped(slice);
        return new Result(
                what,
                slice,
                others,
                now.others - before.others,
                now.own - before.own,
                drive.asideSent(),
                drive.asideAcked(),
                allowance);
    }

    /** How many actors have failed so far. */
    private final class Stopped {
        private final long own;
        private final long others;

        Stopped(int slice) {
            own = debtors.stopped(slice);
            long all = 0;
            for (int each = 0; each < debtors.slices(); each++) {
                all += debtors.stopped(each);
            }
            others = all - own;
        }
    }
}
