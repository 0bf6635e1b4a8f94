package dev.janji.loadtest.wakeups;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.janji.actors.wakeup.WakeAnswer;
import dev.janji.actors.wakeup.Waker;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many debtors that are due at one instant, and what became of each. Thread-safe. */
final class Storm implements Waker {

    private static final LenderId LENDER = new LenderId("storm");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Supplier<Instant> clock;
    private final int debtors;
    private final AtomicIntegerArray fired;
    private final AtomicInteger once = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger early = new AtomicInteger();
    private final AtomicLong firstNanos = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong();
    private final Histogram latenessMicros =
            new ConcurrentHistogram(Duration.ofHours(1).toNanos() / 1_000, 3);

    Storm(int debtors, Supplier<Instant> clock) {
        this.debtors = debtors;
        this.clock = clock;
        this.fired = new AtomicIntegerArray(debtors);
    }

    /**
     * @param lost never fired
     * @param again fired more than once, which is allowed and should be rare
     * @param leftBehind rows that are still stored
     * @param perSecond fired, from the first to the last
     */
    record Outcome(
            int debtors, int early, int lost, int again, long leftBehind, double perSecond, Histogram latenessMicros) {

        boolean isRight() {
            return early == 0 && lost == 0 && leftBehind == 0;
        }
    }

    @Override
    public CompletionStage<WakeAnswer> wake(DebtorKey debtor, Instant due) {
        if (!debtor.lender().equals(LENDER)) {
            return CompletableFuture.completedStage(WakeAnswer.NOTHING_DUE);
        }
        Instant now = clock.get();
        long nanos = System.nanoTime();
        firstNanos.compareAndSet(0, nanos);
        lastNanos.accumulateAndGet(nanos, Math::max);
        if (now.isBefore(due)) {
            early.incrementAndGet();
        } else {
            latenessMicros.recordValue(ChronoUnit.MICROS.between(due, now));
        }
        int times = fired.incrementAndGet(Integer.parseInt(debtor.debtor().value()));
        (times == 1 ? once : again).incrementAndGet();
        return CompletableFuture.completedStage(WakeAnswer.ACTED);
    }

    /** Registers all of them for the instant, waits for it, and then until all were fired or patience ends. */
    Outcome run(RunningIndex index, Instant due) throws InterruptedException {
        index.register(debtors, i -> new DebtorKey(LENDER, new DebtorId(Long.toString(i))), i -> due);
        Instant registered = clock.get();
        if (registered.isAfter(due)) {
            throw new IllegalStateException("Expected all debtors to be registered before " + due
                    + ", but it took until " + registered + "; give it more time or fewer debtors");
        }
        Instant end = due.plus(PATIENCE);
        while (once.get() < debtors && clock.get().isBefore(end)) {
            Thread.sleep(50);
        }
        long left = leftBehind(index, due);
        while (left > 0 && clock.get().isBefore(end)) {
            Thread.sleep(500);
            left = leftBehind(index, due);
        }
        double seconds = (lastNanos.get() - firstNanos.get()) / 1e9;
        return new Outcome(
                debtors,
                early.get(),
                debtors - once.get(),
                again.get(),
                left,
                once.get() / Math.max(seconds, 1e-3),
                latenessMicros);
    }

    private static long leftBehind(RunningIndex index, Instant due) {
        long minute = Math.floorDiv(due.getEpochSecond(), 60);
        long left = 0;
        for (int slice = 0; slice < index.slices(); slice++) {
            Row row = index.session()
                    .execute(SimpleStatement.newInstance(
                            "SELECT count(*) AS n FROM " + index.keyspace() + ".wake_up WHERE slice = ? AND minute = ?",
                            slice,
                            minute))
                    .one();
            left += row == null ? 0 : row.getLong("n");
        }
        return left;
    }
}
