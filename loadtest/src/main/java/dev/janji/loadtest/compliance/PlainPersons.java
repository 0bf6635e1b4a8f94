package dev.janji.loadtest.compliance;

import dev.janji.loadtest.compliance.ProposedContact.Debt;
import dev.janji.loadtest.compliance.ProposedContact.OtherDebtor;
import dev.janji.loadtest.compliance.ProposedContact.Past;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person is a debtor of one lender, except where a key that is shared inside an operator links debtors: caps and rests then run over the link.
 * A lender that works its debtors itself is their operator.
 */
final class PlainPersons {
    /** The debt of another debtor is none that this contact is about. */
    private static final Set<String> ANOTHER_DEBT = Set.of("of another debtor");

    private PlainPersons() {}

    /** @return the other debtors who are the same person: linked as such, by the same key, inside the same operator */
    static List<OtherDebtor> sameAs(ProposedContact contact) {
        return contact.others().stream()
                .filter(other -> other.link().equals("SAME_PERSON"))
                .filter(other -> other.personKey().equals(contact.personKey()))
                .filter(other -> contact.debts().stream()
                        .anyMatch(debt -> keeper(contact, debt).equals(keeper(other))))
                .toList();
    }

    private static String keeper(ProposedContact contact, Debt debt) {
        return debt.placed() ? "operator " + ProposedContact.OPERATOR : "lender " + contact.lender();
    }

    private static String keeper(OtherDebtor other) {
        return other.operator() == null ? "lender " + other.lender() : "operator " + other.operator();
    }

    /** US-05: whatever number they went to they count for the person, and for none of this contact's debts. */
    static List<Past> contactsWith(ProposedContact contact, List<OtherDebtor> same) {
        if (same.isEmpty()) {
            return contact.past();
        }
        List<Past> all = new ArrayList<>(contact.past());
        for (OtherDebtor other : same) {
            other.past().forEach(had -> all.add(new Past(had.at(), had.channel(), null, ANOTHER_DEBT, had.reach())));
        }
        return all;
    }

    /** Nothing is missing since nothing is missing of any of them. */
    static @Nullable Instant completeSince(ProposedContact contact, List<OtherDebtor> same) {
        Instant latest = contact.completeSince();
        for (OtherDebtor other : same) {
            Instant since = other.completeSince();
            latest = since != null && (latest == null || since.isAfter(latest)) ? since : latest;
        }
        return latest;
    }
}
