package dev.janji.loadtest.checker;

import dev.janji.loadtest.compliance.ProposedContact.Past;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What it did that some debtors are one person. Immutable.
 *
 * @param debtors who were told to be the same person as another one of the run
 * @param persons that these are
 * @param deferred decisions to wait that the debtor's own contacts do not explain, but those of the others do
 */
public record PersonFigures(int debtors, int persons, int deferred) {

    /** @param plan version by which the run worked */
    public static PersonFigures of(Evidence evidence, String plan) {
        return of(evidence, HouseRules.of(plan));
    }

    static PersonFigures of(Evidence evidence, HouseRules rules) {
        Persons persons = Persons.of(evidence, rules);
        Set<String> linked = new HashSet<>();
        List<Set<String>> shared = persons.shared();
        shared.forEach(linked::addAll);
        int deferred = 0;
        for (Persons.Decision decision : persons.deferrals()) {
            JournalRow row = decision.row();
            List<Past> contacts = new ArrayList<>(decision.own());
            Set<String> alone = rules.objectionsToACall(row.at(), decision.zone(), contacts);
            contacts.addAll(persons.othersOf(decision.debtor(), row));
            Set<String> together = new HashSet<>(rules.objectionsToACall(row.at(), decision.zone(), contacts));
            together.removeAll(alone);
            together.retainAll(row.record().getContactDeferred().getRuleIdsList());
            deferred += together.isEmpty() ? 0 : 1;
        }
        return new PersonFigures(linked.size(), shared.size(), deferred);
    }
}
