package dev.janji.gateways.contract;

import dev.janji.actors.time.HouseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A house clock that a test moves by hand. It keeps appointments in order and waits for holds between them, and it can make
 * whoever reads it wait, so that a test can act in the middle of a claim. Thread-safe.
 */
public final class ContractClock implements HouseClock {
    public static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    private static final long PATIENCE_SECONDS = 30;

    private record Entry(Instant due, long number, Runnable task) {}

    private final PriorityQueue<Entry> appointments =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::number));
    private Instant now = START;
    private int holds;
    private long numbers;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch waiting = new CountDownLatch(0);

    @Override
    public Instant instant() {
        waiting.countDown();
        await(gate);
        synchronized (this) {
            return now;
        }
    }

    /** From now on, whoever reads this clock waits until {@link #openGate}. */
    public void closeGate() {
        waiting = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    /** Returns when somebody waits at the gate. */
    public void awaitReader() {
        await(waiting);
    }

    public void openGate() {
        gate.countDown();
    }

    /** Moves on, keeps each appointment on the way, and lets the holds that it takes end before it goes on. */
    public void pass(Duration time) {
        Instant target;
        synchronized (this) {
            target = now.plus(time);
        }
        for (Entry next = nextUpTo(target); next != null; next = nextUpTo(target)) {
            next.task().run();
            awaitHolds();
        }
        synchronized (this) {
            now = target;
        }
    }

    /** Moves on without a look at appointments or holds, as a real clock does. */
    public synchronized void moveTo(Instant instant) {
        now = instant;
    }

    private synchronized Entry nextUpTo(Instant target) {
        Entry next = appointments.peek();
        if (next == null || next.due().isAfter(target)) {
            return null;
        }
        if (next.due().isAfter(now)) {
            now = next.due();
        }
        return appointments.poll();
    }

    private synchronized void awaitHolds() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (holds > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException("Expected all holds to end, but " + holds + " are open");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public synchronized Hold hold(String what) {
        holds++;
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                synchronized (this) {
                    holds--;
                    notifyAll();
                }
            }
        };
    }

    public synchronized int openHolds() {
        return holds;
    }

    @Override
    public synchronized Appointment at(Instant due, Runnable task) {
        Entry entry = new Entry(due, numbers++, task);
        appointments.add(entry);
        return () -> {
            synchronized (this) {
                return appointments.remove(entry);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Expected the clock to be read or let go, but neither happened");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
