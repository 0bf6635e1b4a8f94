package dev.janji.orchestrator.words;

import dev.janji.domain.debtor.HouseRule;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * One line of what an explanation says of a rule. Immutable.
 *
 * @param citation where it is written; empty for a rule of the house
 */
public record NamedRule(String id, String sentence, String citation) {

    /** @return what the rules say under these ids, sorted by id; several lines when several rows of the pack share one */
    static List<NamedRule> of(Collection<String> ids, PolicyPack pack, Phrases phrases) {
        List<NamedRule> named = new ArrayList<>();
        for (String id : new TreeSet<>(ids)) {
            int before = named.size();
            HouseRule house = HouseRule.of(id);
            if (house != null) {
                named.add(new NamedRule(id, phrases.word(house), ""));
            }
            if (id.equals(PolicyPack.OUTSIDE_VALIDITY)) {
                named.add(new NamedRule(
                        id,
                        phrases.say("rule.validity", phrases.date(pack.validFrom()), phrases.date(pack.validTo())),
                        ""));
            }
            if (id.equals(pack.zoneRuleId())) {
                named.add(new NamedRule(id, new RuleSentence(phrases).ofZone(pack), ""));
            }
            pack.field().stream()
                    .filter(terms -> terms.id().equals(id))
                    .map(terms -> new NamedRule(id, new RuleSentence(phrases).ofAddress(), terms.citation()))
                    .distinct()
                    .forEach(named::add);
            pack.rules().forEach(rule -> add(id, rule, phrases, named));
            if (named.size() == before) {
                named.add(new NamedRule(id, phrases.say("rule.gone"), ""));
            }
        }
        return List.copyOf(named);
    }

    private static void add(String id, PolicyRule rule, Phrases phrases, List<NamedRule> named) {
        if (rule.id().equals(id)) {
            named.add(new NamedRule(id, new RuleSentence(phrases).of(rule), rule.citation()));
        }
        PolicyRule.Lifting consent = rule.consent();
        if (consent != null && consent.id().equals(id)) {
            NamedRule lifting = new NamedRule(
                    id, phrases.say("rule.lifting", phrases.word(consent.scope()), rule.id()), rule.citation());
            if (!named.contains(lifting)) {
                named.add(lifting);
            }
        }
    }
}
