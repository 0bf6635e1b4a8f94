package dev.janji.loadtest.races;

import dev.janji.actors.time.HouseClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and everything that wants to run in it. What could run at the same moment on several threads runs one by one in an order that a seeded
 * random draws. Real time, that of timeouts, and the house clock go at one pace, but while nothing is under way the house clock alone goes on to its next appointment.
 * Thread-safe; {@link #step} is for one thread at a time.
 */
final class Timeline implements HouseClock {
    private static final int CREEPS_ONE_IN = 12;
    private static final long LONGEST_CREEP_MICROS = 30_000;

    private final SplittableRandom random;
    private final Instant start;
    private final List<Runnable> ready = new ArrayList<>();
    private final PriorityQueue<Due> real = new PriorityQueue<>(Due.ORDER);
    private final PriorityQueue<Due> house = new PriorityQueue<>(Due.ORDER);
    private long nowMicros;
    private long aheadMicros;
    private long made;
    private long steps;
    private BooleanSupplier idle = () -> false;

    /** A task of an instant, in microseconds since the start, of its own time. */
    static final class Due {
        private static final Comparator<Due> ORDER =
                Comparator.<Due>comparingLong(due -> due.micros).thenComparingLong(due -> due.number);
        private final long micros;
        private final long number;
        private @Nullable Runnable task;

        private Due(long micros, long number, Runnable task) {
            this.micros = micros;
            this.number = number;
            this.task = task;
        }
    }

    Timeline(long seed, Instant start) {
        this.random = new SplittableRandom(seed);
        this.start = start;
    }

    /** @param nothing says whether nothing is under way, so that the house clock may go on alone */
    synchronized void whenIdle(BooleanSupplier nothing) {
        idle = nothing;
    }

    /** Runs it soon, in any order with what else is ready. */
    synchronized void soon(Runnable task) {
        ready.add(task);
        notifyAll();
    }

    /**
     * Runs {@code start}, which waits for what it leaves to the timeline: meanwhile that is done in its own order, and no time passes. Returns when nothing of it is left.
     */
    <T> T during(Supplier<T> start) {
        AtomicBoolean isStarted = new AtomicBoolean();
        Thread helper = new Thread(
                () -> {
                    for (Runnable next = first(isStarted); next != null; next = first(isStarted)) {
                        next.run();
                    }
                },
                "timeline-start");
        helper.start();
        try {
            return start.get();
        } finally {
            isStarted.set(true);
            synchronized (this) {
                notifyAll();
            }
            join(helper);
        }
    }

    private static void join(Thread helper) {
        try {
            helper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return null when nothing is left and {@code isStarted} */
    private synchronized @Nullable Runnable first(AtomicBoolean isStarted) {
        while (ready.isEmpty()) {
            if (isStarted.get()) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return ready.remove(0);
    }

    /** Runs it after so long of real time. */
    synchronized Due after(Duration delay, Runnable task) {
        Due due = new Due(nowMicros + Math.max(0, delay.toNanos() / 1_000), made++, task);
        real.add(due);
        return due;
    }

    /** @return whether it had not begun and now never will */
    synchronized boolean cancel(Due due) {
        boolean isOpen = due.task != null;
        due.task = null;
        return isOpen;
    }

    @Override
    public synchronized Instant instant() {
        return start.plus(nowMicros + aheadMicros, ChronoUnit.MICROS);
    }

    /** Steps taken; the order in which things happened. */
    synchronized long steps() {
        return steps;
    }

    /** Real time since the start. */
    synchronized long realMicros() {
        return nowMicros;
    }

    @Override
    public Hold hold(String what) {
        return () -> {};
    }

    @Override
    public synchronized Appointment at(Instant due, Runnable task) {
        Due made = new Due(ChronoUnit.MICROS.between(start, due), this.made++, task);
        house.add(made);
        return () -> cancel(made);
    }

    /** Does one thing. @return false when there is nothing left to do */
    boolean step() {
        Runnable task = next();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    private synchronized @Nullable Runnable next() {
        steps++;
        forgetCancelled(real);
        forgetCancelled(house);
        if (!ready.isEmpty() && !creeps()) {
            int drawn = random.nextInt(ready.size());
            Runnable task = ready.get(drawn);
            int last = ready.size() - 1;
            ready.set(drawn, ready.get(last));
            ready.remove(last);
            return task;
        }
        Due nextReal = real.peek();
        Due nextHouse = house.peek();
        if (nextReal == null && nextHouse == null) {
            return null;
        }
        long untilReal = nextReal == null ? Long.MAX_VALUE : nextReal.micros - nowMicros;
        long untilHouse = nextHouse == null ? Long.MAX_VALUE : nextHouse.micros - nowMicros - aheadMicros;
        if (nextHouse != null && untilHouse > untilReal && ready.isEmpty() && idle.getAsBoolean()) {
            aheadMicros += untilHouse;
            return taken(house);
        }
        nowMicros += Math.max(0, Math.min(untilReal, untilHouse));
        return taken(untilReal <= untilHouse ? real : house);
    }

    /** Now and then a little time passes before what is ready is done: nobody is infinitely quick. */
    private boolean creeps() {
        if (random.nextInt(CREEPS_ONE_IN) != 0) {
            return false;
        }
        Due nextReal = real.peek();
        Due nextHouse = house.peek();
        return nextReal != null && nextReal.micros - nowMicros <= LONGEST_CREEP_MICROS
                || nextHouse != null && nextHouse.micros - nowMicros - aheadMicros <= LONGEST_CREEP_MICROS;
    }

    private static Runnable taken(PriorityQueue<Due> queue) {
        Due due = queue.remove();
        Runnable task = due.task;
        due.task = null;
        return task == null ? () -> {} : task;
    }

    private static void forgetCancelled(PriorityQueue<Due> queue) {
        for (Due first = queue.peek(); first != null && first.task == null; first = queue.peek()) {
            queue.remove();
        }
    }
}
