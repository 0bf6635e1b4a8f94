package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.policy.ContactRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A debtor who is the same person as another one shares its caps and rests with it. A co-debtor or a guarantor is another person with caps
 * of their own (US-05).
 */
final class SharedPersons {
    private SharedPersons() {}

    /** @return whom this debtor is, by the keepers of the accounts that are worked; sorted, empty for a debtor without a link */
    static Set<DebtorPersonId> of(Known known, DebtorKey debtor) {
        if (known.links().isEmpty()) {
            return Set.of();
        }
        Set<DebtorPersonId> persons = new TreeSet<>();
        for (LinkedPerson link : known.links()) {
            if (link.kind() != LinkedPerson.Kind.SAME_PERSON) {
                continue;
            }
            for (Account account : known.accounts()) {
                String operator = account.operator();
                if (account.status() == Account.Status.OPEN) {
                    persons.add(
                            operator == null
                                    ? DebtorPersonId.ofLender(debtor.lender(), link.personKey())
                                    : DebtorPersonId.ofOperator(operator, link.personKey()));
                }
            }
        }
        return persons;
    }

    /** @return what must be told before {@code after} is true: news to those who know the debtor, everything to those who do not yet */
    static List<PersonReport> reports(DebtorState before, DebtorState after, DebtorKey debtor) {
        if (!(after instanceof Known now) || now.links().isEmpty()) {
            return List.of();
        }
        Known then = before instanceof Known known ? known : null;
        Set<DebtorPersonId> knew = then == null ? Set.of() : of(then, debtor);
        Map<String, Optional<ContactRecord.OthersContact>> contacts = null;
        Map<String, Optional<ContactRecord.OthersContact>> news = null;
        List<PersonReport> reports = new ArrayList<>(0);
        for (DebtorPersonId person : of(now, debtor)) {
            contacts = contacts == null ? contacts(now) : contacts;
            news = news == null ? PersonReport.news(then == null ? Map.of() : contacts(then), contacts) : news;
            PersonReport report = knew.contains(person)
                    ? new PersonReport(person, news, null)
                    : new PersonReport(person, contacts, now.contacts().completeSince());
            if (!report.saysNothing()) {
                reports.add(report);
            }
        }
        return reports;
    }

    /** An open attempt counts as made until its channel says otherwise. */
    private static Map<String, Optional<ContactRecord.OthersContact>> contacts(Known known) {
        Map<String, Optional<ContactRecord.OthersContact>> contacts = new HashMap<>();
        for (PastAttempt past : known.history().attempts()) {
            contacts.put(
                    past.attempt().id().value(),
                    past.countsAsMade() ? Optional.of(ContactRecord.OthersContact.of(past)) : Optional.empty());
        }
        Attempt open = known.openAttempt();
        if (open != null) {
            contacts.put(
                    open.id().value(),
                    Optional.of(new ContactRecord.OthersContact(
                            open.authorizedAt(), open.channel(), ContactRecord.Reach.TRIED)));
        }
        for (ContactHistory.Elsewhere contact : known.history().elsewhere()) {
            String name = name(contact);
            for (int more = 2; contacts.containsKey(name); more++) {
                name = name(contact) + " #" + more;
            }
            contacts.put(name, Optional.of(ContactRecord.OthersContact.of(contact)));
        }
        for (Conversation held : known.dialogue().conversations()) {
            AttemptId of = held.attempt();
            PastAttempt past = of == null ? null : known.history().find(of);
            if (past == null || !past.countsAsMade()) {
                contacts.put("conversation " + held.id().value(), Optional.of(ContactRecord.OthersContact.of(held)));
            } else {
                contacts.put(
                        past.attempt().id().value(),
                        Optional.of(ContactRecord.OthersContact.of(new OneContact(past, held))));
            }
        }
        return contacts;
    }

    private static String name(ContactHistory.Elsewhere contact) {
        Instant at = contact.at();
        return at + " " + contact.channel() + " " + contact.result() + " "
                + (contact.account() == null ? "" : contact.account().value());
    }
}
