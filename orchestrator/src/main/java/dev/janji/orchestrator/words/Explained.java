package dev.janji.orchestrator.words;

import dev.janji.domain.debtor.Awaited;
import dev.janji.domain.debtor.Circumstances;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.Explanation;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An explanation in words, without personal data. Immutable.
 *
 * @param summary everything, over several lines
 * @param waitsFor what is awaited, without its time
 * @param rules every rule that the last decision or the wait names
 */
public record Explained(String summary, String waitsFor, List<Told> facts, List<NamedRule> rules) {

    /** @param sequenceNumber of the event, which is the last one up to the instant */
    public record LastEvent(long sequenceNumber, DebtorEvent event) {}

    /**
     * @param last null when it is not known
     * @param words in the zone of the circumstances
     * @param judgedBy the rules by which the explanation was made
     */
    public static Explained of(
            Explanation explanation,
            Circumstances circumstances,
            @Nullable LastEvent last,
            EventSentence words,
            LenderRules judgedBy) {
        Phrases phrases = words.phrases();
        DebtorEvent decision = explanation.lastDecision();
        Optional<Decided> decided = decision == null ? Optional.empty() : Decided.of(decision, words);
        Set<String> ids = new LinkedHashSet<>(explanation.ruleIds());
        decided.ifPresent(each -> ids.addAll(each.ruleIds()));
        List<NamedRule> rules =
                NamedRule.of(ids, judgedBy.policyOf(judgedBy.strategies().current()), phrases);
        String waitsFor = explanation.awaited().match(new AwaitedSentence(phrases, words));

        List<String> lines = new ArrayList<>();
        if (last != null && !last.event().equals(decision)) {
            lines.add(phrases.say(
                    "explain.happened",
                    phrases.number(last.sequenceNumber()),
                    words.when(last.event().at()),
                    last.event().match(words)));
        }
        if (decided.isPresent()) {
            Decided made = decided.get();
            lines.add(made.sentence());
            lines.add(phrases.say("explain.why", made.reason()));
            if (made.policy().isEmpty()) {
                lines.add(phrases.say("explain.by-strategy", made.strategy()));
            } else {
                lines.add(phrases.say("explain.by", made.strategy(), made.policy()));
                lines.add(made.rules());
                lines.addAll(sentences(made.ruleIds(), rules, phrases));
            }
        } else {
            lines.add(phrases.say("explain.none"));
        }
        if (isEarly(explanation, circumstances.at())) {
            lines.add(phrases.say("explain.nothing-due"));
        }
        lines.add(phrases.say("explain.awaited", awaited(explanation, waitsFor, words)));
        if (!explanation.ruleIds().isEmpty()) {
            lines.add(phrases.say("explain.held-up"));
            lines.addAll(sentences(explanation.ruleIds(), rules, phrases));
        }
        if (!explanation.sameRules()) {
            lines.add(phrases.say(
                    "explain.changed",
                    judgedBy.strategies().current().version(),
                    judgedBy.policy().version()));
        }
        return new Explained(String.join("\n", lines), waitsFor, Facts.of(circumstances, phrases), rules);
    }

    private static boolean isEarly(Explanation explanation, Instant at) {
        Instant until = explanation.until();
        return explanation.awaited() instanceof Awaited.NewDueDate
                || explanation.awaited() instanceof Awaited.NextStep && until != null && until.isAfter(at);
    }

    private static String awaited(Explanation explanation, String waitsFor, EventSentence words) {
        Instant until = explanation.until();
        String inside = waitsFor.substring(0, 1).toLowerCase(Locale.ROOT) + waitsFor.substring(1);
        if (until == null) {
            return inside;
        }
        String key =
                explanation.awaited() instanceof Awaited.ChannelAnswer ? "awaited.at-the-latest" : "awaited.not-before";
        return words.phrases().say(key, inside, words.when(until));
    }

    private static List<String> sentences(List<String> ids, List<NamedRule> rules, Phrases phrases) {
        return rules.stream()
                .filter(rule -> ids.contains(rule.id()))
                .map(rule -> phrases.say("explain.rule", rule.id(), rule.sentence()))
                .toList();
    }
}
