package dev.janji.loadtest.allocation;

import dev.janji.loadtest.Version;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code janji loadtest allocate}: what a decision of a desk costs, and whether its decisions are fair. */
@Command(
        name = "allocate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Measures the rules by which a desk brings agents and leads together: 10 to 10,000 agents, 1,000 to 1,000,000 leads.",
            "First shifts in virtual time: shares of lenders, work of agents, idleness in vain; the same for the same seed.",
            "Then the cost of a message by the size of the desk; then a desk in an actor beside an actor that decides nothing.",
            "Takes about a minute and a half on an idle machine. Ends with 0 when every bar is passed, else with 1."
        })
public final class AllocateCommand implements Callable<Integer> {
    private static final int MOST_AGENTS = 10_000;
    private static final int FEWEST_AGENTS = 10;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--quick",
            description = "Some seconds, smaller; only what is the same for the same seed decides, times are printed")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<Bar> bars = new ArrayList<>();

    /** @param decides whether the exit code says so, too */
    private record Bar(String what, String measured, String limit, boolean passed, boolean decides) {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        long began = System.nanoTime();
        line(
                out,
                "Allocation, seed %d, %d processors, Java %s%s",
                seed,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                quick ? ", quick: times mean little and decide nothing" : "");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load > Runtime.getRuntime().availableProcessors() / 2.0) {
            line(out, "%nThis machine has other work (load %.1f): the times below are its, too", load);
        }
        shifts(out);
        costs(out);
        actors(out);
        line(out, "");
        boolean passed = true;
        for (Bar bar : bars) {
            String verdict = bar.passed() ? "passed" : "NOT PASSED";
            line(out, "  %-66s %10s   %-11s %s", bar.what(), bar.measured(), bar.limit(), bar.decides() ? verdict : "");
            passed &= bar.passed() || !bar.decides();
        }
        line(
                out,
                "%n  %s after %d s",
                passed ? "Every bar is passed" : "Not every bar is passed",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
        return passed ? 0 : 1;
    }

    private void shifts(PrintWriter out) {
        int agents = quick ? 100 : 1_000;
        Shift.Result busy = Shift.busy(seed, agents, Duration.ofHours(quick ? 4 : 8));
        Shift.Result quiet = Shift.quiet(seed, agents, Duration.ofHours(quick ? 4 : 8));
        line(out, "%nVirtual time, %,d agents, %d lenders of weights 1 to 5", agents, DeskWorld.LENDERS);
        line(out, "  busy:  %,d conversations, agents of twelve kinds, every queue always waits", busy.conversations());
        line(
                out,
                "  quiet: %,d conversations, agents who can all do the same, 80 %% of what they could take",
                quiet.conversations());
        always(
                "Jain index of the agents' work, quiet",
                "%.4f".formatted(quiet.jain()),
                ">= 0.99",
                quiet.jain() >= 0.99);
        always(
                "largest deviation of a lender's share from its weight, busy",
                "%.2f %%".formatted(busy.shareError() * 100),
                "<= 2 %",
                busy.shareError() <= 0.02);
        long vain = Math.max(busy.idleInVain().toMillis(), quiet.idleInVain().toMillis());
        always("longest that an agent is idle while a lead waits for it", vain + " ms", "<= 100 ms", vain <= 100);
    }

    private void costs(PrintWriter out) {
        int[] agents = quick ? new int[] {FEWEST_AGENTS, 1_000} : new int[] {FEWEST_AGENTS, 100, 1_000, MOST_AGENTS};
        int[] leads = quick ? new int[] {1_000, 10_000} : new int[] {1_000, 100_000, 1_000_000};
        int messages = quick ? 20_000 : 400_000;
        line(
                out,
                "%nA message to a desk that never rests (accepted, ended with the next offer, brought anew in turns)");
        line(out, "  %10s %10s %8s %8s %12s %12s", "agents", "leads", "lines", "crews", "mean ns", "p99 ns");
        double growth = 0;
        for (int lead : leads) {
            List<DecisionCost> fewestAndMost = new ArrayList<>();
            for (int agent : List.of(agents[0], agents[agents.length - 1])) {
                fewestAndMost.add(new DecisionCost(seed, agent, lead));
            }
            List<DecisionCost.Cost> ends = DecisionCost.inTurns(messages, fewestAndMost);
            // Where leads are fewer than agents another thing is measured: most agents idle.
            if (lead > agents[agents.length - 1]) {
                growth = Math.max(growth, ends.get(1).nanosMean() / ends.get(0).nanosMean());
            }
            fewestAndMost.clear();
            cost(out, agents[0], lead, ends.get(0));
            for (int i = 1; i < agents.length - 1; i++) {
                List<DecisionCost> between = List.of(new DecisionCost(seed, agents[i], lead));
                cost(
                        out,
                        agents[i],
                        lead,
                        DecisionCost.inTurns(messages, between).get(0));
            }
            cost(out, agents[agents.length - 1], lead, ends.get(1));
        }
        timed(
                "growth of the mean, %,d to %,d agents, worst number of leads"
                        .formatted(agents[0], agents[agents.length - 1]),
                "%.2f x".formatted(growth),
                "<= 2 x",
                growth <= 2);
    }

    private static void cost(PrintWriter out, int agents, int leads, DecisionCost.Cost cost) {
        line(
                out,
                "  %,10d %,10d %8d %8d %,12.0f %,12d",
                agents,
                leads,
                cost.figures().lines(),
                cost.figures().crews(),
                cost.nanosMean(),
                cost.nanosP99());
    }

    private void actors(PrintWriter out) throws InterruptedException {
        int agents = quick ? 1_000 : MOST_AGENTS;
        try (ActorsRun run = new ActorsRun(seed, agents, quick ? 10_000 : 100_000)) {
            ActorsRun.Saturated saturated =
                    run.saturate(quick ? 1 : 5, quick ? Duration.ofMillis(300) : Duration.ofSeconds(3));
            int pace = 3 * 1_000;
            Histogram times = run.pace(
                    pace, Duration.ofSeconds(quick ? 0 : 5), quick ? Duration.ofMillis(300) : Duration.ofSeconds(15));
            line(out, "%nIn an actor, %,d agents, %,d leads", agents, quick ? 10_000 : 100_000);
            line(
                    out,
                    "  never resting: %,.0f messages a second with %,.0f offers; an actor that decides nothing: %,.0f",
                    saturated.desk().perSecond(),
                    saturated.desk().offersPerSecond(),
                    saturated.bare().perSecond());
            line(
                    out,
                    "  %,d messages a second with 1,000 offers, from when one should have been sent to its answer, in"
                            + " microseconds: p50 %,.0f, p99 %,.0f, p99.9 %,.0f, longest %,.0f",
                    pace,
                    micros(times, 50),
                    micros(times, 99),
                    micros(times, 99.9),
                    micros(times, 100));
            double p99 = micros(times, 99) / 1_000;
            timed("p99 of an answer at 1,000 offers a second", "%.3f ms".formatted(p99), "< 1 ms", p99 < 1);
            double longest = micros(times, 100) / 1_000;
            timed(
                    "longest that an agent waited for the next offer at that pace",
                    "%.1f ms".formatted(longest),
                    "<= 100 ms",
                    longest <= 100);
            timed(
                    "messages a second beside an actor that decides nothing",
                    "%.2f".formatted(saturated.ratio()),
                    ">= 0.5",
                    saturated.ratio() >= 0.5);
        }
    }

    private void always(String what, String measured, String limit, boolean passed) {
        bars.add(new Bar(what, measured, limit, passed, true));
    }

    private void timed(String what, String measured, String limit, boolean passed) {
        bars.add(new Bar(what, measured, limit, passed, !quick));
    }

    private static double micros(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1_000.0;
    }

    private static void line(PrintWriter out, String text, Object... values) {
        out.println(String.format(Locale.ENGLISH, text, values));
        out.flush();
    }
}
