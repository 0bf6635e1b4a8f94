package dev.janji.actors.rules;

import dev.janji.actors.channel.ConfiguredTexts;
import dev.janji.actors.channel.TextDemands;
import dev.janji.actors.rules.RuleFiles.Source;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RecordedCalls;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One reading of a lender's folder, after its {@code lender.yaml}. Gathers what is wrong file by file. Not thread-safe. */
final class FolderReading {
    private static final String SHIPPED_PACKS = "packs " + String.join(", ", Policies.SHIPPED) + "; calendar indonesia";

    /** The template of a promised call; the debtor's rules name it. */
    /** Of which an agent reads the voice part to who was promised a call. */
    static final String CALLBACK = "callback";

    /** The templates of standard answers, each with a text for every channel on which they are given. */
    static final List<String> ANSWERS = List.of("answer-how-much", "answer-how-to-pay");

    static final List<Channel> ANSWERED = List.of(Channel.SMS, Channel.EMAIL, Channel.WHATSAPP);

    private final LenderFiles files;
    private final LenderReader.Head head;
    private final Duration clockSkew;
    private final FolderTexts texts;
    private final StrategyFiles strategies;
    private final Policies policies;
    private final Set<String> attested;
    private final Map<String, String> complete;
    private final Map<String, String> versions = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    FolderReading(
            LenderFiles files,
            LenderReader.Head head,
            ConfiguredTexts installation,
            TextDemands demands,
            Duration clockSkew) {
        this.files = files;
        this.head = head;
        this.clockSkew = clockSkew;
        this.complete = new TreeMap<>(files.texts());
        this.texts = new FolderTexts(
                files, installation, demands, head.languages(), head.paymentPage() != null, complete::put);
        this.strategies = StrategyFiles.among(new RuleFiles(
                name -> found(LenderFiles.STRATEGIES, name, StrategyFiles.RESOURCES),
                "the folder",
                StrategyFiles.RESOURCES,
                String.join(", ", StrategyFiles.SHIPPED)));
        this.policies = Policies.among(new RuleFiles(
                name -> found(
                        name.startsWith(LenderFiles.CALENDARS) ? "" : LenderFiles.POLICIES, name, Policies.RESOURCES),
                "the folder",
                Policies.RESOURCES,
                SHIPPED_PACKS));
        this.attested = head.attested().stream().map(YamlValue::text).collect(Collectors.toUnmodifiableSet());
    }

    /** What is shipped becomes part of the complete folder. */
    private Optional<Source> found(String folder, String name, String resources) {
        String path = folder + name;
        if (!complete.containsKey(path)) {
            RuleFiles.shipped(resources, name).ifPresent(shipped -> complete.put(path, shipped.text()));
        }
        return Optional.ofNullable(complete.get(path)).map(text -> new Source(path, text));
    }

    /** @throws FolderRefused with everything that is wrong */
    LenderFolder read() {
        texts.readAll(problem -> problems.add(problem.toString()));
        List<PolicyPack> packs = packs();
        List<Strategy> plans = plans();
        if (head.callbackQueue() != null && !texts.has(CALLBACK, Channel.VOICE)) {
            problems.add(LenderFiles.LENDER + ": expected a template " + CALLBACK
                    + " with a text for voice, which an agent reads to who was promised a call, but there is none");
        }
        if (head.answersADay() > 0) {
            demandAnswers();
        }
        if (!problems.isEmpty()) {
            throw new FolderRefused(problems);
        }
        warnings.addAll(texts.warnings());
        unattested(plans);
        unused(packs);
        LenderRules rules = new LenderRules(
                new Strategies(plans.get(0), plans.subList(1, plans.size())),
                PolicyPack.combined(packs).askingForWhatsApp(attested),
                head.buckets(),
                head.terms(),
                head.arrangements(),
                head.validity(),
                clockSkew,
                head.quiet(),
                head.offers(),
                head.callbackQueue(),
                head.replyQueue(),
                head.answersADay(),
                attested.contains(RecordedCalls.ATTESTATION));
        return new LenderFolder(
                head.lender(),
                new LenderBook(head.name(), rules, texts.finished(), head.desks(), head.paymentPage()),
                new LenderFiles(complete),
                warnings,
                versions);
    }

