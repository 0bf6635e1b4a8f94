package dev.janji.loadtest.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Demands every invariant of the evidence. Each history is looked at alone, but for the contacts of others who are the same person: it has one
 * writer, so its order is total and the check is linear. What is allowed though it looks odd: an event without an answer may be stored or not; an answer may say that a contact is in
 * doubt; an event that was sent again may be answered as a duplicate.
 */
public final class Checker {
    private static final int FEWEST_TO_COMPARE = 100;

    private Checker() {}

    public static Verdict check(Evidence evidence, HouseRules rules) {
        List<Violation> violations = new ArrayList<>();
        Map<String, Integer> arms = new TreeMap<>();
        Persons persons = Persons.of(evidence, rules);
        long facts = 0;
        long rows = 0;
        long contacts = 0;
        long readings = 0;
        for (Evidence.DebtorHistory debtor : evidence.debtors().values()) {
            Findings findings = new Findings(debtor.key());
            EventChecks.check(debtor, findings);
            AttemptChecks.check(debtor, findings);
            StopChecks.check(debtor, evidence.stops(), findings);
            ReplyChecks.check(debtor, findings);
            LeadChecks.check(debtor, rules, evidence.end(), findings);
            String arm = WalkChecks.check(debtor, persons, rules, evidence.stops(), evidence.end(), findings);
            if (!arm.isEmpty()) {
                arms.merge(arm, 1, Integer::sum);
            }
            violations.addAll(findings.violations());
            facts += debtor.facts().size();
            rows += debtor.rows().size();
            contacts += debtor.sent().size();
            readings += debtor.readings().size();
        }
        violations.addAll(shares(arms, rules.plan()));
        return new Verdict(violations, new Verdict.Checked(evidence.debtors().size(), facts, rows, contacts, readings));
    }

    /** A hash splits the debtors like a drawn coin: further off than four standard deviations it is no such hash. */
    private static List<Violation> shares(Map<String, Integer> arms, HousePlan plan) {
        Findings findings = new Findings("all debtors");
        int debtors = arms.values().stream().mapToInt(Integer::intValue).sum();
        plan.arms().forEach((arm, percent) -> {
            double share = percent / 100.0;
            double allowed = 4 * Math.sqrt(share * (1 - share) / Math.max(1, debtors));
            int count = arms.getOrDefault(arm, 0);
            if (debtors >= FEWEST_TO_COMPARE && Math.abs((double) count / debtors - share) > allowed) {
                findings.add(
                        Invariant.SEGMENT,
                        "expected " + percent + " % of " + debtors + " debtors in arm " + arm + ", but got " + count);
            }
        });
        return findings.violations();
    }
}
