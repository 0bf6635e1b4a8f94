package dev.janji.actors.person;

import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.policy.ContactRecord;
import java.util.List;
import java.util.UUID;

/**
 * One debtor's turn to be contacted, over all persons that it is. Immutable.
 *
 * @param holder unique to this turn
 * @param others contacts that other debtors who are the same persons had, complete when the turn was taken
 */
public record Turn(UUID holder, List<DebtorPersonId> persons, ContactRecord others) {
    public Turn {
        persons = List.copyOf(persons);
    }
}
