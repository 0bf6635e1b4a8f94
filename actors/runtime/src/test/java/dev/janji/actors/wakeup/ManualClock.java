package dev.janji.actors.wakeup;

import dev.janji.actors.time.HouseClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** A house clock that a test moves. */
final class ManualClock implements HouseClock {

    private record Entry(long dueMicros, long number, Runnable task) {}

    private final TreeSet<Entry> appointments =
            new TreeSet<>(Comparator.comparingLong(Entry::dueMicros).thenComparingLong(Entry::number));
    private final Set<Object> holds = new HashSet<>();
    private long nowMicros;
    private long made;

    ManualClock(Instant start) {
        nowMicros = Micros.of(start);
    }

    @Override
    public Instant instant() {
        return Micros.toInstant(nowMicros);
    }

    long nowMicros() {
        return nowMicros;
    }

    @Override
    public Hold hold(String what) {
        Object key = new Object();
        holds.add(key);
        return () -> holds.remove(key);
    }

    /** The process died. */
    void forgetAll() {
        holds.clear();
        appointments.clear();
    }

    int openHolds() {
        return holds.size();
    }

    @Override
    public Appointment at(Instant due, Runnable task) {
        Entry entry = new Entry(Math.max(nowMicros, Micros.of(due)), made++, task);
        appointments.add(entry);
        return () -> appointments.remove(entry);
    }

    /** Moves like a scaled clock: not while it is held, and keeping every appointment on its way. */
    void moveTo(long micros) {
        while (holds.isEmpty() && nowMicros < micros) {
            nowMicros = appointments.isEmpty()
                    ? micros
                    : Math.max(nowMicros, Math.min(micros, appointments.first().dueMicros()));
            keepDue();
        }
    }

    /** Moves like the clock of the world, which waits for nobody. */
    void jumpTo(long micros) {
        nowMicros = Math.max(nowMicros, micros);
        keepDue();
    }

    private void keepDue() {
        while (!appointments.isEmpty() && appointments.first().dueMicros() <= nowMicros) {
            appointments.pollFirst().task().run();
        }
    }
}
