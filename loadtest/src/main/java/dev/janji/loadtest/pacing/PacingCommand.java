package dev.janji.loadtest.pacing;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./janji loadtest pacing}: how busy agents are and how many answered calls find nobody, by our pacer and by others. */
@Command(
        name = "pacing",
        description =
                "Simulates shifts of eight hours, dialed by the predictive pacer and by other rules, and says how busy the agents were,"
                        + " how many answered calls found no agent, and what the worst hour was. Exit code 0 only when every bar is kept."
                        + " What the figures mean is in docs/pacing.md.",
        mixinStandardHelpOptions = true)
public final class PacingCommand implements Callable<Integer> {
    private static final int MOST_AGENTS = 1000;

    @Option(
            names = "--seeds",
            description = "shifts of each scenario, by the rules that the bars look at (default ${DEFAULT-VALUE})",
            defaultValue = "200")
    private int seeds;

    @Option(
            names = "--others",
            description =
                    "shifts of each scenario by the rules shown beside, at most --seeds (default ${DEFAULT-VALUE})",
            defaultValue = "10")
    private int others;

    @Option(names = "--seed", description = "the first one (default ${DEFAULT-VALUE})", defaultValue = "1")
    private long seed;

    @Option(
            names = "--agents",
            split = ",",
            description = "only groups of so many agents, such as 10,30; 1 to " + MOST_AGENTS)
    private @Nullable List<Integer> agents;

    @Option(
            names = "--scenario",
            description = "only this one: steady, answers-halve, answers-double, agents-leave, ...")
    private @Nullable String scenario;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        List<Scenario> scenarios = scenarios();
        PrintWriter out = spec.commandLine().getOut();
        long began = System.nanoTime();
        Bars bars = new Bars();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Map<Rule, List<Future<ShiftResult>>>> runs = new ArrayList<>();
            for (Scenario each : scenarios) {
                runs.add(submit(each, workers));
            }
            for (int i = 0; i < scenarios.size(); i++) {
                Map<Rule, PooledShifts> shifts = new EnumMap<>(Rule.class);
                for (Map.Entry<Rule, List<Future<ShiftResult>>> run :
                        runs.get(i).entrySet()) {
                    shifts.put(run.getKey(), pool(run.getValue()));
                }
                print(out, scenarios.get(i), shifts);
                bars.add(scenarios.get(i), shifts);
            }
        } finally {
            workers.shutdownNow();
        }
        out.println();
        bars.lines().forEach(line -> out.println("  " + line));
        out.printf(
                Locale.ENGLISH,
                "%n  %,d scenarios, seeds %d to %d (others: %d), in %,d s: %s%n",
                scenarios.size(),
                seed,
                seed + seeds - 1,
                Math.min(others, seeds),
                (System.nanoTime() - began) / 1_000_000_000L,
                bars.areKept() ? "every bar is kept" : "not every bar is kept");
        out.flush();
        return bars.areKept() ? 0 : 1;
    }

    private List<Scenario> scenarios() {
        if (seeds < 1 || others < 1) {
            throw wrong("Expected --seeds and --others from 1, but got " + seeds + " and " + others);
        }
        List<Scenario.Kind> kinds = Stream.of(Scenario.Kind.values())
                .filter(each -> scenario == null || each.label().equals(scenario))
                .toList();
        if (kinds.isEmpty()) {
            throw wrong("Expected --scenario to be one of "
                    + Stream.of(Scenario.Kind.values())
                            .map(Scenario.Kind::label)
                            .collect(Collectors.joining(", "))
                    + ", but got " + scenario);
        }
        List<Integer> groups = agents;
        if (groups != null && groups.stream().anyMatch(each -> each < 1 || each > MOST_AGENTS)) {
            throw wrong("Expected --agents from 1 to " + MOST_AGENTS + ", but got " + groups);
        }
        return kinds.stream()
                .flatMap(each -> Scenario.of(each, groups).stream())
                .toList();
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private Map<Rule, List<Future<ShiftResult>>> submit(Scenario of, ExecutorService workers) {
        Map<Rule, List<Future<ShiftResult>>> runs = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            List<Future<ShiftResult>> shifts = new ArrayList<>();
            for (int i = 0; i < (rule.isMeasured(of) ? seeds : Math.min(others, seeds)); i++) {
                long each = seed + i;
                shifts.add(workers.submit(() -> rule.shift(of, each)));
            }
            runs.put(rule, shifts);
        }
        return runs;
    }

    private static PooledShifts pool(List<Future<ShiftResult>> runs) throws InterruptedException, ExecutionException {
        List<ShiftResult> shifts = new ArrayList<>();
        for (Future<ShiftResult> run : runs) {
            shifts.add(run.get());
        }
        return new PooledShifts(shifts);
    }

    private static void print(PrintWriter out, Scenario scenario, Map<Rule, PooledShifts> shifts) {
        out.println();
        out.println("  " + scenario + ": " + scenario.kind().words());
        out.println("                     util %   aband %   idle s   worst hour %   shifts within 3 %");
        shifts.forEach((rule, pooled) -> out.printf(
                Locale.ENGLISH,
                "    %-15s %7.1f %9.2f %8.1f %14.1f %15.1f %% of %d%n",
                rule.label(),
                pooled.utilisation(),
                pooled.abandoned(),
                pooled.idleSeconds(),
                pooled.worstHour(),
                pooled.within(),
                pooled.shifts().size()));
        out.flush();
    }
}
