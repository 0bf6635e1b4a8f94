package dev.janji.domain.testing;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.QueueId;
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
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Strategies of any shape: up to four segments, every trigger, every way to be late, windows, waits, calls, hand-overs, limits, splits. */
final class StrategyDraws {
    /** Of the desk that makes every call. */
    static final QueueId QUEUE = new QueueId("queue");

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private final DomainGenerators gen;
    private final SplittableRandom random;
    private final BucketScale buckets;
    private final List<Integer> daysPastDue = new ArrayList<>();
    private final List<Integer> daysSincePayment = new ArrayList<>();
    private final List<Integer> debtorDaysPastDue = new ArrayList<>();

    StrategyDraws(DomainGenerators gen, BucketScale buckets) {
        this.gen = gen;
        this.random = gen.random();
        this.buckets = buckets;
    }

    /** For a draw of 1 to 4 segments, of which the last mostly takes whoever is left. */
    Strategy strategy(String version) {
        daysPastDue.clear();
        daysSincePayment.clear();
        debtorDaysPastDue.clear();
        List<Segment> segments = new ArrayList<>();
        int most = 1 + random.nextInt(4);
        boolean asks = most > 1;
        while (segments.size() < most) {
            boolean last = segments.size() == most - 1;
            boolean takesAll = last && (most == 1 || gen.percent(75));
            segments.add(new Segment(
                    "segment " + segments.size(), takesAll ? Segment.EVERYBODY : condition(), steps(most == 1)));
        }
        return new Strategy(
                version,
                segments,
                random.nextInt(3),
                1 + random.nextInt(180),
                1 + random.nextInt(4),
                gen.percent(70) ? List.of() : List.of(spacing()),
                gen.percent(60) ? new Split("split " + version, arms()) : null,
                gen.oneOf(Strategy.Migration.class),
                asks ? new Strategy.Borders(daysPastDue, daysSincePayment, debtorDaysPastDue) : Strategy.Borders.NONE);
    }

    private List<Split.Arm> arms() {
        int percent = 1 + random.nextInt(99);
        return List.of(new Split.Arm("a", percent), new Split.Arm("b", 100 - percent));
    }

