package dev.janji.orchestrator.cli;

import dev.janji.actors.rules.Policies;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.domain.policy.MoratoriumTerms;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.orchestrator.words.Language;
import dev.janji.orchestrator.words.RuleSentence;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is in a pack, rule by rule. */
@Command(
        name = "show",
        description = "Shows every rule of a policy pack with its citation, in words.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PolicyShow implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PACK",
            arity = "0..*",
            description = "Names, such as id or us-reg-f. Default: all that Janji ships")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Your own packs and calendars, which come before shipped ones")
    private @Nullable Path folder;

    @Option(names = "--attested", paramLabel = "NAME", split = ",", description = "What you have declared in writing")
    private Set<String> attested = new HashSet<>();

    @Option(
            names = "--language",
            paramLabel = "en|id",
            converter = LanguageWord.class,
            defaultValue = "en",
            description = "Of the sentences; citations stay as they are. Default: ${DEFAULT-VALUE}")
    private Language language = Language.ENGLISH;

    @Override
    public Integer call() {
        Policies policies = new Policies(folder);
        try {
            for (String name : names.isEmpty() ? Policies.SHIPPED : names) {
                show(policies.read(List.of(name), attested), spec.commandLine().getOut());
            }
            return ExitCode.OK;
        } catch (RuleFileRefused e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private void show(PolicyPack pack, PrintWriter out) {
        RuleSentence sentences = new RuleSentence(language.phrases());
        out.printf("%s, valid from %s to %s%n%n", pack.version(), pack.validFrom(), pack.validTo());
        line(out, pack.zoneRuleId(), sentences.ofZone(pack));
        for (PolicyRule rule : pack.rules()) {
            line(out, rule.id(), sentences.of(rule));
            line(out, "", rule.citation());
        }
        for (MoratoriumTerms terms : pack.moratoria()) {
            line(out, terms.id(), sentences.of(terms));
            line(out, "", terms.citation());
        }
        for (FieldTerms terms : pack.field()) {
            line(out, terms.id(), sentences.ofAddress());
            line(out, "", terms.citation());
            line(out, terms.hoursId(), sentences.ofHours(terms));
            line(out, "", terms.hoursCitation());
        }
        out.println();
        out.flush();
    }

    private static void line(PrintWriter out, String id, String text) {
        out.printf(Locale.ROOT, "  %-14s %s%n", id, text);
    }
}
