package dev.janji.orchestrator.words;

import dev.janji.domain.debtor.RuleContext.LenderRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Why a debtor was not called though an agent asked for it, in words. Stateless. */
public final class NotCalled {
    /** What is no rule of anybody; each has a sentence. */
    static final Set<String> NO_RULES =
            Set.of("NOT-DUE", "RETURNED", "RECALLED", "TALKING", "RETRY", "ABANDONED", "LEAD_UNKNOWN");

    private NotCalled() {}

    /**
     * @param ids of rules, or of what else the debtor said
     * @param rules of the debtor's lender, as they are now
     * @return a sentence for each, with its id when it is a rule's; empty when nothing was said
     */
    public static String of(List<String> ids, LenderRules rules, Phrases phrases) {
        List<String> ofRules = new ArrayList<>(ids);
        ofRules.removeAll(NO_RULES);
        Set<String> sentences = new LinkedHashSet<>();
        NamedRule.of(ofRules, rules.policyOf(rules.strategies().current()), phrases)
                .forEach(rule -> sentences.add(rule.id() + ": " + rule.sentence()));
        ids.stream().filter(NO_RULES::contains).forEach(id -> sentences.add(phrases.say("desk.not-called." + id)));
        return String.join("; ", sentences);
    }
}