    private void demandAnswers() {
        for (String template : ANSWERS) {
            for (Channel channel : ANSWERED) {
                if (!texts.has(template, channel)) {
                    problems.add(LenderFiles.LENDER + ": expected a template " + template + " with a text for "
                            + YamlValue.written(channel)
                            + ", because `answers-a-day` lets questions be answered there, but there is none");
                }
            }
        }
    }

    /** @return the lender's strategy, then the others of the folder, which work the accounts that they have */
    private List<Strategy> plans() {
        List<Strategy> plans = new ArrayList<>();
        StrategyFiles.Vocabulary vocabulary = new StrategyFiles.Vocabulary(head.buckets(), texts::has);
        plan(head.strategy().text(), vocabulary, head.strategy()::refused, plans);
        for (String name : files.names(LenderFiles.STRATEGIES)) {
            if (!name.equals(head.strategy().text())) {
                plan(name, vocabulary, head.strategy()::refused, plans);
            }
        }
        return plans;
    }

    private void plan(
            String name,
            StrategyFiles.Vocabulary vocabulary,
            Function<String, RuleFileRefused> missing,
            List<Strategy> plans) {
        try {
            StrategyFiles.Checked checked = strategies.named(name, vocabulary, missing);
            String path = LenderFiles.STRATEGIES + name + ".yaml";
            String version = checked.strategy().version();
            YamlValue written = YamlValue.parse(path, complete.getOrDefault(path, ""));
            if (versions.put("strategy " + version, written.meaning()) != null) {
                throw written.get("version")
                        .refused("expected every strategy to have its own version, but there are two of " + version);
            }
            plans.add(checked.strategy());
            warnings.addAll(checked.warnings());
        } catch (RuleFileRefused e) {
            problems.addAll(e.problems());
        }
    }

    private List<PolicyPack> packs() {
        List<PolicyPack> packs = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (YamlValue each : head.policies()) {
            named.add(each.text());
            pack(each.text(), each::refused, packs);
        }
        List<PolicyPack> others = new ArrayList<>();
        for (String name : files.names(LenderFiles.POLICIES)) {
            if (!named.contains(name)) {
                pack(name, problem -> new RuleFileRefused(name, problem), others);
                warnings.add(LenderFiles.POLICIES + name + ".yaml: this pack binds nobody; name it under `policies` of "
                        + LenderFiles.LENDER + ", or delete it");
            }
        }
        return packs;
    }

    private void pack(String name, Function<String, RuleFileRefused> missing, List<PolicyPack> packs) {
        try {
            PolicyPack pack = policies.named(name, attested, missing);
            String path = LenderFiles.POLICIES + name + ".yaml";
            versions.put(
                    "pack " + pack.version(),
                    YamlValue.parse(path, complete.getOrDefault(path, "")).meaning());
            packs.add(pack);
        } catch (RuleFileRefused e) {
            problems.addAll(e.problems());
        }
    }

    /** Such a step would be over as soon as it is due. */
    private void unattested(List<Strategy> plans) {
        if (attested.contains(RecordedCalls.ATTESTATION)) {
            return;
        }
        for (Strategy plan : plans) {
            boolean callsByMachine = plan.segments().stream()
                    .flatMap(segment -> segment.steps().stream())
                    .anyMatch(step -> step.action() instanceof Action.Contact contact
                            && contact.channels().contains(Channel.VOICE));
            if (callsByMachine) {
                warnings.add(LenderFiles.LENDER + ": no machine calls, although " + plan.version()
                        + " has `recorded-call`: `attested` does not name `" + RecordedCalls.ATTESTATION + "`");
            }
        }
    }

    private void unused(List<PolicyPack> packs) {
        Set<String> asked = packs.stream()
                .flatMap(pack -> pack.askingForWhatsApp(attested).rules().stream())
                .map(rule -> rule.test() instanceof Condition.LenderAttests attests ? attests.name() : "")
                .collect(Collectors.toSet());
        for (YamlValue each : head.attested()) {
            if (!asked.contains(each.text()) && !each.text().equals(RecordedCalls.ATTESTATION)) {
                warnings.add(each.warning("no rule of the packs asks whether `" + each.text() + "` is attested"));
            }
        }
    }
}
