package dev.janji.domain.pacing;

/**
 * By how much events come more often today than was learned: observed by expected, with a long memory while that explains what is seen, and at once
 * with a short one when it does not. Confined to the owner of its pacer.
 */
final class Drift {
    /** Expected events that are remembered when nothing changes, and when something did. */
    private static final double LONG = 400;

    private static final double SHORT = 30;

    /** So many events' weight is given to "as learned". */
    private static final double PRIOR = 10;

    /** Standard deviations of a Poisson count at which the long memory is given up. */
    private static final double SURPRISE = 3;

    private static final double MOST = 5;

    private double observedLong;
    private double expectedLong;
    private double observedShort;
    private double expectedShort;

    /** @param observed events, {@code expected} by what was learned, without this factor; neither negative */
    void observe(double observed, double expected) {
        double fade = LONG / (LONG + expected);
        double quickFade = SHORT / (SHORT + expected);
        observedLong = observedLong * fade + observed;
        expectedLong = expectedLong * fade + expected;
        observedShort = observedShort * quickFade + observed;
        expectedShort = expectedShort * quickFade + expected;
        double due = factor() * expectedShort;
        if (expectedShort > SHORT / 2 && Math.abs(observedShort - due) > SURPRISE * Math.sqrt(due)) {
            observedLong = observedShort;
            expectedLong = expectedShort;
        }
    }

    /** What was learned has changed: the same events would now have been expected so many times as often. */
    void relearned(double times) {
        expectedLong *= times;
        expectedShort *= times;
    }

    /** 1 as learned; 1/5 to 5. */
    double factor() {
        double factor = (observedLong + PRIOR) / (expectedLong + PRIOR);
        return Math.max(1 / MOST, Math.min(MOST, factor));
    }
}
