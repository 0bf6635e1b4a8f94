package dev.janji.loadtest.checker;

import dev.janji.loadtest.compliance.ProposedContact;
import dev.janji.protocols.journal.v1.Attempt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts an authorized contact of a history as a question to the plain rules. Of one history; confined to one thread. */
final class ContactsAsProposed {
    private final HouseRules rules;

    /** Those of this history that reached a provider, by attempt. That somebody talked is known from the conversation. */
    private final Map<String, ProposedContact.Past> reached = new LinkedHashMap<>();

    /** Due dates of which the debtor was surely told before they came, as {@code account/date}. */
    private final Set<String> reminded = new HashSet<>();

    ContactsAsProposed(HouseRules rules) {
        this.rules = rules;
    }

    /** @return null when the contact point is unknown */
    @Nullable
    ProposedContact of(DebtorFacts facts, JournalRow row, Attempt attempt) {
        DebtorFacts.Point told = facts.points.get(attempt.getContactPointId());
        if (told == null) {
            return null;
        }
        DebtorFacts.Point point = facts.said.seen(attempt.getContactPointId(), told);
        Instant now = row.at();
        LocalDate today = facts.today(now);
        List<ProposedContact.Debt> debts = new ArrayList<>();
        Set<String> holds = new TreeSet<>(facts.said.holdKinds());
        boolean reminds = row.wishes().isEmpty();
        for (JournalRow.StepTaken step : row.leadingSteps()) {
            HousePlan.Step planned = rules.plan().anywhere(step.anchor().trigger(), step.minute());
            reminds &= planned != null && planned.reminds();
        }
        for (String id : accountsOf(row)) {
            AccountFacts account = facts.accounts.get(id);
            if (account == null) {
                continue;
            }
            Set<String> notices = new HashSet<>(account.notices);
            if (reminded.contains(account.id + "/" + account.arrears.oldestUnpaid())) {
                notices.add("PRE_DUE");
            }
            debts.add(new ProposedContact.Debt(
                    account.id, "", account.arrears.daysPastDue(today), account.placed, notices));
            facts.allHolds().stream()
                    .filter(hold -> hold.covers(account.id) && hold.standsAt(now))
                    .forEach(hold -> holds.add(hold.kind()));
        }
        if (debts.isEmpty()) {
            debts.add(new ProposedContact.Debt("unknown", "", 0, false, Set.of()));
        }
        // A call and the conversation that came of it are one contact.
        Map<String, ProposedContact.Past> ours = new LinkedHashMap<>(reached);
        ours.keySet().removeAll(facts.said.attemptsTalkedIn());
        List<ProposedContact.Past> past = new ArrayList<>(ours.values());
        past.addAll(facts.callsToUs.contacts(facts.said.attemptsTalkedIn()));
        past.addAll(facts.contactsElsewhere);
        past.addAll(facts.said.contacts());
        return new ProposedContact(
                rules.packs(),
                rules.attested(),
                HouseRules.zones(facts.zone),
                attempt.getContactPointId(),
                attempt.getChannel().name().substring("CHANNEL_".length()),
                point.role(),
                point.verification(),
                point.consent().equals("WITHDRAWN"),
                reminds ? "REMINDER" : "COLLECTION",
                debts,
                past,
                null,
                facts.consents,
                facts.optedOutChannels,
                holds,
                null);
    }

    /** @return each account that the contact is about, once */
    private static Set<String> accountsOf(JournalRow row) {
        Set<String> accounts = new LinkedHashSet<>();
        row.steps().forEach(step -> accounts.add(step.account()));
        row.wishes().forEach(wish -> accounts.add(wish.account()));
        return accounts;
    }

    /** The contact left the house. */
    void reached(DebtorFacts facts, Attempt attempt, SentContact sent) {
        Set<String> accounts = new HashSet<>();
        attempt.getCoversList().forEach(step -> accounts.add(step.getAccountId()));
        reached.put(
                attempt.getAttemptId(),
                new ProposedContact.Past(sent.at(), sent.channel(), attempt.getContactPointId(), accounts, "TRIED"));
        attempt.getCoversList().stream().map(JournalRow.StepTaken::of).forEach(step -> {
            LocalDate due = step.anchor().date();
            if (step.anchor().trigger() == HousePlan.Trigger.DUE_DATE
                    && !facts.today(sent.at()).isAfter(due)) {
                reminded.add(step.account() + "/" + due);
            }
        });
    }
}
