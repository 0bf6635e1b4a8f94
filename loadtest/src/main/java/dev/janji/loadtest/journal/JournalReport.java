package dev.janji.loadtest.journal;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Prints a result on one screen. */
final class JournalReport {
    private static final String ROW = "%-14s%s%n";

    private final PrintStream out;

    JournalReport(PrintStream out) {
        this.out = out;
    }

    /** @return whether every gate is passed */
    boolean print(JournalSettings settings, JournalResult result, String command, double rawGate, double stockGate) {
        out.println();
        row("machine", result.machine().shown());
        row("commit", result.machine().commit());
        row("command", command);
        row(
                "load",
                text(
                        "%,d debtors in memory (%,d MB of heap for two journals), %,d in flight, events of %d bytes, seed %d",
                        settings.debtors(),
                        result.heapMegabytes(),
                        settings.inFlight(),
                        settings.eventBytes(),
                        settings.seed()));
        out.println();
        row("events/s", text("%12s   one after the other", "median"));
        List<Measured> contenders = List.of(result.raw(), result.stock(), result.log());
        contenders.forEach(this::rates);
        row("to raw", text("%12.2f", result.toRaw()));
        row("to stock", text("%12.2f", result.toStock()));
        out.println();
        contenders.forEach(this::latency);
        out.println();
        row("CPU-us/event", text("%12s%12s   (this process sends the events too)", "server", "Cassandra"));
        for (Measured each : List.of(result.pekko(), result.commit(), result.log(), result.stock(), result.raw())) {
            row("  " + each.name(), text("%12.1f%12.1f", each.selfMicrosPerEvent(), each.storeMicrosPerEvent()));
        }
        row(
                "log",
                text(
                        "%.1f events a row; at most %,d rows (%,d KiB) of a slice behind its checkpoint and in memory",
                        result.entriesPerRow(), result.lagRows(), result.lagBytes() / 1024));
        out.println();
        if (!result.machine().quiet()) {
            out.println("The machine was not quiet: compare ratios and CPU, not rates.");
        }
        boolean passed = gate("to raw", result.toRaw(), rawGate) & gate("to stock", result.toStock(), stockGate);
        row(
                "latency",
                text(
                        "p99 at 70 %% at most raw's + %.0f ms: %s",
                        JournalResult.MILLIS_OVER_RAW, result.isPrompt() ? "yes" : "NO"));
        return passed;
    }

    private boolean gate(String what, double found, double least) {
        boolean passed = found >= least;
        row("gate", text("%s %.2f, at least %.2f asked: %s", what, found, least, passed ? "passed" : "NOT PASSED"));
        return passed;
    }

    private void rates(Measured contender) {
        StringJoiner all = new StringJoiner("");
        contender.rates().forEach(each -> all.add(text("%,11.0f", each)));
        row("  " + contender.name(), text("%,12.0f%s", contender.median(), all));
    }

    private void latency(Measured contender) {
        Drive.Stretch stretch = contender.atSeventy();
        row(
                "latency",
                text(
                        "p50 %6.1f   p99 %6.1f   max %6.1f ms   %s at %,.0f/s%s",
                        stretch.p50Millis(),
                        stretch.p99Millis(),
                        stretch.latency().getMaxValue() / 1e6,
                        contender.name(),
                        stretch.perSecond(),
                        stretch.overrun() ? ", GAVE UP: too much was unanswered" : ""));
    }

    private void row(String name, String value) {
        out.printf(Locale.ROOT, ROW, name, value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
