package dev.janji.loadtest.checker;

import dev.janji.loadtest.checker.Evidence.DebtorHistory;
import dev.janji.loadtest.compliance.ProposedContact.Past;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which debtors are one person by what their lenders told, and which contacts each of them had by when: the checker's own reading of
 * docs/rules.md. Immutable once made.
 *
 * <p>A contact of ours counts for the others from the instant at which it was authorized, that instant included: of two debtors who are due
 * at once, each sees the other. What a lender tells counts after the instant at which it was stored: at that very instant nobody can say who was
 * first. Only what reached a provider counts: what was told of and not made was too much, never too little.
 */
final class Persons {
    /** @param keeper of the key: the operator that works the account, or the lender itself */
    private record Person(String keeper, String key) {}

    /** @param known contacts that the debtor had by an instant @param made those of ours, of which the last may count in their own instant */
    private record Had(NavigableMap<Instant, List<Past>> known, List<Past> made) {
        List<Past> by(Instant now) {
            Map.Entry<Instant, List<Past>> before = known.lowerEntry(now);
            List<Past> had = new ArrayList<>(before == null ? List.of() : before.getValue());
            made.stream().filter(past -> past.at().equals(now)).forEach(had::add);
            return had;
        }
    }

    /**
     * One decision about a debtor who is somebody else, too.
     *
     * @param zone of the debtor; empty when unknown
     * @param own contacts that the debtor itself had
     */
    record Decision(String debtor, JournalRow row, String zone, List<Past> own) {}

    private final Map<Person, Map<String, Had>> hadAs = new HashMap<>();
    private final Map<String, Map<Long, Set<Person>>> personsAt = new HashMap<>();
    private final List<Decision> deferrals = new ArrayList<>();

    private Persons() {}

    static Persons of(Evidence evidence, HouseRules rules) {
        Persons persons = new Persons();
        for (DebtorHistory debtor : evidence.debtors().values()) {
            if (debtor.facts().stream().anyMatch(fact -> fact.kind().equals("PersonsLinked"))) {
                persons.read(debtor, new DebtorFacts(rules, evidence.stops()));
            }
        }
        return persons;
    }

    /** @return contacts that count for this decision beside the debtor's own, none of them about a debt of the debtor */
    List<Past> othersOf(String debtor, JournalRow decision) {
        Map<String, List<Past>> others = new HashMap<>();
        Map<Long, Set<Person>> known = personsAt.getOrDefault(debtor, Map.of());
        for (Person person : known.getOrDefault(decision.sequenceNumber(), Set.of())) {
            hadAs.getOrDefault(person, Map.of()).forEach((other, had) -> {
                if (!other.equals(debtor)) {
                    // Of several persons that both are, one was told more.
                    others.merge(other, had.by(decision.at()), (a, b) -> a.size() < b.size() ? b : a);
                }
            });
        }
        return others.values().stream().flatMap(List::stream).toList();
    }

    /** @return decisions to wait of whoever is somebody else, too */
    List<Decision> deferrals() {
        return List.copyOf(deferrals);
    }

    /** @return by person all debtors that it is; at least two of each */
    List<Set<String>> shared() {
        return hadAs.values().stream()
                .filter(debtors -> debtors.size() > 1)
                .map(debtors -> Set.copyOf(debtors.keySet()))
                .toList();
    }

    private void read(DebtorHistory debtor, DebtorFacts facts) {
        Map<String, LenderFact> told = debtor.told();
        Map<String, SentContact> sent = new HashMap<>();
        debtor.sent().forEach(contact -> sent.putIfAbsent(contact.attempt(), contact));
        List<Past> ours = new ArrayList<>();
        Set<String> keys = Set.of();
        Set<Person> is = Set.of();
        for (JournalRow row : debtor.rows()) {
            List<Past> before = contacts(debtor.key(), facts, ours);
            personsAt.computeIfAbsent(debtor.key(), key -> new HashMap<>()).put(row.sequenceNumber(), is);
            if (row.record().hasContactDeferred() && !is.isEmpty()) {
                deferrals.add(new Decision(debtor.key(), row, facts.zone, before));
            }
            LenderFact fact = row.isLenderEvent() ? told.get(row.eventId()) : null;
            facts.apply(row, fact);
            if (fact != null && fact.kind().equals("PersonsLinked")) {
                keys = keys(fact);
            }
            is = persons(debtor.key(), facts, keys);
            Past made = null;
            if (row.record().hasContactAuthorized()) {
                SentContact contact = sent.get(
                        row.record().getContactAuthorized().getAttempt().getAttemptId());
                if (contact != null) {
                    made = new Past(row.at(), contact.channel(), null, elsewhere(debtor.key()), "TRIED");
                    ours.add(made);
                }
            }
            for (Person person : is) {
                Had had = hadAs.computeIfAbsent(person, each -> new HashMap<>())
                        .computeIfAbsent(debtor.key(), each -> new Had(new TreeMap<>(), new ArrayList<>()));
                had.known().put(row.at(), contacts(debtor.key(), facts, ours));
                if (made != null) {
                    had.made().add(made);
                }
            }
        }
    }

    /** What a debtor had, as others see it: with the person, not about any debt of theirs. */
    private static List<Past> contacts(String debtor, DebtorFacts facts, List<Past> ours) {
        List<Past> all = new ArrayList<>(ours);
        for (List<Past> told : List.of(
                facts.contactsElsewhere,
                facts.callsToUs.contacts(facts.said.attemptsTalkedIn()),
                facts.said.contacts())) {
            told.forEach(past -> all.add(new Past(past.at(), past.channel(), null, elsewhere(debtor), past.reach())));
        }
        return all;
    }

    /** The name of no account: a rule that counts by debt does not count it. */
    private static Set<String> elsewhere(String debtor) {
        return Set.of("a debt of " + debtor);
    }

    private static Set<String> keys(LenderFact linked) {
        Set<String> keys = new HashSet<>();
        linked.line().path("persons").forEach(person -> {
            if (person.path("kind").asText().equals("SAME_PERSON")) {
                keys.add(person.path("key").asText());
            }
        });
        return keys;
    }

    private static Set<Person> persons(String debtor, DebtorFacts facts, Set<String> keys) {
        Set<Person> persons = new HashSet<>();
        String lender = debtor.substring(0, debtor.indexOf('~'));
        for (AccountFacts account : facts.accounts.values()) {
            if (account.open) {
                String keeper = account.operator.isEmpty() ? "lender " + lender : "operator " + account.operator;
                keys.forEach(key -> persons.add(new Person(keeper, key)));
            }
        }
        return persons;
    }
}
