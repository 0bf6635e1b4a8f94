package dev.janji.domain.pacing;

import java.time.Duration;

/**
 * How a desk is paced. Immutable.
 *
 * @param mode that is asked for; what is in force at an instant is in its {@link Pace}
 * @param ratio lines for each ready agent in mode power, from 1 to 10
 * @param abandon what counts as abandoned and how much of it there may be
 * @param fewestAgents logged in, below which a predictive desk has a line for every ready agent only; from 1
 * @param fewestSamples lines and conversations of the campaign, below which the same holds; from 1
 * @param mostLines ringing lines for each agent who is logged in, from 1 to 20
 * @param ringLimit after which an unanswered line is given up, 1 to 60 seconds; never below what the law asks (15 seconds: AB-01, AB-03)
 */
public record PacingTerms(
        PacingMode mode,
        double ratio,
        AbandonTerms abandon,
        int fewestAgents,
        int fewestSamples,
        double mostLines,
        Duration ringLimit) {
    private static final double HIGHEST_RATIO = 10;
    private static final double HIGHEST_LINES = 20;

    /** @throws IllegalArgumentException when a number is out of its range */
    public PacingTerms {
        within("a ratio", ratio, 1, HIGHEST_RATIO);
        within("the fewest agents", fewestAgents, 1, Integer.MAX_VALUE);
        within("the fewest samples", fewestSamples, 1, Integer.MAX_VALUE);
        within("the most lines for each agent", mostLines, 1, HIGHEST_LINES);
        within("the seconds that a line rings", ringLimit.toMillis() / 1000.0, 1, CallTimes.RING_SECONDS);
    }

    /** Predictive, from 5 agents and 50 samples on. */
    public static PacingTerms predictive(AbandonTerms abandon) {
        return new PacingTerms(PacingMode.PREDICTIVE, 1, abandon, 5, 50, 6, Duration.ofSeconds(25));
    }

    /** The same in another mode. */
    public PacingTerms in(PacingMode other) {
        return new PacingTerms(other, ratio, abandon, fewestAgents, fewestSamples, mostLines, ringLimit);
    }

    /** The same with so many lines for each ready agent in mode power. */
    public PacingTerms withRatio(double lines) {
        return new PacingTerms(mode, lines, abandon, fewestAgents, fewestSamples, mostLines, ringLimit);
    }

    private static void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "Expected " + what + " between " + least + " and " + most + ", but got " + value);
        }
    }
}
