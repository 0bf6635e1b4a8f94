package dev.janji.loadtest.agents;

import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Times that were measured, to a thousandth. Thread-safe. */
public final class Latencies {
    private static final int DIGITS = 3;
    private static final double MICROS = 1e3;

    private final Histogram micros = new ConcurrentHistogram(DIGITS);

    /** Below 0 counts as 0: the desk's clock is known only so well. */
    public void record(long nanos) {
        micros.recordValue(Math.max(0, nanos / 1_000));
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** @param percentile 0 to 100. @return in milliseconds; 0 when nothing was measured */
    public double millis(double percentile) {
        return count() == 0 ? 0 : micros.getValueAtPercentile(percentile) / MICROS;
    }

    /** Both together, as they are now. */
    Latencies and(Latencies other) {
        Latencies both = new Latencies();
        both.micros.add(micros);
        both.micros.add(other.micros);
        return both;
    }

    String line(String what) {
        return String.format(
                Locale.ROOT, "  %-46s %,8d %10.2f %10.2f %10.2f", what, count(), millis(50), millis(99), millis(100));
    }
}
