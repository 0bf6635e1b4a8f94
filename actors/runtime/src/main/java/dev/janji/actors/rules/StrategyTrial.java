package dev.janji.actors.rules;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tries a strategy on accounts that stand at every border that its conditions name, and says which segments and steps none of them ever
 * meets. The accounts are drawn, always the same ones; where there are more borders than draws a warning may be wrong, so it only warns.
 */
final class StrategyTrial {
    private static final int DRAWS = 20_000;
    private static final long SEED = 20_260_101;

    /** What no strategy names. */
    private static final String OTHER = "(other)";

    private final Strategy strategy;
    private final StrategyReader reader;
    private final BucketScale buckets;
    private final SplittableRandom random = new SplittableRandom(SEED);

    StrategyTrial(Strategy strategy, StrategyReader reader, BucketScale buckets) {
        this.strategy = strategy;
        this.reader = reader;
        this.buckets = buckets;
    }

    /** @return warnings that begin with file and line; empty when every segment and step is met */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        List<@Nullable SegmentCondition> conditions = reader.conditions();
        Set<Integer> metSegments = new HashSet<>();
        Set<Step> metSteps = new HashSet<>();
        Map<SegmentFact, List<Long>> numbers = numbers();
        Map<SegmentFact, List<String>> words = words();
        for (int draw = 0; draw < DRAWS; draw++) {
            ProbeFacts facts = drawn(numbers, words);
            for (int i = 0; i < conditions.size(); i++) {
                SegmentCondition condition = conditions.get(i);
                if (condition == null || condition.test(facts)) {
                    metSegments.add(i);
                    meet(strategy.segments().get(i), facts, metSteps);
                    break;
                }
            }
        }
        for (int i = 0; i < conditions.size(); i++) {
            SegmentCondition condition = conditions.get(i);
            // Free attributes can be anything, so nothing is known of a condition over them.
            if (condition == null || !condition.reading().asksFor(SegmentFact.ATTRIBUTES)) {
                warn(i, metSegments, metSteps, warnings);
            }
        }
        if (!conditions.isEmpty() && conditions.get(conditions.size() - 1) != null) {
            warnings.add(reader.lineOf(conditions.size() - 1)
                    .warning(
                            "accounts that no segment takes are not worked; a last segment without `when` takes them"));
        }
        return warnings;
    }

    private void warn(int i, Set<Integer> metSegments, Set<Step> metSteps, List<String> warnings) {
        Segment segment = strategy.segments().get(i);
        if (!metSegments.contains(i)) {
            warnings.add(reader.lineOf(i)
                    .warning("segment " + segment.name()
                            + " takes no account: no account fulfils its condition that no segment before it takes"));
            return;
        }
        for (int s = 0; s < segment.steps().size(); s++) {
            Step step = segment.steps().get(s);
            if (!metSteps.contains(step)) {
                warnings.add(reader.lineOf(i, s)
                        .warning("step " + step.name() + " of segment " + segment.name()
                                + " is never taken: when its time comes, no account is in this segment"));
            }
        }
    }

    /** The steps whose time may be now for such an account. */
    private void meet(Segment segment, ProbeFacts facts, Set<Step> met) {
        for (Step step : segment.steps()) {
            boolean now = switch (step.trigger()) {
                case DUE_DATE -> facts.daysPastDue() == step.day() || step.day() <= 0 && facts.daysPastDue() == 0;
                case BUCKET_ENTERED ->
                    step.buckets().isEmpty() || step.buckets().contains(facts.bucket());
                case PROMISE_BROKEN -> facts.brokenPromises() > 0;
                case PAYMENT_REVERSED -> facts.reversedPayments() > 0;
                case PROMISE_DUE, OFFER_DUE -> true;
            };
            if (now) {
                met.add(step);
            }
        }
    }

    private ProbeFacts drawn(Map<SegmentFact, List<Long>> numbers, Map<SegmentFact, List<String>> words) {
        Map<SegmentFact, Long> drawnNumbers = new EnumMap<>(SegmentFact.class);
        numbers.forEach((fact, values) -> drawnNumbers.put(fact, one(values)));
        Map<SegmentFact, String> drawnWords = new EnumMap<>(SegmentFact.class);
        words.forEach((fact, values) -> drawnWords.put(fact, one(values)));
        Set<Channel> contactable = EnumSet.noneOf(Channel.class);
        for (Channel channel : Channel.values()) {
            if (random.nextBoolean()) {
                contactable.add(channel);
            }
        }
        return new ProbeFacts(buckets, drawnNumbers, drawnWords, contactable, random.nextBoolean());
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Every number that a condition names and its neighbours, and for both days past due those of the steps and the buckets. */
    private Map<SegmentFact, List<Long>> numbers() {
        Map<SegmentFact, List<Long>> all = new EnumMap<>(SegmentFact.class);
        for (SegmentFact fact : SegmentFact.values()) {
            Set<Long> values = new TreeSet<>(Set.of(0L, 1L));
            for (SegmentCondition condition : reader.conditions()) {
                if (condition != null) {
                    condition.reading().numbers(fact).forEach(number -> {
                        values.add(number - 1);
                        values.add(number);
                        values.add(number + 1);
                    });
                }
            }
            if (fact == SegmentFact.DPD || fact == SegmentFact.DEBTOR_DPD) {
                strategy.segments().forEach(segment -> segment.steps().forEach(step -> values.add((long) step.day())));
                buckets.buckets().stream()
                        .filter(bucket -> bucket.toDays() != Integer.MAX_VALUE)
                        .forEach(bucket -> values.add(bucket.toDays() + 1L));
            }
            all.put(fact, List.copyOf(values));
        }
        return all;
    }

    private Map<SegmentFact, List<String>> words() {
        Map<SegmentFact, List<String>> all = new EnumMap<>(SegmentFact.class);
        for (SegmentFact fact : SegmentFact.values()) {
            Set<String> values = new LinkedHashSet<>();
            for (SegmentCondition condition : reader.conditions()) {
                if (condition != null) {
                    values.addAll(condition.reading().words(fact));
                }
            }
            switch (fact) {
                case CURRENCY -> values.removeIf(code -> !isCurrency(code));
                case ARM -> values.addAll(arms());
                default -> values.add(OTHER);
            }
            if (fact == SegmentFact.CURRENCY) {
                values.add("IDR");
                values.add("USD");
            }
            all.put(fact, List.copyOf(values));
        }
        return all;
    }

    private List<String> arms() {
        Split split = strategy.split();
        return split == null
                ? List.of("")
                : split.arms().stream().map(Split.Arm::name).toList();
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(each -> each.getCurrencyCode().equals(code));
    }
}
