package dev.janji.loadtest.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The same load several times, in turns with others: each figure is the median of the turns, so that what else a machine does for a moment falls on one
 * turn and decides nothing. Confined to one thread.
 */
final class Turns {
    private final List<Drive.Stretch> stretches = new ArrayList<>();

    void add(Drive.Stretch stretch) {
        stretches.add(stretch);
    }

    double perSecond() {
        return median(Drive.Stretch::perSecond);
    }

    double p50Millis() {
        return median(Drive.Stretch::p50Millis);
    }

    double p99Millis() {
        return median(Drive.Stretch::p99Millis);
    }

    /** Of all turns. */
    double mostMillis() {
        return stretches.stream()
                .mapToDouble(stretch -> stretch.latency().getMaxValue() / 1e6)
                .max()
                .orElse(0);
    }

    /** How many turns were ended early. */
    long overruns() {
        return stretches.stream().filter(Drive.Stretch::overrun).count();
    }

    /** Whether most turns came to their end. */
    boolean isSteady() {
        return 2 * overruns() < stretches.size();
    }

    private double median(ToDoubleFunction<Drive.Stretch> figure) {
        return median(stretches.stream().map(figure::applyAsDouble).toList());
    }

    /** @return the upper one of the two in the middle when they are even in number */
    static double median(List<Double> figures) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
