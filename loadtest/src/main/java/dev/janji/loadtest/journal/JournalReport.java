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
        contenders.forEach(each -> row(
                "  " + each.name(),
                text("%12.1f%12.1f", each.cost().self(), each.cost().store())));
        rungs(result.few());
        rungs(result.all());
        row(
                "log",
                text(
                        "%.1f events a row; at most %,d rows (%,d KiB) of a slice behind its checkpoint and in memory",
                        result.entriesPerRow(), result.lagRows(), result.lagBytes() / 1024));
        readers(result);
        stuck(result.held());
        stuck(result.fenced());
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
        return passed & besides(result, rawGate > 0);
    }

    /** What holds only with debtors and time enough, so that it decides nothing when there are few of both. */
    private boolean besides(JournalResult result, boolean decides) {
        Turns raw = result.raw().atSeventy();
        boolean passed = gate(
                text(
                        "readers' p99 %.1f ms, at most raw's + %.0f ms, and every event seen once",
                        result.readers().p99Millis(), ReaderRun.Result.MILLIS_OVER_RAW),
                result.readers().isPrompt(raw));
        for (StuckSlice.Result each : List.of(result.held(), result.fenced())) {
            passed &= gate(
                    text(
                            "one slice %s: others' p99 %.1f ms, at most raw's + %.0f ms, and none of them stopped",
                            each.what(), each.others().p99Millis(), each.millisOverRaw()),
                    each.isUnnoticed(raw));
        }
        passed &= gate(
                text(
                        "a commit costs %.2f times as much with %,d debtors as with %,d, at most %.2f",
                        result.all().growthFrom(result.few()),
                        result.all().debtors(),
                        result.few().debtors(),
                        Rungs.MOST_GROWTH),
                result.all().isFlatFrom(result.few()));
        return passed || !decides;
    }

    private boolean gate(String what, boolean passed) {
        row("gate", what + ": " + (passed ? "passed" : "NOT PASSED"));
        return passed;
    }

    private void rungs(Rungs rungs) {
        row("of these", text("the event log's parts with %,d debtors", rungs.debtors()));
        row(
                "  Pekko alone",
                text("%12.1f%12.1f", rungs.pekko().self(), rungs.pekko().store()));
        row(
                "  commit",
                text(
                        "%12.1f%12.1f   both, without Pekko: %.1f",
                        rungs.commit().self(), rungs.commit().store(), rungs.commitPath()));
        row(
                "  flush",
                text(
                        "%12.1f%12.1f   %.1f events of a debtor at once",
                        rungs.whole().self() - rungs.commit().self(),
                        rungs.whole().store() - rungs.commit().store(),
                        rungs.eventsPerFlush()));
    }

    private void readers(JournalResult result) {
        ReaderRun.Result readers = result.readers();
        row(
                "readers",
                text(
                        "p50 %6.1f   p99 %6.1f   max %6.1f ms   from an event's sending to its reader",
                        readers.millisAt(50), readers.p99Millis(), readers.millisAt(100)));
        row(
                "",
                text(
                        "p50 %6.1f   p99 %6.1f ms   to its acknowledgement at the same time",
                        readers.acks().p50Millis(), readers.acks().p99Millis()));
        row(
                "",
                text(
                        "CPU-us/event with and without: server %.1f and %.1f, Cassandra %.1f and %.1f",
                        readers.cost().self(),
                        result.log().costAtSeventy().self(),
                        readers.cost().store(),
                        result.log().costAtSeventy().store()));
    }

    private void stuck(StuckSlice.Result stuck) {
        row(
                "slice " + stuck.slice(),
                text(
                        "%s: others p50 %.1f   p99 %.1f   max %.1f ms, %,d of their actors stopped%s",
                        stuck.what(),
                        stuck.others().p50Millis(),
                        stuck.others().p99Millis(),
                        stuck.others().mostMillis(),
                        stuck.othersStopped(),
                        gaveUp(stuck.others())));
        row(
                "",
                text(
                        "its own: %,d events sent, %,d acknowledged, %,d actors stopped",
                        stuck.ownSent(), stuck.ownAcked(), stuck.ownStopped()));
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
        Turns turns = contender.atSeventy();
        row(
                "latency",
                text(
                        "p50 %6.1f   p99 %6.1f   max %6.1f ms   %s at %,.0f/s%s",
                        turns.p50Millis(),
                        turns.p99Millis(),
                        turns.mostMillis(),
                        contender.name(),
                        turns.perSecond(),
                        gaveUp(turns)));
    }

    private static String gaveUp(Turns turns) {
        return turns.overruns() == 0 ? "" : text(", GAVE UP %d times: too much was unanswered", turns.overruns());
    }

    private void row(String name, String value) {
        out.printf(Locale.ROOT, ROW, name, value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
