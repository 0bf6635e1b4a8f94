package dev.janji.loadtest.ingest;

import java.util.Locale;
import java.util.function.Consumer;

/** Looks for the highest rate at which answers keep up with events. */
final class RateSearch {
    private static final double[] STEPS = {0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2};
    private static final double[] LOWER_STEPS = {0.5, 0.4, 0.3, 0.2};
    private static final double LEAST = 50;

    private final Lanes lanes;
    private final Consumer<String> say;

    RateSearch(Lanes lanes, Consumer<String> say) {
        this.lanes = lanes;
        this.say = say;
    }

    /**
     * Climbs from a part of what a closed loop took, until a step is not sustained.
     *
     * @param capacity events a second that a closed loop took
     * @param stepNanos how long each step takes
     * @return events a second
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
        return Math.max(LEAST, best);
    }

    /** @return so many events may be unanswered: two seconds' worth */
    static int mostOutstanding(double rate) {
        return (int) Math.max(2_000, rate * 2);
    }

    private boolean holds(double rate, long stepNanos) throws InterruptedException {
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
