package dev.janji.domain.testing;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.BucketScale.Bucket;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.ContactLimit;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.MoratoriumTerms;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import dev.janji.domain.policy.TimeLimit.Counted;
import dev.janji.domain.policy.TimeLimit.Unit;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A lender's rules with the numbers they were made of, so that a test can judge a decision without asking the rules.
 *
 * @param before those of the time before the lender changed its strategy
 * @param days on which a contact may start, from {@code from} (included) to {@code to} (excluded)
 */
public record TestRules(
        LenderRules rules,
        LenderRules before,
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to,
        Set<LocalDate> holidays,
        int dailyCap,
        LocalDate validFrom,
        LocalDate validTo) {

    public static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    /** As the law of the United Kingdom has them. */
    public static final List<MoratoriumTerms> MORATORIA = List.of(
            new MoratoriumTerms(
                    "UK-04", "a law", Moratorium.Kind.BREATHING_SPACE, 60, 12, new MoratoriumTerms.Review(25, 35), 0),
            new MoratoriumTerms("UK-05", "a law", Moratorium.Kind.MENTAL_HEALTH_CRISIS, 0, 0, null, 30));

    /** WIB, WITA and WIT: every zone of Indonesia. */
    public static final List<ZoneId> INDONESIA =
            List.of(JAKARTA, ZoneId.of("Asia/Makassar"), ZoneId.of("Asia/Jayapura"));

    public static final BucketScale BUCKETS = new BucketScale(List.of(
            new Bucket("CURRENT", Integer.MIN_VALUE, 0),
            new Bucket("B1", 1, 30),
            new Bucket("B2", 31, 60),
            new Bucket("B3", 61, 90),
            new Bucket("B4", 91, Integer.MAX_VALUE)));

    /** Agents may agree on half a year, a tenth at once and nothing waived; team leaders on a year and a tenth waived. */
    public static final Arrangement.Terms ARRANGEMENTS = new Arrangement.Terms(
            2,
            new Arrangement.Authority(6, 0, 100),
            new Arrangement.Authority(12, 100, 50),
            new Arrangement.Authority(600, 1000, 0));

    public static final List<Step> STEPS = List.of(
            step("D-3", -3, "09:00"),
            step("H+1", 1, "09:00"),
            step("H+3", 3, "09:00"),
            step("H+7", 7, "10:00"),
            step("H+14", 14, "10:00"),
            step("H+30", 30, "10:00"));

    public static Step step(String name, int offsetDays, String time) {
        return Step.contact(
                name, offsetDays, LocalTime.parse(time), List.of(Channel.SMS, Channel.EMAIL), "template-" + name);
    }

    /** Monday to Saturday 08:00 to 20:00, two holidays, three attempts a day, valid 2026. */
    public static TestRules indonesian() {
        return of(
                Strategy.of("default-1", STEPS, 1, 60, 3),
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                LocalTime.of(8, 0),
                LocalTime.of(20, 0),
                Set.of(LocalDate.of(2026, 8, 17), LocalDate.of(2026, 12, 25)),
                3,
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31),
                BUCKETS,
                new Promise.Terms(50, 1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    /** Other rules for every seed: windows of any width, holidays in chains, packs that end, steps of the same day. */
    public static TestRules drawn(DomainGenerators gen, LocalDate start) {
        SplittableRandom random = gen.random();
        Set<DayOfWeek> days = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
        if (gen.percent(30)) {
            days = new HashSet<>(gen.listOf(5, () -> gen.oneOf(DayOfWeek.class)));
            days.add(gen.oneOf(DayOfWeek.class));
        }
        LocalTime from = gen.percent(60) ? LocalTime.of(8, 0) : LocalTime.of(random.nextInt(0, 12), random.nextInt(60));
        LocalTime to = gen.percent(60) ? LocalTime.of(20, 0) : LocalTime.of(random.nextInt(13, 24), random.nextInt(60));
        Set<LocalDate> holidays = new HashSet<>();
        gen.listOf(20, () -> start.plusDays(random.nextInt(700))).forEach(first -> {
            for (int i = 0; i <= random.nextInt(4); i++) {
                holidays.add(first.plusDays(i));
            }
        });
        BucketScale buckets = gen.percent(70) ? BUCKETS : scale(random);
        StrategyDraws draws = new StrategyDraws(gen, buckets);
        Strategy earlier = draws.strategy("drawn-1");
        TestRules drawn = of(
                draws.strategy("drawn-2"),
                days,
                from,
                to,
                holidays,
                gen.percent(50) ? 1 : 1 + random.nextInt(4),
                start.minusDays(random.nextInt(-3, 300)),
                start.plusDays(gen.percent(10) ? random.nextInt(300) : 5_000),
                buckets,
                new Promise.Terms(random.nextInt(3) * 50, random.nextInt(3)),
                Duration.ofSeconds(1 + random.nextInt(30)),
                Duration.ofSeconds(random.nextInt(10)));
        return gen.percent(80) ? drawn.after(earlier) : drawn.forgetting(earlier);
    }

    /** The same with an earlier version that still works its accounts. */
    TestRules after(Strategy earlier) {
        return with(new Strategies(rules.strategies().current(), List.of(earlier)), Strategies.only(earlier));
    }

    /** The same with an earlier version that is gone when this one comes. */
    TestRules forgetting(Strategy earlier) {
        return with(rules.strategies(), Strategies.only(earlier));
    }

    private TestRules with(Strategies now, Strategies then) {
        return new TestRules(
                with(rules, now), with(rules, then), days, from, to, holidays, dailyCap, validFrom, validTo);
    }

    /** Whether these reports, in whatever order they came, are the sign that a step waits for. */
    public static boolean gives(Action.Sign sign, List<Outcome> reported) {
        // A dead address outweighs whatever was said of it before, and a call that found no agent all but an answer.
        return !reported.contains(Outcome.BOUNCED)
                && reported.stream()
                        .filter(each -> each == Outcome.ANSWERED || !reported.contains(Outcome.ABANDONED))
                        .anyMatch(sign::isGivenBy);
    }

    /** The same rules by other strategies. */
    public static LenderRules with(LenderRules rules, Strategies strategies) {
        return new LenderRules(
                        strategies,
                        rules.policy(),
                        rules.buckets(),
                        rules.promiseTerms(),
                        rules.arrangementTerms(),
                        rules.contactValidity(),
                        rules.clockSkew(),
                        rules.quiet(),
                        rules.offerTerms())
                .callingByMachine(rules.recordedCalls());
    }

    /** Borders before the due date too. */
    private static BucketScale scale(SplittableRandom random) {
        List<Bucket> buckets = new ArrayList<>();
        int from = Integer.MIN_VALUE;
        int to = -random.nextInt(20);
        while (buckets.size() < 5) {
            buckets.add(new Bucket("K" + buckets.size(), from, to));
            from = to + 1;
            to = from + random.nextInt(30);
        }
        buckets.add(new Bucket("LAST", from, Integer.MAX_VALUE));
        return new BucketScale(buckets);
    }

    /** A row that applies to every contact. */
    public static PolicyRule rule(String id, PolicyRule.Test test) {
        return new PolicyRule(id, "a test", PolicyRule.Scope.ALL, null, test);
    }

    public static TestRules of(
            Strategy strategy,
            Set<DayOfWeek> days,
            LocalTime from,
            LocalTime to,
            Set<LocalDate> holidays,
            int dailyCap,
            LocalDate validFrom,
            LocalDate validTo,
            BucketScale buckets,
            Promise.Terms terms,
            Duration validity,
            Duration skew) {
        PolicyPack pack = new PolicyPack(
                "pack",
                validFrom,
                validTo,
                "ID-10",
                INDONESIA,
                List.of(
                        rule("ID-01", new TimeLimit.ContactHours(days, from, to)),
                        rule("ID-01-H", new TimeLimit.NoHolidays(holidays)),
                        rule("ID-05", new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, dailyCap, 1, WindowUnit.DAYS)),
                        rule("ID-04", new Condition.OwnContactPoints()),
                        rule("ID-13", new Condition.NoEmergencyContacts()),
                        rule("CONSENT", new Condition.OptOutsRespected())),
                null,
                MORATORIA);
        LenderRules rules =
                new LenderRules(Strategies.only(strategy), pack, buckets, terms, ARRANGEMENTS, validity, skew);
        return new TestRules(rules, rules, days, from, to, holidays, dailyCap, validFrom, validTo);
    }
}
