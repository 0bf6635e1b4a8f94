package dev.janji.domain.testing;

import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.SegmentFacts;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.strategy.Strategy.Borders;
import dev.janji.domain.strategy.Strategy.Migration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A strategy in the making: no rest after a payment, an hour before a retry, three tries, no limits, no split. Immutable. */
public record StrategyDraft(
        String version,
        List<Segment> segments,
        int restDays,
        int tries,
        List<PolicyRule> limits,
        @Nullable Split split,
        Migration migration,
        Borders borders) {

    public static StrategyDraft of(String version) {
        return new StrategyDraft(version, List.of(), 0, 3, List.of(), null, Migration.AT_ONCE, Borders.NONE);
    }

    /** Everybody by these steps. */
    public static StrategyDraft of(String version, StepDraft... steps) {
        return of(version).segment("everybody", Segment.EVERYBODY, steps);
    }

    public StrategyDraft segment(String name, Predicate<SegmentFacts> condition, StepDraft... steps) {
        List<Segment> more = new ArrayList<>(segments);
        List<Step> made = Arrays.stream(steps).map(StepDraft::step).toList();
        more.add(new Segment(name, condition, made));
        return new StrategyDraft(version, more, restDays, tries, limits, split, migration, borders);
    }

    public StrategyDraft rest(int days) {
        return new StrategyDraft(version, segments, days, tries, limits, split, migration, borders);
    }

    public StrategyDraft tries(int most) {
        return new StrategyDraft(version, segments, restDays, most, limits, split, migration, borders);
    }

    public StrategyDraft limit(PolicyRule limit) {
        return new StrategyDraft(version, segments, restDays, tries, List.of(limit), split, migration, borders);
    }

    public StrategyDraft split(Split next) {
        return new StrategyDraft(version, segments, restDays, tries, limits, next, migration, borders);
    }

    public StrategyDraft comes(Migration next) {
        return new StrategyDraft(version, segments, restDays, tries, limits, split, next, borders);
    }

    public StrategyDraft borders(List<Integer> daysPastDue, List<Integer> daysSincePayment) {
        return new StrategyDraft(
                version,
                segments,
                restDays,
                tries,
                limits,
                split,
                migration,
                new Borders(daysPastDue, daysSincePayment));
    }

    /** Of conditions that ask for the worst account of the debtor. */
    public StrategyDraft debtorBorders(List<Integer> debtorDaysPastDue) {
        return new StrategyDraft(
                version,
                segments,
                restDays,
                tries,
                limits,
                split,
                migration,
                new Borders(List.of(), List.of(), debtorDaysPastDue));
    }

    public Strategy strategy() {
        return new Strategy(version, segments, restDays, 60, tries, limits, split, migration, borders);
    }

    /** The rules of {@link TestRules#indonesian()} by this strategy, after those. */
    public LenderRules rules(StrategyDraft... earlier) {
        return TestRules.with(
                TestRules.indonesian().rules(),
                new Strategies(
                        strategy(),
                        Arrays.stream(earlier).map(StrategyDraft::strategy).toList()));
    }
}
