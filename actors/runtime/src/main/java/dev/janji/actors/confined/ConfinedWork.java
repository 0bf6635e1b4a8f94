package dev.janji.actors.confined;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that has one thread at a time and an end: after it no step runs any more, whatever was still on its way. {@code end} belongs on that
 * thread; everything else may be called from any.
 */
public abstract class ConfinedWork {
    private final Confined confined;
    private volatile boolean ended;

    protected ConfinedWork(Confined confined) {
        this.confined = confined;
    }

    /** Hands the result to {@code next} on the work's thread, unless it has ended: either a value or a failure. */
    public final <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> next) {
        stage.whenComplete((value, failure) -> execute(() -> next.accept(value, failure)));
    }

    public final void execute(Runnable step) {
        confined.execute(() -> runUnlessEnded(step));
    }

    /** Runs the step on the work's thread, also when it has ended. */
    public final void executeAlways(Runnable step) {
        confined.execute(step);
    }

    public final void executeAfter(Duration delay, Runnable step) {
        confined.executeAfter(delay, () -> runUnlessEnded(step));
    }

    private void runUnlessEnded(Runnable step) {
        if (!ended) {
            step.run();
        }
    }

    /** Nanoseconds of real time, only good for differences. */
    public final long realNanos() {
        return confined.realNanos();
    }

    public final boolean isOlder(long sinceNanos, Duration age) {
        return realNanos() - sinceNanos > age.toNanos();
    }

    public final void end() {
        ended = true;
    }

    public final boolean hasEnded() {
        return ended;
    }
}
