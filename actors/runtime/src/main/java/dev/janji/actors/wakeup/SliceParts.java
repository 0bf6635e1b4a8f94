package dev.janji.actors.wakeup;

import dev.janji.actors.confined.Confined;
import dev.janji.actors.confined.ConfinedWork;
import dev.janji.actors.time.HouseClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one slice works with; all but its state. Confined to the slice. */
final class SliceParts extends ConfinedWork {

    private static final Logger LOG = LoggerFactory.getLogger(SliceParts.class);

    final int slice;
    final WakeUpStore store;
    final WakeUpLog log;
    final HouseClock clock;
    final Waker waker;
    final Pace pace;
    final WakeUpSettings settings;
    final WakeUpMeter meter;

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
        super(confined);
        this.slice = slice;
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.waker = waker;
        this.pace = pace;
        this.settings = settings;
        this.meter = meter;
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

    long nowMicros() {
        return Micros.of(clock.instant());
    }
}
