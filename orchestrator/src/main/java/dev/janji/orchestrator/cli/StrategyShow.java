package dev.janji.orchestrator.cli;

import com.typesafe.config.ConfigException;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.actors.rules.StrategyFiles;
import dev.janji.actors.rules.StrategyFiles.Vocabulary;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import dev.janji.orchestrator.server.Configuration;
import dev.janji.orchestrator.server.StartFailure;
import dev.janji.orchestrator.words.Language;
import dev.janji.orchestrator.words.Phrases;
import dev.janji.orchestrator.words.RuleSentence;
import dev.janji.orchestrator.words.StepSentence;
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

    @Option(
            names = "--language",
            paramLabel = "en|id",
            converter = LanguageWord.class,
            defaultValue = "en",
            description = "Of the sentences. Default: ${DEFAULT-VALUE}")
    private Language language = Language.ENGLISH;

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

    private void show(Strategy strategy, PrintWriter out) {
        Phrases phrases = language.phrases();
        out.printf("%s%n%n", strategy.version());
        out.printf(
                "  %s%n",
                phrases.say("strategy.migration." + strategy.migration().name()));
        out.printf("  %s%n", phrases.count("strategy.rest", strategy.restDaysAfterPayment()));
        out.printf("  %s%n", phrases.count("strategy.tries", strategy.triesPerStep(), strategy.retryMinutes()));
        for (PolicyRule limit : strategy.limits()) {
            out.printf("  %s: %s%n", limit.id(), new RuleSentence(phrases).of(limit));
        }
        Split split = strategy.split();
        if (split != null) {
            out.printf(
                    "  %s: %s%n",
                    split.name(),
                    split.arms().stream()
                            .map(arm -> phrases.say("strategy.arm", arm.percent(), arm.name()))
                            .collect(Collectors.joining(", ")));
        }
        StepSentence sentences = new StepSentence(phrases);
        for (Segment segment : strategy.segments()) {
            out.printf(
                    "%n  %s: %s%n",
                    segment.name(), segment.isForEverybody() ? phrases.say("strategy.whoever") : segment.condition());
            for (Step step : segment.steps()) {
                out.printf(Locale.ROOT, "    %-18s %s%n", step.name(), sentences.of(step));
            }
        }
        out.println();
    }
}
