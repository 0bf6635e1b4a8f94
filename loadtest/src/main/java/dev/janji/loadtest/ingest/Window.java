package dev.janji.loadtest.ingest;

import org.HdrHistogram.Histogram;

/**
 * What happened in a stretch of time. Treat as immutable.
 *
 * @param nanos how long events were sent
 * @param during events sent and answered in that time
 * @param whole these, and the answers that came after it
 * @param latency of every answer, from the instant at which its event should have been sent, in nanoseconds
 * @param late events that were sent more than a millisecond after that instant
 * @param halfway events that were unanswered at half time
 * @param open events that were unanswered at the end
 * @param overrun whether it was ended early because too much was unanswered
 */
record Window(
        long nanos, Tally during, Tally whole, Histogram latency, long late, int halfway, int open, boolean overrun) {
    private static final double SECOND = 1e9;
    private static final double LATE_SHARE = 0.001;
    private static final double GROWTH = 0.02;
    private static final double LONGEST_BACKLOG_SECONDS = 0.5;

    double seconds() {
        return nanos / SECOND;
    }

    double ackedPerSecond() {
        return during.acked() / seconds();
    }

    double offeredPerSecond() {
        return during.sent() / seconds();
    }

    /** Whether answers kept up with events: the backlog is short and does not grow. */
    boolean sustained() {
        double growth = (open - halfway) / (seconds() / 2);
        return !overrun
                && whole.refused() == 0
                && growth <= GROWTH * offeredPerSecond()
                && open <= LONGEST_BACKLOG_SECONDS * offeredPerSecond();
    }

    /** Whether the sender itself could not keep its schedule. */
    boolean saturated() {
        return late > LATE_SHARE * during.sent();
    }
}
