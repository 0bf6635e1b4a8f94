package dev.janji.loadtest.races;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Threads that are none: what they would run, a {@link Timeline} runs. Thread-safe. */
final class TimelineExecutor extends AbstractExecutorService implements ScheduledExecutorService {
    private final Timeline timeline;
    private volatile boolean isShutdown;

    TimelineExecutor(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void execute(Runnable task) {
        if (isShutdown) {
            throw new RejectedExecutionException("Expected work before the end, but it came after");
        }
        timeline.soon(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (isShutdown) {
            throw new RejectedExecutionException("Expected work before the end, but it came after");
        }
        Later later = new Later(() -> {
            if (!isShutdown) {
                task.run();
            }
        });
        timeline.after(Duration.ofNanos(unit.toNanos(delay)), later);
        return later;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("Expected tasks without a result");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("Expected tasks that come once");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("Expected tasks that come once");
    }

    @Override
    public void shutdown() {
        isShutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        isShutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return isShutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown;
    }

    /** What {@link #schedule} gives; nobody asks for how long it still waits. */
    private static final class Later extends FutureTask<Void> implements ScheduledFuture<Void> {
        Later(Runnable task) {
            super(task, null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.of(0, ChronoUnit.NANOS));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
