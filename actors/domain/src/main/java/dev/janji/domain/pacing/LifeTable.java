package dev.janji.domain.pacing;

import java.util.Arrays;

/**
 * Ends and time at risk by the time that something has lasted: the events by exposure estimate of a hazard, which takes what has not ended yet for
 * what it is. Memory is bounded by the number of spans; old observations fade once there are many. Confined to the owner of its pacer.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Life_table">Life table</a>
 */
final class LifeTable {
    /** Spans are 1 second wide to 20 s, 2 to 60 s, 5 to 120 s, 15 to 300 s, then 60; the last has no end. */
    private static final int[] SPAN_OF = spans();

    private static final int SPANS = SPAN_OF[SPAN_OF.length - 1] + 1;

    private final double[] ends = new double[SPANS];
    private final double[] exposure = new double[SPANS];
    private final double capacity;
    private double allEnds;
    private double allExposure;

    /** @param capacity ends after which all that was observed counts half */
    LifeTable(double capacity) {
        this.capacity = capacity;
    }

    /** One that has lasted {@code elapsed} seconds lasts for {@code seconds} more. */
    void exposed(int elapsed, double seconds) {
        exposure[span(elapsed)] += seconds;
        allExposure += seconds;
    }

    void ended(int elapsed) {
        ends[span(elapsed)]++;
        if (++allEnds > capacity) {
            fade();
        }
    }

    double ends() {
        return allEnds;
    }

    /** Ends a second over all times; NaN before the first. */
    double crude() {
        return allEnds == 0 ? Double.NaN : allEnds / Math.max(allExposure, allEnds);
    }

    /**
     * @param elapsed seconds
     * @param parent hazard a second to lean on while little is known, above 0
     * @param weight how many ends the parent counts for
     * @return ends a second of those that have lasted so long
     */
    double hazard(int elapsed, double parent, double weight) {
        int span = span(elapsed);
        return (ends[span] + weight) / (exposure[span] + weight / parent);
    }

    /** @param hazards by elapsed seconds, alike within a span. @return ends that would have been expected by them of all that was observed */
    double expected(double[] hazards) {
        double sum = 0;
        int next = 0;
        for (int elapsed = 0; elapsed < hazards.length; elapsed++) {
            if (span(elapsed) == next) {
                sum += exposure[next++] * hazards[elapsed];
            }
        }
        return sum;
    }

    private void fade() {
        for (int i = 0; i < SPANS; i++) {
            ends[i] /= 2;
            exposure[i] /= 2;
        }
        allEnds /= 2;
        allExposure /= 2;
    }

    private static int span(int elapsed) {
        return SPAN_OF[Math.min(elapsed, SPAN_OF.length - 1)];
    }

    private static int[] spans() {
        int[] span = new int[CallTimes.TALK_SECONDS + 1];
        int next = 0;
        int at = 0;
        while (at < span.length) {
            int width = at < 20 ? 1 : at < 60 ? 2 : at < 120 ? 5 : at < 300 ? 15 : 60;
            Arrays.fill(span, at, Math.min(at + width, span.length), next++);
            at += width;
        }
        return span;
    }
}
