package dev.janji.loadtest.races;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** The scheduler of an actor system that lives on a {@link Timeline}. Thread-safe. */
public final class TimelineScheduler extends AbstractScheduler {
    private static final ThreadLocal<Timeline> NEXT = new ThreadLocal<>();

    private final Timeline timeline;

    /** Called by Pekko, on the thread that starts the system. */
    public TimelineScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        this.timeline = Objects.requireNonNull(NEXT.get(), "Expected a timeline to start on, but there is none");
        NEXT.remove();
    }

    /** The next actor system that this thread starts lives on this timeline. */
    static void startOn(Timeline timeline) {
        NEXT.set(timeline);
    }

    Timeline timeline() {
        return timeline;
    }

    @Override
    public Cancellable schedule(
            FiniteDuration initialDelay, FiniteDuration interval, Runnable task, ExecutionContext executor) {
        Repeated repeated = new Repeated(nanos(interval), task, executor);
        repeated.next(nanos(initialDelay));
        return repeated;
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
        Repeated once = new Repeated(null, task, executor);
        once.next(nanos(delay));
        return once;
    }

    private static Duration nanos(FiniteDuration length) {
        return Duration.of(length.toNanos(), TimeUnit.NANOSECONDS.toChronoUnit());
    }

    @Override
    public double maxFrequency() {
        return 1_000_000;
    }

    /** Comes once, or again and again. */
    private final class Repeated implements Cancellable {
        private final @Nullable Duration every;
        private final Runnable task;
        private final ExecutionContext executor;
        private Timeline.@Nullable Due due;
        private boolean cancelled;

        Repeated(@Nullable Duration every, Runnable task, ExecutionContext executor) {
            this.every = every;
            this.task = task;
            this.executor = executor;
        }

        synchronized void next(Duration delay) {
            if (!cancelled) {
                due = timeline.after(delay, this::comes);
            }
        }

        private void comes() {
            executor.execute(task);
            Duration again = every;
            if (again != null) {
                next(again);
            }
        }

        @Override
        public synchronized boolean cancel() {
            Timeline.Due known = due;
            boolean isFirst = !cancelled && (known == null || timeline.cancel(known) || every != null);
            cancelled = cancelled || isFirst;
            return isFirst;
        }

        @Override
        public synchronized boolean isCancelled() {
            return cancelled;
        }
    }
}
