package dev.janji.loadtest.agents;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to. Immutable but for the stretches, which are over.
 *
 * @param settings of the run
 * @param bound messages that the server lets wait for a reader
 * @param signedIn agents who did, the slow readers among them
 * @param signInSeconds how long all of them took
 * @param heapAlone bytes of the server's heap before anybody connected
 * @param heapIdle the same with all of them signed in and nothing to do
 * @param reading while everybody read
 * @param slow from when the slow readers did not read any more
 * @param cut slow readers whose connection the server ended
 * @param fewestQuestions that a slow reader who was cut had asked until then
 * @param mostQuestions the same, the most
 * @param cutSeconds until the last of them was cut
 * @param lost others whose connection ended
 * @param otherwise what came out otherwise than by an offer and a screen, and how often
 * @param stoodMillis for how long the desk's clock stood still, with which the times of offers may be wrong
 */
record AgentsResult(
        AgentsSettings settings,
        int bound,
        int signedIn,
        double signInSeconds,
        long heapAlone,
        long heapIdle,
        Stretch reading,
        Stretch slow,
        int cut,
        int fewestQuestions,
        int mostQuestions,
        double cutSeconds,
        int lost,
        Map<String, Integer> otherwise,
        double stoodMillis) {
    /** Of those who were ready, so many in a hundred had a screen in the end. */
    private static final int SHOWN_PERCENT = 95;

    /** @return whether every bar is kept */
    boolean print(PrintStream out) {
        line(out, "");
        line(
                out,
                "  %,d agents signed in within %.1f s; the server's heap per connection: %,d bytes (%.1f MB before, %.1f MB after)",
                signedIn,
                signInSeconds,
                signedIn == 0 ? 0 : (heapIdle - heapAlone) / signedIn,
                heapAlone / 1e6,
                heapIdle / 1e6);
        line(out, "");
        line(out, "  %-46s %8s %10s %10s %10s", "milliseconds", "count", "p50", "p99", "max");
        print(out, reading, "everybody reads");
        print(out, slow, settings.slowReaders() + " do not read");
        Latencies screens = reading.shown.and(slow.shown);
        Latencies echoes = reading.echoed.and(slow.echoed);
        line(
                out,
                "  offer to screen is %.1f times the bare echo at p50, %.1f times at p99",
                ratio(screens, echoes, 50),
                ratio(screens, echoes, 99));
        line(out, "  the desk's clock stood still for %.1f ms in all", stoodMillis);
        line(
                out,
                "  slow readers were cut after %,d to %,d unread answers, the last %.1f s after they stopped to read",
                fewestQuestions,
                mostQuestions,
                cutSeconds);
        otherwise.forEach((what, times) -> line(out, "  otherwise: %s, %,d times", what, times));
        line(out, "");
        return bars(out);
    }

    private static void print(PrintStream out, Stretch stretch, String when) {
        line(out, "%s", stretch.heard.line("offer to its arrival, " + when));
        line(out, "%s", stretch.shown.line("offer to screen, " + when));
        line(out, "%s", stretch.fetched.line("acceptance to screen, " + when));
        line(out, "%s", stretch.echoed.line("bare echo there and back, " + when));
    }

    private boolean bars(PrintStream out) {
        boolean kept = bar(out, "agents signed in", signedIn, settings.agents(), signedIn == settings.agents());
        kept &= bar(out, "slow readers cut by the server", cut, settings.slowReaders(), cut == settings.slowReaders());
        kept &= bar(
                out,
                "questions unread when the first was cut: at least",
                fewestQuestions,
                bound,
                fewestQuestions >= bound);
        kept &= bar(out, "others who lost their connection", lost, 0, lost == 0);
        kept &= shown(out, "screens of those ready, everybody reads", reading);
        return kept & shown(out, "screens of those ready, some do not read", slow);
    }

    private static boolean shown(PrintStream out, String what, Stretch stretch) {
        int asked = stretch.asked.get();
        int least = Math.max(1, (asked * SHOWN_PERCENT + 99) / 100);
        return bar(out, what, stretch.shown.count(), least, stretch.shown.count() >= least);
    }

    private static boolean bar(PrintStream out, String what, long measured, long limit, boolean kept) {
        line(out, "  %-52s %,8d   bar %,8d   %s", what, measured, limit, kept ? "kept" : "NOT KEPT");
        return kept;
    }

    private static double ratio(Latencies one, Latencies other, double percentile) {
        double base = other.millis(percentile);
        return base == 0 ? 0 : one.millis(percentile) / base;
    }

    private static void line(PrintStream out, String form, Object... what) {
        out.println(String.format(Locale.ROOT, form, what));
    }
}
