package dev.janji.actors.rules;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RecordedCalls;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.SkillId;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.policy.ContactLimit;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit.Counted;
import dev.janji.domain.policy.TimeLimit.Unit;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.SegmentFacts;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.strategy.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a strategy from YAML. What each line means is in {@code docs/strategies.md}. For one strategy. */
final class StrategyReader {
    private static final int MOST_DAYS = 10_000;
    private static final String CITATION = "the lender's strategy";

    private final StrategyFiles.Vocabulary vocabulary;

    /** Conditions in the order of their segments; null for one that takes whoever is left. */
    private final List<@Nullable SegmentCondition> conditions = new ArrayList<>();

    private final List<YamlValue> segmentLines = new ArrayList<>();
    private final List<List<YamlValue>> stepLines = new ArrayList<>();

    /** @param vocabulary that its segments and steps may name */
    StrategyReader(StrategyFiles.Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** @throws RuleFileRefused that names file, line, and what to write instead */
    Strategy read(YamlValue root) {
        root.only(
                "strategy",
                "version",
                "about",
                "migration",
                "rest-days-after-payment",
                "retry-minutes",
                "tries-per-step",
                "limits",
                "split",
                "segments");
        YamlValue about = root.find("about");
        if (about != null) {
            about.text();
        }
        YamlValue writtenSplit = root.find("split");
        Split split = writtenSplit == null ? null : split(writtenSplit);
        YamlValue limits = root.find("limits");
        Set<String> names = new HashSet<>();
        List<Segment> segments = YamlValue.readEach(root.get("segments").some(), each -> segment(each, split, names));
        return checked(
                root,
                () -> new Strategy(
                        root.get("strategy").text() + "-" + root.get("version").number(1, Integer.MAX_VALUE),
                        segments,
                        root.get("rest-days-after-payment").number(0, MOST_DAYS),
                        root.get("retry-minutes").number(1, MOST_DAYS),
                        root.get("tries-per-step").number(1, MOST_DAYS),
                        limits == null ? List.of() : YamlValue.readEach(limits.some(), StrategyReader::limit),
                        split,
                        root.get("migration").word(Strategy.Migration.class),
                        borders()));
    }

    /** @return what the conditions of the strategy that was read ask for; null for a segment that takes whoever is left */
    List<@Nullable SegmentCondition> conditions() {
        return conditions;
    }

    YamlValue lineOf(int segment) {
        return segmentLines.get(segment);
    }

    YamlValue lineOf(int segment, int step) {
        return stepLines.get(segment).get(step);
    }

    private Strategy.Borders borders() {
        return conditions.stream().allMatch(each -> each == null)
                ? Strategy.Borders.NONE
                : new Strategy.Borders(
                        borders(SegmentFact.DPD),
                        borders(SegmentFact.DAYS_SINCE_PAYMENT),
                        borders(SegmentFact.DEBTOR_DPD));
    }

    private List<Integer> borders(SegmentFact fact) {
        List<Integer> borders = new ArrayList<>();
        for (SegmentCondition condition : conditions) {
            if (condition != null) {
                borders.addAll(condition.reading().borders(fact));
            }
        }
        return borders;
    }

    private Segment segment(YamlValue written, @Nullable Split split, Set<String> names) {
        written.only("segment", "when", "steps");
        String name = written.get("segment").text();
        if (!names.add(name)) {
            throw written.get("segment")
                    .refused("expected every segment to have its own name, but there are two of " + name);
        }
        YamlValue when = written.find("when");
        SegmentCondition condition = when == null ? null : SegmentCondition.compile(when);
        if (when != null && condition != null) {
            known(when, condition.reading(), SegmentFact.BUCKET, bucketNames());
            known(when, condition.reading(), SegmentFact.DEBTOR_BUCKET, bucketNames());
            known(when, condition.reading(), SegmentFact.ARM, armNames(split));
            known(when, condition.reading(), SegmentFact.CONTACTABLE, channelNames());
            known(when, condition.reading(), SegmentFact.LAST_DISPOSITION, dispositionNames());
        }
        List<YamlValue> lines = written.get("steps").list();
        List<Step> before = new ArrayList<>();
        List<Step> steps = YamlValue.readEach(lines, line -> {
            Step step = step(line);
            List<Step> withIt = Stream.concat(before.stream(), Stream.of(step)).toList();
            checked(line, () -> new Segment(name, Segment.EVERYBODY, withIt));
            before.add(step);
            return step;
        });
        if (steps.stream().filter(step -> step.trigger() == Trigger.PROMISE_DUE).count() > 1) {
            throw written.get("steps").refused("expected one reminder of a promise at most, but found more");
        }
        if (steps.stream().filter(step -> step.trigger() == Trigger.OFFER_DUE).count() > 1) {
            throw written.get("steps").refused("expected one reminder of an offer at most, but found more");
        }
        conditions.add(condition);
        segmentLines.add(written);
        stepLines.add(lines);
        Predicate<SegmentFacts> test = condition == null ? Segment.EVERYBODY : condition;
        return new Segment(name, test, steps);
    }

    private static void known(YamlValue when, ConditionReading reading, SegmentFact fact, Set<String> names) {
        for (String word : reading.words(fact)) {
            if (!names.contains(word)) {
                String expected = names.isEmpty()
                        ? "a `split` whose arms a condition can name"
                        : "one of " + String.join(", ", names) + " for `" + fact.written() + "`";
                throw when.refused("expected " + expected + ", but found `" + word + "`");
            }
        }
    }

    private Step step(YamlValue written) {
        written.only(
                "step",
                "name",
                "of",
                "at",
                "until",
                "late",
                "channels",
                "call",
                "skill",
                "recorded-call",
                "template",
                "wait",
                "hand-over");
        StepToken token = StepToken.of(written.get("step"));
        YamlValue name = written.find("name");
        YamlValue until = written.find("until");
        YamlValue late = written.find("late");
        return checked(
                written,
                () -> new Step(
                        name == null ? written.get("step").text() : name.text(),
                        token.trigger(),
                        token.day(),
                        written.get("at").time(),
                        until == null ? null : until.time(),
                        late == null ? Step.Late.MERGE : late.word(Step.Late.class),
                        bucketsOf(written, token),
                        action(written, token)));
    }

    private Set<String> bucketsOf(YamlValue written, StepToken token) {
        YamlValue of = written.find("of");
        if (of == null) {
            return Set.of();
        }
        if (token.trigger() != Trigger.BUCKET_ENTERED) {
            throw of.refused("expected `of` with a step such as bucket+0 only, but found it with `"
                    + written.get("step").text() + "`");
        }
        Set<String> names = bucketNames();
        of.some().forEach(each -> {
            if (!names.contains(each.text())) {
                throw each.refused(
                        "expected a bucket of " + String.join(", ", names) + ", but found `" + each.text() + "`");
            }
        });
        return of.some().stream().map(YamlValue::text).collect(Collectors.toUnmodifiableSet());
    }

    private Action action(YamlValue written, StepToken token) {
        YamlValue handOver = written.find("hand-over");
        if (handOver != null) {
            if (token.trigger() == Trigger.OFFER_DUE) {
                throw handOver.refused("expected a contact that reminds of the offer, but found `hand-over`");
            }
            for (String key : List.of("channels", "call", "skill", "recorded-call", "template", "wait")) {
                YamlValue other = written.find(key);
                if (other != null) {
                    throw other.refused("expected either `hand-over` or a contact, but found `" + key + "` as well");
                }
            }
            return new Action.HandOver(handOver.word(Action.Receiver.class));
        }
        YamlValue call = written.find("call");
        if (call != null) {
            return call(written, call);
        }
        YamlValue recorded = written.find("recorded-call");
        if (recorded != null) {
            return recordedCall(written, recorded);
        }
        YamlValue skill = written.find("skill");
        if (skill != null) {
            throw skill.refused("expected `skill` with a `call` only, but found it without one");
        }
        List<Channel> channels = new ArrayList<>();
        for (YamlValue each : written.get("channels").some()) {
            Channel channel = each.word(Channel.class);
            if (channel == Channel.VOICE) {
                throw each.refused(
                        "expected a channel of messages, but found `voice`: write `call` with a queue when an"
                                + " agent calls, or `recorded-call` with a template when a machine does");
            }
            if (channels.contains(channel)) {
                throw each.refused("expected every channel once, but found " + each.text() + " twice");
            }
            channels.add(channel);
        }
        YamlValue template = written.get("template");
        for (Channel channel : channels) {
            if (!vocabulary.texts().test(template.text(), channel)) {
                throw template.refused("expected a template that has a text for " + YamlValue.written(channel)
                        + ", but found `" + template.text() + "`");
            }
        }
        YamlValue wait = written.find("wait");
        return new Action.Contact(channels, template.text(), wait == null ? null : response(wait, channels));
    }

    /** An operator's folder says which queues there are, so any name will do here. */
    private Action call(YamlValue written, YamlValue call) {
        for (String key : List.of("channels", "recorded-call", "wait")) {
            YamlValue other = written.find(key);
            if (other != null) {
                throw other.refused("expected either `call` or `channels`, but found `" + key + "` as well");
            }
        }
        YamlValue skill = written.find("skill");
        YamlValue template = written.get("template");
        if (!vocabulary.texts().test(template.text(), Channel.VOICE)) {
            throw template.refused(
                    "expected a template that has a text for voice, but found `" + template.text() + "`");
        }
        if (RecordedCalls.is(template.text(), Channel.VOICE)) {
            throw template.refused("expected a text that an agent reads, but found `" + template.text()
                    + "`, which a machine says: write `recorded-call`");
        }
        return new Action.Call(
                call.parsed(QueueId::new, "a queue of a-z, 0-9 and '-'"),
                skill == null
                        ? ""
                        : skill.parsed(SkillId::new, "a skill of a-z, 0-9 and '-'")
                                .value(),
                template.text());
    }

    /** A contact by voice that needs nobody: its text is what the recordings say. */
    private Action recordedCall(YamlValue written, YamlValue template) {
        for (String key : List.of("channels", "skill", "template", "wait")) {
            YamlValue other = written.find(key);
            if (other != null) {
                throw other.refused("expected nothing beside `recorded-call`, but found `" + key + "` as well");
            }
        }
        if (!RecordedCalls.is(template.text(), Channel.VOICE) || template.text().equals(RecordedCalls.GREETING)) {
            throw template.refused("expected a template whose name begins with `" + RecordedCalls.TEMPLATES
                    + "`, other than `" + RecordedCalls.GREETING + "`, but found `" + template.text() + "`");
        }
        for (String each : List.of(template.text(), RecordedCalls.GREETING)) {
            if (!vocabulary.texts().test(each, Channel.VOICE)) {
                throw template.refused(
                        "expected a template `" + each + "` that has a text for voice, but there is none");
            }
        }
        return new Action.Contact(List.of(Channel.VOICE), template.text(), null);
    }

    private static Action.Response response(YamlValue wait, List<Channel> channels) {
        wait.only("for", "hours");
        if (channels.size() < 2) {
            throw wait.refused("expected a channel to try after the wait, but the step names one only");
        }
        return new Action.Response(
                wait.get("for").word(Action.Sign.class),
                Duration.ofHours(wait.get("hours").number(1, MOST_DAYS)));
    }

    private static PolicyRule limit(YamlValue written) {
        written.only("id", "of", "most", "days", "hours", "per", "channels");
        YamlValue days = written.find("days");
        YamlValue hours = written.find("hours");
        if ((days == null) == (hours == null)) {
            throw written.refused(
                    "expected either `days` or `hours`, but found " + (days == null ? "neither" : "both"));
        }
        YamlValue of = written.find("of");
        YamlValue per = written.find("per");
        YamlValue channels = written.find("channels");
        YamlValue length = days == null ? written.get("hours") : days;
        PolicyRule.Test limit = checked(
                written,
                () -> new ContactLimit(
                        of == null ? Counted.ATTEMPTS : of.word(Counted.class),
                        per == null ? Unit.PERSON : per.word(Unit.class),
                        written.get("most").number(1, ContactLimit.LARGEST),
                        length.number(1, MOST_DAYS),
                        days == null ? WindowUnit.HOURS : WindowUnit.DAYS));
        return new PolicyRule(
                written.get("id").text(),
                CITATION,
                channels == null
                        ? PolicyRule.Scope.ALL
                        : new PolicyRule.Scope(channels.words(Channel.class), Set.of(), Set.of()),
                null,
                limit);
    }

    private static Split split(YamlValue written) {
        written.only("name", "arms");
        List<Split.Arm> arms = new ArrayList<>();
        for (Map.Entry<String, YamlValue> arm : written.get("arms").members().entrySet()) {
            arms.add(new Split.Arm(arm.getKey(), arm.getValue().number(1, 100)));
        }
        return checked(written.get("arms"), () -> new Split(written.get("name").text(), arms));
    }

    private static Set<String> dispositionNames() {
        Set<String> names = new TreeSet<>(Set.of("NONE"));
        for (Disposition each : Disposition.values()) {
            names.add(each.name());
        }
        return names;
    }

    private Set<String> bucketNames() {
        return vocabulary.buckets().buckets().stream()
                .map(BucketScale.Bucket::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> armNames(@Nullable Split split) {
        return split == null
                ? Set.of()
                : split.arms().stream().map(Split.Arm::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> channelNames() {
        return Arrays.stream(Channel.values()).map(YamlValue::written).collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> T checked(YamlValue at, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "something else");
            throw at.refused(message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
        }
    }
}
