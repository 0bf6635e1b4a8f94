package dev.janji.loadtest.journal;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Sends events of random debtors to a contender and notes what comes back. Confined to one thread. */
final class Drive {
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final long TICK_NANOS = 100_000;
    private static final int DIGITS = 3;
    private static final int MOST_OPEN = 20_000;

    private final Contender contender;
    private final int debtors;
    private final SplittableRandom random;
    private final IntPredicate aside;
    private final AtomicLong asideAcked = new AtomicLong();
    private long asideSent;

    Drive(Contender contender, int debtors, long seed) {
        this(contender, debtors, seed, debtor -> false);
    }

    /** @param aside debtors that get their share of the load, and whose answers nobody waits for or notes in an open loop */
    Drive(Contender contender, int debtors, long seed, IntPredicate aside) {
        this.contender = contender;
        this.debtors = debtors;
        this.random = new SplittableRandom(seed);
        this.aside = aside;
    }

    /** Events of debtors aside. */
    long asideSent() {
        return asideSent;
    }

    long asideAcked() {
        return asideAcked.get();
    }

    /**
     * What happened in a stretch of time. Treat as immutable.
     *
     * @param acked events acknowledged in that time
     * @param latency of every event of it, from the instant at which it was to be sent, in nanoseconds
     * @param overrun whether it was ended early because too much was unanswered
     */
    record Stretch(long nanos, long acked, Histogram latency, boolean overrun) {
        double perSecond() {
            return acked * 1e9 / nanos;
        }

        double p50Millis() {
            return latency.getValueAtPercentile(50) / 1e6;
        }

        double p99Millis() {
            return latency.getValueAtPercentile(99) / 1e6;
        }
    }

    /** One event of every debtor, so that each of them is in memory. */
    Stretch once(int inFlight) throws InterruptedException {
        Answers answers = new Answers(inFlight);
        long begin = System.nanoTime();
        for (int debtor = 0; debtor < debtors; debtor++) {
            answers.room.acquire();
            answers.send(debtor, System.nanoTime());
        }
        answers.drain();
        return answers.stretch(System.nanoTime() - begin, answers.acked.get(), false);
    }

    /** As fast as answers come, with at most so many unanswered at any time. */
    Stretch closedLoop(int inFlight, long nanos) throws InterruptedException {
        Answers answers = new Answers(inFlight);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < nanos) {
            answers.room.acquire();
            answers.send(random.nextInt(debtors), System.nanoTime());
        }
        long took = System.nanoTime() - begin;
        long acked = answers.acked.get();
        answers.drain();
        return answers.stretch(took, acked, false);
    }

    /** At fixed instants, whatever the contender does; ends early when far too much is unanswered. */
    Stretch openLoop(double perSecond, long nanos) throws InterruptedException {
        Answers answers = new Answers(MOST_OPEN);
        long gap = (long) (1e9 / perSecond);
        long begin = System.nanoTime();
        long sent = 0;
        boolean overrun = false;
        long now = begin;
        while (now - begin < nanos && !overrun) {
            long due = (now - begin) / gap;
            while (sent < due && !overrun) {
                int debtor = random.nextInt(debtors);
                long intended = begin + sent * gap;
                if (aside.test(debtor)) {
                    asideSent++;
                    contender.store(debtor, intended, failed -> asideAcked.incrementAndGet());
                } else {
                    overrun = !answers.room.tryAcquire();
                    if (!overrun) {
                        answers.send(debtor, intended);
                    }
                }
                sent++;
            }
            LockSupport.parkNanos(Math.max(TICK_NANOS, begin + (sent + 1) * gap - System.nanoTime()));
            now = System.nanoTime();
        }
        long took = System.nanoTime() - begin;
        long acked = answers.acked.get();
        answers.drain();
        return answers.stretch(took, acked, overrun);
    }

    /** What came back of one stretch. Thread-safe. */
    private final class Answers {
        private final int inFlight;
        private final Semaphore room;
        private final AtomicLong acked = new AtomicLong();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final ConcurrentHistogram latency = new ConcurrentHistogram(DIGITS);

        Answers(int inFlight) {
            this.inFlight = inFlight;
            this.room = new Semaphore(inFlight);
        }

        void send(int debtor, long intendedNanos) {
            contender.store(debtor, intendedNanos, failed -> {
                if (failed == null) {
                    acked.incrementAndGet();
                    latency.recordValue(System.nanoTime() - intendedNanos);
                } else {
                    failure.set(failed);
                }
                room.release();
            });
        }

        void drain() throws InterruptedException {
            if (!room.tryAcquire(inFlight, DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Expected every event to be answered within " + DRAIN.toSeconds()
                        + " s, but " + (inFlight - room.availablePermits()) + " are not");
            }
        }

        Stretch stretch(long nanos, long ackedInTime, boolean overrun) {
            Throwable failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("Expected every event to be stored, but one is not", failed);
            }
            return new Stretch(nanos, ackedInTime, latency, overrun);
        }
    }
}
