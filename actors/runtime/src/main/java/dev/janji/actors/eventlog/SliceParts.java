package dev.janji.actors.eventlog;

import dev.janji.actors.confined.Confined;
import dev.janji.actors.confined.ConfinedWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one slice works with; all but its state. Confined to the slice. */
final class SliceParts extends ConfinedWork {
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
    private final Executor answers;

    /** @param answers where callers hear what became of their requests */
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
            Confined confined,
            Executor answers) {
        super(confined);
        this.slice = slice;
        this.store = store;
        this.settings = settings;
        this.turns = turns;
        this.meter = meter;
        this.listener = listener;
        this.guards = guards;
        this.clock = clock;
        this.ids = ids;
        this.answers = answers;
    }

    /** Runs answers to callers soon, off the slice's thread or not. */
    void answer(Runnable all) {
        answers.execute(all);
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
}
