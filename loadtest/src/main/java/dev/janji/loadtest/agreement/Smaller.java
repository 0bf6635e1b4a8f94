package dev.janji.loadtest.agreement;

import dev.janji.loadtest.compliance.ProposedContact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Leaves out of a contact what does not matter, one thing after the other, until nothing more can be left out. */
final class Smaller {
    private Smaller() {}

    static ProposedContact whileTrue(ProposedContact contact, Predicate<ProposedContact> matters) {
        ProposedContact smallest = contact;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (UnaryOperator<ProposedContact> change : changes(smallest)) {
                ProposedContact next = change.apply(smallest);
                if (!next.equals(smallest) && matters.test(next)) {
                    smallest = next;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<UnaryOperator<ProposedContact>> changes(ProposedContact contact) {
        List<UnaryOperator<ProposedContact>> changes = new ArrayList<>();
        for (int i = 0; i < contact.past().size(); i++) {
            int which = i;
            changes.add(
                    c -> with(c, without(c.past(), which), c.debts(), c.consents(), c.optedOutChannels(), c.holds()));
        }
        for (int i = 0; i < contact.debts().size() && contact.debts().size() > 1; i++) {
            int which = i;
            changes.add(
                    c -> with(c, c.past(), without(c.debts(), which), c.consents(), c.optedOutChannels(), c.holds()));
        }
        for (int i = 0; i < contact.others().size(); i++) {
            int which = i;
            changes.add(c -> c.linked(c.personKey(), without(c.others(), which)));
            for (int j = 0; j < contact.others().get(i).past().size(); j++) {
                int had = j;
                changes.add(c -> c.linked(c.personKey(), less(c.others(), which, had)));
            }
        }
        for (int i = 0; i < contact.consents().size(); i++) {
            int which = i;
            changes.add(
                    c -> with(c, c.past(), c.debts(), without(c.consents(), which), c.optedOutChannels(), c.holds()));
        }
        contact.optedOutChannels()
                .forEach(channel -> changes.add(c ->
                        with(c, c.past(), c.debts(), c.consents(), without(c.optedOutChannels(), channel), c.holds())));
        contact.holds()
                .forEach(hold -> changes.add(c ->
                        with(c, c.past(), c.debts(), c.consents(), c.optedOutChannels(), without(c.holds(), hold))));
        return changes;
    }

    private static List<ProposedContact.OtherDebtor> less(
            List<ProposedContact.OtherDebtor> others, int which, int had) {
        List<ProposedContact.OtherDebtor> less = new ArrayList<>(others);
        ProposedContact.OtherDebtor other = others.get(which);
        less.set(
                which,
                new ProposedContact.OtherDebtor(
                        other.lender(),
                        other.operator(),
                        other.link(),
                        other.personKey(),
                        without(other.past(), had),
                        other.completeSince()));
        return less;
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> rest = new ArrayList<>(list);
        rest.remove(index);
        return rest;
    }

    private static Set<String> without(Set<String> set, String word) {
        Set<String> rest = new HashSet<>(set);
        rest.remove(word);
        return rest;
    }

    private static ProposedContact with(
            ProposedContact c,
            List<ProposedContact.Past> past,
            List<ProposedContact.Debt> debts,
            List<ProposedContact.Consent> consents,
            Set<String> optedOut,
            Set<String> holds) {
        return new ProposedContact(
                        c.packs(),
                        c.attestations(),
                        c.zones(),
                        c.pointId(),
                        c.channel(),
                        c.role(),
                        c.verification(),
                        c.pointOptedOut(),
                        c.purpose(),
                        debts,
                        past,
                        c.completeSince(),
                        consents,
                        optedOut,
                        holds,
                        c.agent())
                .linked(c.personKey(), c.others())
                .withNumbersIn(c.numberZones());
    }
}
