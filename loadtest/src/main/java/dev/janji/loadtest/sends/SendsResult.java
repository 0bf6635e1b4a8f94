package dev.janji.loadtest.sends;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * What a run showed. Immutable.
 *
 * @param sendingSeconds from the first message to the last, the server's absence after kills among it
 * @param settlingSeconds from the last message until every attempt had ended and every receipt was stored
 * @param owedReceipts that the server did not take to the end
 */
record SendsResult(
        SendsSettings settings,
        ProviderBook book,
        SendJudge.Verdict verdict,
        int kills,
        double sendingSeconds,
        double settlingSeconds,
        int owedReceipts) {
    private static final int PRINTED = 20;

    /** @return whether everything holds */
    boolean print(PrintWriter out) {
        line(
                out,
                "%n%,d messages at the provider in %,.0f s, %,.0f a second, the server's absence among it",
                book.taken(),
                sendingSeconds,
                book.taken() / Math.max(1e-3, sendingSeconds));
        line(
                out,
                "  provider          %,d accepted and never answered, %,d without a receipt, %,d with two; the server was killed %d times",
                book.timeouts(),
                book.lostReceipts(),
                book.duplicateReceipts(),
                kills);
        line(
                out,
                "  event log         %,d attempts: %,d left, %,d count as made, %,d never left; %,d with a receipt",
                verdict.attempts(),
                verdict.surely(),
                verdict.counted(),
                verdict.notSent(),
                verdict.outcomes());
        line(
                out,
                "  once in doubt     %,d: %,d were found out to have left, %,d not to have left, %,d count as made",
                verdict.inDoubt(),
                verdict.settledSent(),
                verdict.settledNever(),
                verdict.counted());
        line(out, "  settled           %,.1f s after the last message", settlingSeconds);
        boolean isEnough = book.taken() >= settings.sends();
        if (!isEnough) {
            line(out, "  NOT PASSED: the provider has %,d messages, not %,d", book.taken(), settings.sends());
        }
        if (kills < settings.kills()) {
            line(out, "  NOT PASSED: the server was killed %d times, not %d", kills, settings.kills());
        }
        if (owedReceipts > 0) {
            line(out, "  NOT PASSED: %,d receipts were never taken", owedReceipts);
        }
        line(out, "  %,d violations", verdict.violated());
        verdict.violations().stream().limit(PRINTED).forEach(each -> line(out, "  BROKEN: %s", each));
        boolean passed = isEnough && kills >= settings.kills() && owedReceipts == 0 && verdict.violated() == 0;
        line(
                out,
                "%n  %s",
                passed
                        ? "Nothing is at the provider twice, and every attempt has ended. Repeat with --seed "
                                + settings.seed()
                        : "NOT PASSED; repeat with --seed " + settings.seed());
        return passed;
    }

    private static void line(PrintWriter out, String text, Object... values) {
        out.println(String.format(Locale.ENGLISH, text, values));
        out.flush();
    }
}
