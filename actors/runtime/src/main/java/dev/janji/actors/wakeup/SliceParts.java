package dev.janji.actors.wakeup;

import dev.janji.actors.time.HouseClock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one slice works with. All but its state; confined to the slice, except for {@code ended}. */
final class SliceParts {

    private static final Logger LOG = LoggerFactory.getLogger(SliceParts.class);

    final int slice;
    final WakeUpStore store;
    final WakeUpLog log;
    final HouseClock clock;
    final Waker waker;
    final Pace pace;
    final WakeUpSettings settings;
    final WakeUpMeter meter;
    private final Confined confined;
    private volatile boolean ended;

    SliceParts(
            int slice,
            WakeUpStore store,
            WakeUpLog log,
            HouseClock clock,
            Waker waker,
            Pace pace,
            WakeUpSettings settings,
            WakeUpMeter meter,
            Confined confined) {
        this.slice = slice;
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.waker = waker;
        this.pace = pace;
        this.settings = settings;
        this.meter = meter;
        this.confined = confined;
    }

    /** Hands the result to {@code next} on the slice's thread, unless the slice has ended. */
    <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> next) {
        stage.whenComplete((value, failure) -> execute(() -> next.accept(value, failure)));
    }

    void execute(Runnable step) {
        confined.execute(() -> {
            if (!ended) {
                step.run();
            }
        });
    }

    /** Runs the step on the slice's thread, also when the slice has ended. */
    void executeAlways(Runnable step) {
        confined.execute(step);
    }

    void executeAfter(Duration delay, Runnable step) {
        confined.executeAfter(delay, () -> {
            if (!ended) {
                step.run();
            }
        });
    }

    /** Notes a failed statement and tries again later. */
    void retry(String statement, @Nullable Throwable failure, Runnable again) {
        meter.storeFailed();
        LOG.warn(
                "Expected the wake-up index to {}, but it failed; trying again [slice={}, failure={}]",
                statement,
                slice,
                String.valueOf(failure));
        executeAfter(settings.retryAfter(), again);
    }

    long realNanos() {
        return confined.realNanos();
    }

    long nowMicros() {
        return Micros.of(clock.instant());
    }

    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }
}
