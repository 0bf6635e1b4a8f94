package dev.janji.actors.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Virtual time, and everything that will happen in it. One thread; the same seed gives the same world. */
final class SimulatedWorld implements InstantSource {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Something that will happen. */
    private record Happening(long atNanos, long number, Runnable what) {}

    final SplittableRandom random;
    private final PriorityQueue<Happening> future =
            new PriorityQueue<>(Comparator.comparingLong(Happening::atNanos).thenComparingLong(Happening::number));
    private long nowNanos;
    private long made;
    private @Nullable AssertionError broken;

    SimulatedWorld(long seed) {
        random = new SplittableRandom(seed);
    }

    long nowNanos() {
        return nowNanos;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nowNanos);
    }

    void soon(Runnable what) {
        after(Duration.ZERO, what);
    }

    void after(Duration delay, Runnable what) {
        future.add(new Happening(nowNanos + delay.toNanos(), made++, what));
    }

    void after(long millis, Runnable what) {
        after(Duration.ofMillis(millis), what);
    }

    /** Hands over what a stage ends with; what is found wrong there ends the run. */
    <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> next) {
        stage.whenComplete((value, failure) -> {
            try {
                next.accept(value, failure);
            } catch (AssertionError e) {
                broken = e;
            }
        });
    }

    void run(Duration span) {
        long end = nowNanos + span.toNanos();
        Happening next = future.peek();
        while (next != null && next.atNanos() <= end) {
            future.remove();
            nowNanos = next.atNanos();
            next.what().run();
            if (broken != null) {
                throw broken;
            }
            next = future.peek();
        }
        nowNanos = end;
    }
}
