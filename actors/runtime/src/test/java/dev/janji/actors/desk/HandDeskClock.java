package dev.janji.actors.desk;

import dev.janji.actors.time.HouseClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A house clock that a test moves by hand; keeps appointments in order and counts the holds that are open. Thread-safe. */
final class HandDeskClock implements HouseClock {
    /** A Tuesday, 10:00 in Jakarta. */
    static final Instant START = Instant.parse("2026-06-02T03:00:00Z");

    private final PriorityQueue<Entry> appointments =
            new PriorityQueue<>(Comparator.comparing((Entry entry) -> entry.due).thenComparing(entry -> entry.number));
    private final AtomicInteger holds = new AtomicInteger();
    private final List<String> held = new ArrayList<>();
    private Instant now = START;
    private long made;

    private record Entry(Instant due, long number, Runnable task) {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    int openHolds() {
        return holds.get();
    }

    synchronized List<String> held() {
        return List.copyOf(held);
    }

    synchronized @Nullable Instant nextDue() {
        Entry first = appointments.peek();
        return first == null ? null : first.due;
    }

    /** Goes there and keeps what is due; the time is each appointment's own. */
    void passTo(Instant instant) {
        while (true) {
            Entry first;
            synchronized (this) {
                first = appointments.peek();
                if (first == null || first.due.isAfter(instant)) {
                    now = instant.isAfter(now) ? instant : now;
                    return;
                }
                appointments.remove(first);
                now = first.due.isAfter(now) ? first.due : now;
            }
            first.task.run();
        }
    }

    @Override
    public Hold hold(String what) {
        holds.incrementAndGet();
        synchronized (this) {
            held.add(what);
        }
        boolean[] open = {true};
        return () -> {
            synchronized (open) {
                if (open[0]) {
                    open[0] = false;
                    holds.decrementAndGet();
                }
            }
        };
    }

    @Override
    public synchronized Appointment at(Instant due, Runnable task) {
        Entry entry = new Entry(due, made++, task);
        appointments.add(entry);
        return () -> {
            synchronized (this) {
                return appointments.remove(entry);
            }
        };
    }
}
