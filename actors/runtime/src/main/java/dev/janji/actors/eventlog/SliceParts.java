package dev.janji.actors.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one slice works with; all but its state. Confined to the slice. */
final class SliceParts {
    private static final Logger LOG = LoggerFactory.getLogger(SliceParts.class);

    final int slice;
    final EventLogStore store;
    final EventLogSettings settings;
    final CommitTurns turns;
    final EventLogMeter meter;
    final CommitListener listener;
    final Guards guards;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Confined confined;
    private boolean ended;

    SliceParts(
            int slice,
            EventLogStore store,
            EventLogSettings settings,
            CommitTurns turns,
            EventLogMeter meter,
            CommitListener listener,
            Guards guards,
            InstantSource clock,
            Supplier<UUID> ids,
            Confined confined) {
        this.slice = slice;
        this.store = store;
        this.settings = settings;
        this.turns = turns;
        this.meter = meter;
        this.listener = listener;
        this.guards = guards;
        this.clock = clock;
        this.ids = ids;
        this.confined = confined;
    }

    /** Hands the result to {@code next} on the slice's thread, unless the slice has ended: either a value or a failure. */
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

    void executeAfter(Duration delay, Runnable step) {
        confined.executeAfter(delay, () -> {
            if (!ended) {
                step.run();
            }
        });
    }

    void answer(Runnable answers) {
        confined.answer(answers);
    }

    /** Notes a statement that failed and is tried again. */
    void failed(String statement, @Nullable Throwable failure) {
        LOG.warn(
                "Expected the event log to {}, but it failed; trying again [slice={}, failure={}]",
                statement,
                slice,
                String.valueOf(failure));
    }

    /** How long to wait before a failed statement is tried again. @param failures in a row, from 1 */
    Duration backoff(int failures) {
        return settings.retryAfter().multipliedBy(Math.min(10, failures));
    }

    boolean isOlder(long sinceNanos, Duration age) {
        return confined.realNanos() - sinceNanos > age.toNanos();
    }

    long realNanos() {
        return confined.realNanos();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    UUID newId() {
        return ids.get();
    }

    SliceUnavailable unavailable(String reason) {
        return unavailable(reason, null);
    }

    SliceUnavailable unavailable(String reason, @Nullable Throwable cause) {
        return new SliceUnavailable(slice, reason, cause);
    }

    void end() {
        ended = true;
    }
}
