package dev.janji.loadtest.ingest;

import java.util.Locale;
import java.util.function.Consumer;

/** Looks for the highest rate at which answers keep up with events. */
final class RateSearch {
    private static final double[] STEPS = {0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2};
    private static final double[] LOWER_STEPS = {0.5, 0.4, 0.3, 0.2};
    private static final double LEAST = 50;
    private static final int TRIES = 2;

    /** A step is shorter than a round, so a round runs a little below the best step. */
    private static final double PART_OF_BEST = 0.95;

    private final Lanes lanes;
    private final Consumer<String> say;

    RateSearch(Lanes lanes, Consumer<String> say) {
        this.lanes = lanes;
        this.say = say;
    }

    /**
     * Climbs from a part of what a closed loop took, until a step is not sustained, twice.
     *
     * @param capacity events a second that a closed loop took
     * @param stepNanos how long each step takes
     * @return events a second, a twentieth below the last step that was sustained
     */
    double from(double capacity, long stepNanos) throws InterruptedException {
        double best = 0;
        for (double step : STEPS) {
            if (!holds(capacity * step, stepNanos)) {
                break;
            }
            best = capacity * step;
        }
        for (int i = 0; best == 0 && i < LOWER_STEPS.length; i++) {
            if (holds(capacity * LOWER_STEPS[i], stepNanos)) {
                best = capacity * LOWER_STEPS[i];
            }
        }
        return Math.max(LEAST, best * PART_OF_BEST);
    }

    /** @return so many events may be unanswered: two seconds' worth */
    static int mostOutstanding(double rate) {
        return (int) Math.max(2_000, rate * 2);
    }

    /** A machine that others share stands still now and then, so a step has a second try; a rate that is too high fails it as well. */
    private boolean holds(double rate, long stepNanos) throws InterruptedException {
        boolean holds = sustained(rate, stepNanos);
        for (int again = 1; !holds && again < TRIES; again++) {
            holds = sustained(rate, stepNanos);
        }
        return holds;
    }

    private boolean sustained(double rate, long stepNanos) throws InterruptedException {
        Window window = lanes.openLoop(rate, stepNanos, mostOutstanding(rate));
        say.accept(String.format(
                Locale.ROOT,
                "  step %,9.0f/s  acked %,9.0f/s  p50 %7.1f ms  p99 %7.1f ms  unanswered %,d  %s",
                rate,
                window.ackedPerSecond(),
                window.latency().getValueAtPercentile(50) / 1e6,
                window.latency().getValueAtPercentile(99) / 1e6,
                window.open(),
                window.sustained() ? "sustained" : "not sustained"));
        return window.sustained();
    }
}
