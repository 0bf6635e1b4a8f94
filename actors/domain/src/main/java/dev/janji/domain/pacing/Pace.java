package dev.janji.domain.pacing;

import java.util.Locale;

/**
 * How many calls to start now, and why not more. Immutable.
 *
 * @param lines to start now; each is still asked for at its debtor
 * @param mode in force, which may be less than what the terms ask for
 * @param limit why there are no more
 * @param expectedFree agents who are ready or will be within the horizon, less the answered calls that wait; may be negative
 * @param expectedAnswers of the lines that ring and the new ones, within the horizon
 * @param chanceWithoutAgent how likely an answer of one more line would find all agents taken, 0 to 1
 * @param bearableChance how much of that was borne at this instant, 0 to 1
 * @param bearableShare share of coming answers that the budget lets go without an agent, 0 to 1
 * @param budgetLeft calls that may be abandoned now without passing the limit; negative when it is passed
 * @param horizonSeconds how far was looked ahead; 0 when not at all
 * @param detectsMachines whether machines shall be told apart by detection: not when its error alone would spend the budget
 */
public record Pace(
        int lines,
        PacingMode mode,
        Limit limit,
        double expectedFree,
        double expectedAnswers,
        double chanceWithoutAgent,
        double bearableChance,
        double bearableShare,
        double budgetLeft,
        int horizonSeconds,
        boolean detectsMachines) {

    /** Without looking ahead. */
    static Pace plain(int lines, PacingMode mode, Limit limit, double budgetLeft, boolean detectsMachines) {
        return new Pace(lines, mode, limit, 0, 0, 0, 0, 0, budgetLeft, 0, detectsMachines);
    }

    /** For a supervisor: one sentence of what is done, why not more, and the figures behind it. */
    public String inWords() {
        String what = String.format(
                Locale.ENGLISH,
                "%s: %d new %s, because %s",
                mode.name().toLowerCase(Locale.ROOT),
                lines,
                lines == 1 ? "line" : "lines",
                limit.words());
        String ahead = horizonSeconds == 0
                ? ""
                : String.format(
                        Locale.ENGLISH,
                        "; within %d s %.1f agents are expected to be free and %.1f lines to be answered, one more answer finds nobody in"
                                + " %.1f %% (borne: %.1f %%)",
                        horizonSeconds,
                        expectedFree,
                        expectedAnswers,
                        100 * chanceWithoutAgent,
                        100 * bearableChance);
        String machines =
                detectsMachines ? "" : "; machine detection is off, because its error alone would spend the budget";
        return what
                + ahead
                + String.format(Locale.ENGLISH, "; %.1f abandoned calls left in the budget", budgetLeft)
                + machines;
    }
}
