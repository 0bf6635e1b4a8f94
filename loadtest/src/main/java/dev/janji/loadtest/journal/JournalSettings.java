package dev.janji.loadtest.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What is asked of a run. Immutable.
 *
 * @param debtors of each journal that is measured
 * @param inFlight events that may be unanswered
 * @param warmUp of each contender
 * @param measured of each contender and round
 * @param eventBytes of an event's payload
 * @param arguments of the server's JVM, whose store is used
 */
record JournalSettings(
        int debtors,
        int inFlight,
        int rounds,
        Duration warmUp,
        Duration measured,
        int eventBytes,
        long seed,
        Path data,
        Path arguments,
        Path home) {
    private static final int FEW = 10_000;

    /** At 70 %; an odd number, so that there is one in the middle. */
    int turns() {
        return rounds == 1 ? 1 : 2 * rounds + 1;
    }

    /** Length of a turn at 70 %. */
    Duration turn() {
        return Collections.min(List.of(measured, Duration.ofNanos(StuckSlice.MOST_NANOS)));
    }

    /** Debtors of the measurements that tell the parts of the cost apart; they are taken again with all. */
    int few() {
        return Math.min(debtors / 2, FEW);
    }
}
