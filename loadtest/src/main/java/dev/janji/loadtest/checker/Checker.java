package dev.janji.loadtest.checker;

import java.util.ArrayList;
import java.util.List;

/**
 * Demands every invariant of the evidence. Each history is looked at alone: it has one writer, so its order is total and the check is
 * linear. What is allowed though it looks odd: an event without an answer may be stored or not; an answer may say that a contact is in
 * doubt; an event that was sent again may be answered as a duplicate.
 */
public final class Checker {
    private Checker() {}

    public static Verdict check(Evidence evidence, HouseRules rules) {
        List<Violation> violations = new ArrayList<>();
        long facts = 0;
        long rows = 0;
        long contacts = 0;
        long readings = 0;
        for (Evidence.DebtorHistory debtor : evidence.debtors().values()) {
            Findings findings = new Findings(debtor.key());
            EventChecks.check(debtor, findings);
            AttemptChecks.check(debtor, findings);
            WalkChecks.check(debtor, rules, evidence.end(), findings);
            violations.addAll(findings.violations());
            facts += debtor.facts().size();
            rows += debtor.rows().size();
            contacts += debtor.sent().size();
            readings += debtor.readings().size();
        }
        return new Verdict(violations, new Verdict.Checked(evidence.debtors().size(), facts, rows, contacts, readings));
    }
}
