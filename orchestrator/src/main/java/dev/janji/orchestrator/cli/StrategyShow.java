package dev.janji.orchestrator.cli;

import com.typesafe.config.ConfigException;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.actors.rules.RuleSentence;
import dev.janji.actors.rules.StepSentence;
import dev.janji.actors.rules.StrategyFiles;
import dev.janji.actors.rules.StrategyFiles.Vocabulary;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import dev.janji.orchestrator.server.Configuration;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is in a strategy, segment by segment. */
@Command(
        name = "show",
        description = "Shows every segment and step of a strategy, in words.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StrategyShow implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "STRATEGY",
            arity = "0..*",
            description = "Names, such as credit-card, or files that end in .yaml. Default: all that Janji ships")
    private List<String> names = new ArrayList<>();

    @Option(names = "--folder", paramLabel = "DIR", description = "Your own strategies, which come before shipped ones")
    private @Nullable Path folder;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Your settings, with your buckets and texts; default: those that Janji ships")
    private @Nullable Path config;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Vocabulary vocabulary = Vocabulary.of(Configuration.rules(config));
            StrategyFiles files = new StrategyFiles(folder);
            for (String name : names.isEmpty() ? StrategyFiles.SHIPPED : names) {
                StrategyFiles.Checked checked = name.endsWith(".yaml")
                        ? StrategyFiles.read(Path.of(name), vocabulary)
                        : files.named(name, vocabulary);
                show(checked.strategy(), out);
            }
            out.flush();
            return ExitCode.OK;
        } catch (RuleFileRefused | StartFailure | ConfigException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private static void show(Strategy strategy, PrintWriter out) {
        out.printf("%s%n%n", strategy.version());
        line(out, "comes over", comesOver(strategy.migration()));
        line(out, "rests", days(strategy.restDaysAfterPayment()) + " after a payment");
        line(
                out,
                "tries",
                "a step " + strategy.triesPerStep() + " times at most, again after " + strategy.retryMinutes()
                        + " minutes");
        for (PolicyRule limit : strategy.limits()) {
            line(out, limit.id(), RuleSentence.of(limit));
        }
        Split split = strategy.split();
        if (split != null) {
            line(
                    out,
                    "split",
                    split.arms().stream()
                            .map(arm -> arm.percent() + " % " + arm.name())
                            .collect(Collectors.joining(", ", split.name() + ": ", "")));
        }
        for (Segment segment : strategy.segments()) {
            out.printf(
                    "%n  %s%s%n",
                    segment.name(), segment.isForEverybody() ? ": whoever is left" : ": " + segment.condition());
            for (Step step : segment.steps()) {
                line(out, step.name(), StepSentence.of(step));
            }
        }
        out.println();
    }

    private static String comesOver(Strategy.Migration migration) {
        return "from an earlier version "
                + switch (migration) {
                    case AT_ONCE -> "at once";
                    case AT_THE_NEXT_DUE_DATE -> "with the next due date";
                    case WHEN_CURRENT -> "when nothing is overdue";
                };
    }

    private static String days(int days) {
        return days == 1 ? "1 day" : days + " days";
    }

    private static void line(PrintWriter out, String name, String text) {
        out.printf(Locale.ROOT, "    %-18s %s%n", name, text);
    }
}
