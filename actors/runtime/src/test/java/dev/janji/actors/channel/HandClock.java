package dev.janji.actors.channel;

import dev.janji.actors.time.HouseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A house clock that a test moves by hand; counts the holds that are open. Thread-safe. */
final class HandClock implements HouseClock {
    static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

    private final AtomicInteger holds = new AtomicInteger();
    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    int openHolds() {
        return holds.get();
    }

    @Override
    public Hold hold(String what) {
        holds.incrementAndGet();
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                holds.decrementAndGet();
            }
        };
    }

    @Override
    public Appointment at(Instant due, Runnable task) {
        throw new UnsupportedOperationException("a gateway makes no appointments: they would wait for its own holds");
    }
}
