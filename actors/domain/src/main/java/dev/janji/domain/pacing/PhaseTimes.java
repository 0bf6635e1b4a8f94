package dev.janji.domain.pacing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of how long one part of an agent's work lasts, talk or wrap-up, by hour of the day: an hour of few ends leans on the campaign's all
 * hours, those on one rate for all times, and all of it moves with how today differs. Confined to the owner of its pacer.
 */
final class PhaseTimes {
    private static final int HOURS = 24;

    /** Ends that the broader estimate counts for. */
    private static final double OF_ALL_HOURS = 10;

    private static final double OF_ALL_TIMES = 2;

    private static final double CAPACITY = 4000;
    private static final double HOUR_CAPACITY = 1000;

    private final LifeTable all = new LifeTable(CAPACITY);
    private final @Nullable LifeTable[] hours = new LifeTable[HOURS];
    private final Drift drift = new Drift();
    private final double firstGuess;
    private double[] learned;
    /** Ends that were due by what was learned, since the last one. */
    private double expected;

    /**
     * @param seconds that are told apart
     * @param firstGuess ends a second before anything is known, above 0
     */
    PhaseTimes(int seconds, double firstGuess) {
        this.firstGuess = firstGuess;
        this.learned = new double[seconds + 1];
        Arrays.fill(learned, firstGuess);
    }

    /** One that has gone on for {@code elapsed} seconds goes on for {@code seconds} more. */
    void exposed(int hour, int elapsed, double seconds) {
        all.exposed(elapsed, seconds);
        of(hour).exposed(elapsed, seconds);
        expected += learned[elapsed] * seconds;
    }

    void ended(int hour, int elapsed) {
        all.ended(elapsed);
        of(hour).ended(elapsed);
        drift.observe(1, expected);
        expected = 0;
    }

    double ends() {
        return all.ends();
    }

    /** @return ends a second by elapsed seconds, all above 0 */
    double[] hazards(int hour) {
        LifeTable ofHour = of(hour);
        double crude = all.ends() == 0 ? firstGuess : all.crude();
        drift.observe(0, expected);
        expected = 0;
        double[] base = new double[learned.length];
        for (int elapsed = 0; elapsed < base.length; elapsed++) {
            double parent = all.hazard(elapsed, crude, OF_ALL_TIMES);
            base[elapsed] = ofHour.hazard(elapsed, parent, OF_ALL_HOURS);
        }
        double expectedBefore = all.expected(learned);
        if (expectedBefore > 0) {
            drift.relearned(all.expected(base) / expectedBefore);
        }
        learned = base;
        double factor = drift.factor();
        double[] now = new double[base.length];
        for (int elapsed = 0; elapsed < base.length; elapsed++) {
            now[elapsed] = base[elapsed] * factor;
        }
        return now;
    }

    private LifeTable of(int hour) {
        LifeTable table = hours[hour];
        if (table == null) {
            table = new LifeTable(HOUR_CAPACITY);
            hours[hour] = table;
        }
        return table;
    }
}
