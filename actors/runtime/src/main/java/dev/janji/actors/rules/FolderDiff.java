package dev.janji.actors.rules;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.debtor.QuietTerms;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.domain.policy.MoratoriumTerms;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What differs between two books of one lender, line by line, for people. Pure. */
public final class FolderDiff {
    private final List<String> lines = new ArrayList<>();

    private FolderDiff() {}

    private static String desks(LenderBook book) {
        return book.desks() == null
                ? "every desk"
                : new TreeSet<>(book.desks().stream().map(DeskId::value).toList()).toString();
    }

    /** @return one line a difference; empty when both say the same */
    public static List<String> between(LenderBook before, LenderBook after) {
        FolderDiff diff = new FolderDiff();
        diff.value("name", before.name(), after.name());
        diff.value("desks", desks(before), desks(after));
        LenderRules old = before.rules();
        LenderRules now = after.rules();
        diff.value("buckets", buckets(old.buckets()), buckets(now.buckets()));
        diff.value(
                "promise tolerance, permille",
                old.promiseTerms().tolerancePermille(),
                now.promiseTerms().tolerancePermille());
        diff.value(
                "promise grace, days",
                old.promiseTerms().graceDays(),
                now.promiseTerms().graceDays());
        diff.arrangements(old.arrangementTerms(), now.arrangementTerms());
        diff.value("quiet, days", quiet(old.quiet()), quiet(now.quiet()));
        diff.value(
                "contact validity, seconds",
                old.contactValidity().toSeconds(),
                now.contactValidity().toSeconds());
        diff.strategy(old.strategies().current(), now.strategies().current());
        diff.value("packs", old.policy().version(), now.policy().version());
        diff.value("packs valid from", old.policy().validFrom(), now.policy().validFrom());
        diff.value("packs valid to", old.policy().validTo(), now.policy().validTo());
        diff.rules("rule", old.policy().rules(), now.policy().rules());
        diff.each(
                "moratorium ",
                by(old.policy().moratoria(), MoratoriumTerms::id),
                by(now.policy().moratoria(), MoratoriumTerms::id));
        diff.each(
                "visits ",
                by(old.policy().field(), FieldTerms::hoursId),
                by(now.policy().field(), FieldTerms::hoursId));
        return List.copyOf(diff.lines);
    }

    /** @return one line a file that one of them has not, or that reads otherwise */
    public static List<String> between(LenderFiles before, LenderFiles after) {
        List<String> lines = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(before.texts().keySet());
        paths.addAll(after.texts().keySet());
        for (String path : paths) {
            String old = before.texts().get(path);
            String now = after.texts().get(path);
            if (old == null) {
                lines.add("+ file " + path);
            } else if (now == null) {
                lines.add("- file " + path);
            } else if (!old.equals(now)) {
                lines.add("~ file " + path);
            }
        }
        return lines;
    }

    private void arrangements(Arrangement.Terms before, Arrangement.Terms after) {
        value("arrangement grace, days", before.graceDays(), after.graceDays());
        for (Arrangement.Role role : Arrangement.Role.values()) {
            value("authority of " + YamlValue.written(role), authority(before.of(role)), authority(after.of(role)));
        }
    }

    private static String authority(Arrangement.Authority authority) {
        return authority.longestMonths() + " months, " + authority.largestWaivedPermille() + " permille waived, "
                + authority.leastFirstPermille() + " permille first";
    }

    private static String quiet(QuietTerms terms) {
        return terms.afterPaid() + " after paid, " + terms.beforeWillPay() + " before will pay, " + terms.forCallMe()
                + " for call me";
    }

    private void strategy(Strategy before, Strategy after) {
        value("strategy", before.version(), after.version());
        value("migration", before.migration(), after.migration());
        value("rest-days-after-payment", before.restDaysAfterPayment(), after.restDaysAfterPayment());
        value("retry-minutes", before.retryMinutes(), after.retryMinutes());
        value("tries-per-step", before.triesPerStep(), after.triesPerStep());
        value("split", Objects.toString(before.split(), "none"), Objects.toString(after.split(), "none"));
        rules("limit", before.limits(), after.limits());
        Map<String, Segment> old = by(before.segments(), Segment::name);
        Map<String, Segment> now = by(after.segments(), Segment::name);
        value("segments", String.join(", ", old.keySet()), String.join(", ", now.keySet()));
        now.forEach((name, segment) -> {
            Segment was = old.get(name);
            List<Step> none = List.of();
            steps(name, was == null ? none : was.steps(), segment.steps());
        });
    }

    private void steps(String segment, List<Step> before, List<Step> after) {
        Map<String, Step> old = by(before, Step::name);
        Map<String, Step> now = by(after, Step::name);
        each("step " + segment + " ", old, now);
    }

    private void rules(String word, List<PolicyRule> before, List<PolicyRule> after) {
        Map<String, List<PolicyRule>> old =
                before.stream().collect(Collectors.groupingBy(PolicyRule::id, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<PolicyRule>> now =
                after.stream().collect(Collectors.groupingBy(PolicyRule::id, LinkedHashMap::new, Collectors.toList()));
        each(word + " ", old, now);
    }

    private <T> void each(String word, Map<String, T> old, Map<String, T> now) {
        old.keySet().stream().filter(name -> !now.containsKey(name)).forEach(name -> lines.add("- " + word + name));
        now.forEach((name, own) -> {
            T was = old.get(name);
            if (was == null) {
                lines.add("+ " + word + name);
            } else if (!was.equals(own)) {
                lines.add("~ " + word + name);
            }
        });
    }

    private void value(String word, Object before, Object after) {
        if (!before.equals(after)) {
            lines.add("~ " + word + ": " + before + " -> " + after);
        }
    }

    private static String buckets(BucketScale scale) {
        return scale.buckets().stream()
                .map(bucket ->
                        bucket.toDays() == Integer.MAX_VALUE ? bucket.name() : bucket.name() + " to " + bucket.toDays())
                .collect(Collectors.joining(", "));
    }

    private static <T> Map<String, T> by(List<T> values, Function<T, String> name) {
        Map<String, T> map = new LinkedHashMap<>();
        values.forEach(value -> map.putIfAbsent(name.apply(value), value));
        return map;
    }
}
