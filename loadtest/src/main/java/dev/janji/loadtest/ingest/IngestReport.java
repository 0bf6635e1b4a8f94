package dev.janji.loadtest.ingest;

import java.io.PrintStream;
import java.util.Locale;
import java.util.StringJoiner;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Prints a result on one screen. */
final class IngestReport {
    private static final String ROW = "%-12s%s%n";

    private final PrintStream out;

    IngestReport(PrintStream out) {
        this.out = out;
    }

    void print(IngestSettings settings, IngestResult result, String command, double gate) {
        out.println();
        row("machine", result.machine().shown());
        row("commit", result.machine().commit());
        row("command", command);
        row(
                "load",
                text(
                        "open loop, %d streams, %,d debtors %s, %,.0f events/s offered, %d rounds of %.0f s",
                        settings.streams(),
                        settings.debtors(),
                        settings.zipf() == 0 ? "alike" : text("by Zipf %.2f", settings.zipf()),
                        result.rate(),
                        result.rounds().size(),
                        settings.times().measured().toMillis() / 1e3));
        row("mix", mix(result));
        out.println();
        rates(result);
        out.println();
        latency(text("at %,.0f/s", result.rate()), sum(result));
        Window seventy = result.seventy();
        if (seventy != null) {
            latency(text("at %,.0f/s", seventy.offeredPerSecond()), seventy.latency());
        }
        out.println();
        cpu("CPU/event", result.cpu(), (double) result.acked());
        cpu("CPU/row", result.limitCpu(), result.limitRows());
        double acked = (double) result.acked();
        row("writes", StatementCounts.perEvent(result.statements().writes(), acked) + " an event");
        row("reads", StatementCounts.perEvent(result.statements().reads(), acked) + " an event");
        heap(settings, result.active(), result.idle(), result.doubled());
        row("journal", journal(result.journal()));
        out.println();
        warnings(result);
        boolean passed = result.ratio() >= gate;
        row(
                "gate",
                text("ratio %.2f, at least %.2f asked: %s", result.ratio(), gate, passed ? "passed" : "NOT PASSED")
                        + (result.nothingLost() ? "; nothing lost" : "; THE JOURNAL IS NOT WHAT WAS ANSWERED"));
    }

    private void rates(IngestResult result) {
        StringJoiner limits = new StringJoiner("");
        StringJoiner ours = new StringJoiner("");
        StringJoiner ratios = new StringJoiner("");
        result.limits().forEach(each -> limits.add(text("%,12.0f", each)));
        for (int i = 0; i < result.rounds().size(); i++) {
            ours.add(text("%,12.0f", result.rounds().get(i).ackedPerSecond()));
            ratios.add(text("%12.2f", result.ratio(i)));
        }
        row("", text("%12s    one after the other", "median"));
        row("limit", text("%,12.0f    %s", result.limit(), limits));
        row("ours", text("%,12.0f    %6s%s", result.ours(), "", ours));
        row("ratio", text("%12.2f    %6s%s", result.ratio(), "", ratios));
        StringJoiner sweep = new StringJoiner(", ");
        result.sweep().forEach((inFlight, rate) -> sweep.add(text("%d: %,.0f", inFlight, rate)));
        row(
                "",
                text(
                        "limit: raw prepared INSERT, rows/s, %d bytes, %d in flight (of %s)",
                        result.eventBytes(), result.inFlight(), sweep));
        row("", "ours: acked lender events/s");
    }

    private void latency(String what, Histogram latency) {
        row(
                "latency",
                text(
                        "p50 %.1f   p90 %.1f   p99 %.1f   p99.9 %.1f   max %.1f ms   %s",
                        millis(latency, 50),
                        millis(latency, 90),
                        millis(latency, 99),
                        millis(latency, 99.9),
                        latency.getMaxValue() / 1e6,
                        what));
    }

    private void cpu(String what, Processes.Cpu cpu, double events) {
        row(
                what,
                text(
                        "server %.0f us   store %.0f us   client %.0f us",
                        cpu.server() / events, cpu.store() / events, cpu.client() / events));
    }

    private void heap(
            IngestSettings settings,
            @Nullable HeapCensus active,
            @Nullable HeapCensus idle,
            @Nullable HeapCensus doubled) {
        if (active == null || idle == null || doubled == null) {
            return;
        }
        double perIdle = (double) (doubled.bytes() - idle.bytes()) / settings.debtors();
        double perActive = (double) (active.bytes() - idle.bytes()) / Math.max(1, active.debtors() - idle.debtors());
        row(
                "heap",
                text(
                        "%,.0f bytes per active debtor (%,d in memory)   %,.0f per idle one, of as many again (%,d in memory)",
                        perActive, active.debtors(), perIdle, doubled.debtors()));
        row(
                "",
                text(
                        "live: %,.1f MB under load, %,.1f MB afterwards, %,.1f MB with as many again",
                        active.bytes() / 1e6, idle.bytes() / 1e6, doubled.bytes() / 1e6));
    }

    private void warnings(IngestResult result) {
        if (result.drifted()) {
            row("warning", text("the limit drifted by %.0f %% between rounds", result.drift() * 100));
        }
        if (result.saturated()) {
            row("warning", "generator saturated: more than 0.1 % of the events left over 1 ms late");
        }
        if (!result.sustained()) {
            row("warning", "the rate was not sustained in every round");
        }
        result.tally().refusals().forEach((what, count) -> row("refused", text("%,d times %s", count, what)));
        result.tally().wrongs().forEach((what, count) -> row("wrong", text("%,d times %s", count, what)));
    }

    private static String mix(IngestResult result) {
        Tally measured = new Tally();
        result.rounds().forEach(round -> measured.add(round.whole()));
        double acked = Math.max(1, measured.acked());
        return text(
                "%.1f %% payments, %.1f %% duplicates, %.1f %% with an earlier next wake-up, %.1f %% others",
                measured.acked(Kind.PAYMENT) * 100 / acked,
                measured.acked(Kind.DUPLICATE) * 100 / acked,
                measured.acked(Kind.WAKE_UP) * 100 / acked,
                measured.acked(Kind.OTHER) * 100 / acked);
    }

    private static String journal(JournalCount.Found found) {
        return text(
                "%,d rows = %,d accepted + %,d derived%s; lost %,d, twice %,d, never sent %,d, gaps %,d",
                found.rows(),
                found.acked(),
                found.derived(),
                found.inDoubt() == 0 ? "" : text(" + %,d in doubt", found.inDoubt()),
                found.lost(),
                found.twice(),
                found.unsent(),
                found.gaps());
    }

    static Histogram sum(IngestResult result) {
        Histogram all = new Histogram(3);
        result.rounds().forEach(round -> all.add(round.latency()));
        return all;
    }

    private static double millis(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    private void row(String name, String value) {
        out.printf(Locale.ROOT, ROW, name, value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
