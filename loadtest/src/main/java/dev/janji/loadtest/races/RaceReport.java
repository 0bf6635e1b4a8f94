package dev.janji.loadtest.races;

import java.io.PrintWriter;
import java.util.Locale;

/** The summary of many races. */
final class RaceReport {
    private RaceReport() {}

    /**
     * @param leastShare of all races that every place of a lead must have at which words are aimed
     * @return whether no race was lost and every place was met often enough
     */
    static boolean print(RaceTally tally, double leastShare, PrintWriter out) {
        boolean passed = tally.violations().isEmpty();
        StringBuilder head = new StringBuilder(String.format(Locale.ENGLISH, "  %-11s", "lead"));
        for (Word word : Word.values()) {
            head.append(String.format(
                    Locale.ENGLISH, "%12s", word.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        out.println(head.append("       races"));
        for (Stage stage : Stage.values()) {
            if (stage == Stage.NONE) {
                continue;
            }
            StringBuilder row = new StringBuilder(
                    String.format(Locale.ENGLISH, "  %-11s", stage.name().toLowerCase(Locale.ROOT)));
            long sum = 0;
            for (Word word : Word.values()) {
                sum += tally.met(stage, word);
                row.append(String.format(Locale.ENGLISH, "%,12d", tally.met(stage, word)));
            }
            row.append(String.format(Locale.ENGLISH, "%,12d", sum));
            if (stage != Stage.ENDING && sum < leastShare * tally.races()) {
                row.append(String.format(Locale.ENGLISH, "   NOT PASSED: under %.1f %%", leastShare * 100));
                passed = false;
            }
            out.println(row);
        }
        out.printf(
                Locale.ENGLISH,
                "  %,d conversations; %,d went on at the acknowledgement, and their screens showed it; %,d who had paid in part were"
                        + " called again; %,d violations%n",
                tally.talks(),
                tally.talkingWhenAcked(),
                tally.calledAgain(),
                tally.violations().size());
        out.flush();
        return passed;
    }
}