    private PolicyRule spacing() {
        return TestRules.rule(
                "SPACING",
                new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, 1, 1 + random.nextInt(72), WindowUnit.HOURS));
    }

    private Predicate<SegmentFacts> condition() {
        Predicate<SegmentFacts> first = simple();
        return switch (random.nextInt(5)) {
            case 0 -> first.and(simple());
            case 1 -> first.or(simple());
            case 2 -> first.negate();
            default -> first;
        };
    }

    /** Whoever asks for a fact that moves with time alone notes where the answer changes. */
    private Predicate<SegmentFacts> simple() {
        int number = random.nextInt(3);
        int days = gen.percent(40) ? random.nextInt(5) : random.nextInt(-10, 70);
        return switch (random.nextInt(18)) {
            case 0, 1 -> pastDueFrom(days);
            case 2, 3 -> pastDueFrom(days).negate();
            case 4 -> pastDueFrom(days).and(pastDueFrom(days + 1 + number).negate());
            case 5 -> {
                daysSincePayment.add(days + 1);
                yield facts -> facts.daysSincePayment() <= days;
            }
            case 6, 7 -> facts -> facts.brokenPromises() > number;
            case 8 -> facts -> facts.payments() > number;
            case 9 -> facts -> facts.reversedPayments() > 0;
            case 10 -> facts -> facts.keptPromises() > 0;
            case 11 -> facts -> facts.arm().equals("b");
            case 12 -> {
                long most = random.nextLong(300_000);
                yield facts -> facts.overdueMinor() > most;
            }
            case 13 -> facts -> facts.attemptsWithoutTalk() > number;
            case 14 -> facts -> facts.contactable().contains(Channel.EMAIL);
            case 15 -> {
                String bucket = gen.oneOf(buckets.buckets()).name();
                yield facts -> facts.bucket().equals(bucket);
            }
            case 16 -> SegmentFacts::isPlaced;
            default -> ofTheDebtor(number, days);
        };
    }

    private Predicate<SegmentFacts> ofTheDebtor(int number, int days) {
        return switch (number) {
            case 0 -> {
                debtorDaysPastDue.add(days);
                yield facts -> facts.debtorDaysPastDue() >= days;
            }
            case 1 -> facts -> facts.debtorOutstandingMinor() > facts.outstandingMinor();
            default -> facts -> facts.openAccounts() > 1;
        };
    }

    private Predicate<SegmentFacts> pastDueFrom(int days) {
        daysPastDue.add(days);
        return facts -> facts.daysPastDue() >= days;
    }

    private List<Step> steps(boolean plain) {
        if (gen.percent(plain ? 50 : 25)) {
            return TestRules.STEPS;
        }
        List<Step> steps = new ArrayList<>();
        for (Trigger trigger : Trigger.values()) {
            switch (trigger) {
                case DUE_DATE -> add(steps, trigger, -random.nextInt(5), random.nextInt(9));
                case PROMISE_DUE, OFFER_DUE -> add(steps, trigger, -random.nextInt(4), random.nextInt(2));
                default -> add(steps, trigger, random.nextInt(3), random.nextInt(3));
            }
        }
        return steps;
    }

    private void add(List<Step> steps, Trigger trigger, int firstDay, int count) {
        int day = firstDay;
        int minute = random.nextInt(MINUTES_OF_A_DAY);
        for (int i = 0; i < count; i++) {
            steps.add(step(trigger + " " + i, trigger, day, minute));
            if (gen.percent(60) && minute < MINUTES_OF_A_DAY - 30) {
                minute += 1 + random.nextInt(MINUTES_OF_A_DAY - 1 - minute);
            } else {
                day += 1 + random.nextInt(10);
                minute = random.nextInt(MINUTES_OF_A_DAY);
            }
        }
    }

    private Step step(String name, Trigger trigger, int day, int minute) {
        LocalTime from = LocalTime.ofSecondOfDay(minute * 60L);
        Set<String> of = trigger == Trigger.BUCKET_ENTERED && gen.percent(40)
                ? Set.of(gen.oneOf(buckets.buckets()).name())
                : Set.of();
        return new Step(name, trigger, day, from, until(minute), gen.oneOf(Step.Late.class), of, action(trigger));
    }

    private @Nullable LocalTime until(int minute) {
        return minute > MINUTES_OF_A_DAY - 3 || gen.percent(65)
                ? null
                : LocalTime.ofSecondOfDay((minute + 1 + random.nextInt(MINUTES_OF_A_DAY - 1 - minute)) * 60L);
    }

    private Action action(Trigger trigger) {
        if (trigger != Trigger.PROMISE_DUE && trigger != Trigger.OFFER_DUE && gen.percent(7)) {
            return new Action.HandOver(gen.oneOf(Action.Receiver.class));
        }
        if (gen.percent(25)) {
            return new Action.Call(QUEUE, gen.percent(70) ? "" : "hardship", "c");
        }
        List<Channel> channels = new ArrayList<>(gen.listOf(2, () -> gen.oneOf(Channel.class)));
        channels.add(gen.oneOf(List.of(Channel.SMS, Channel.EMAIL)));
        boolean waits = gen.percent(35);
        if (waits) {
            channels = new ArrayList<>(
                    gen.percent(50) ? List.of(Channel.SMS, Channel.EMAIL) : List.of(Channel.EMAIL, Channel.SMS));
        }
        return new Action.Contact(
                channels.stream().distinct().toList(),
                channels.contains(Channel.VOICE) ? "recorded-t" : "t",
                waits
                        ? new Action.Response(gen.oneOf(Action.Sign.class), Duration.ofHours(1 + random.nextInt(60)))
                        : null);
    }
}
