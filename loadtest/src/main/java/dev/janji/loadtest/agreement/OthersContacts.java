package dev.janji.loadtest.agreement;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.PromiseTally;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.ContactHistory;
import dev.janji.domain.debtor.Conversation;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Dialogue;
import dev.janji.domain.debtor.PastAttempt;
import dev.janji.domain.debtor.PersonReport;
import dev.janji.domain.debtor.SeenEvents;
import dev.janji.domain.debtor.StepProgress;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent.ContactResult;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.strategy.Anchor;
import dev.janji.loadtest.compliance.ProposedContact;
import dev.janji.loadtest.compliance.ProposedContact.OtherDebtor;
import dev.janji.loadtest.compliance.ProposedContact.Past;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What debtors who are linked tell each other of their contacts, by the rules of the domain: each a debtor's state, and what it reports. Stateless. */
final class OthersContacts {
    private static final Currency RUPIAH = Currency.getInstance("IDR");
    private static final LocalDate DAY = LocalDate.of(2020, 1, 1);
    private static final DebtorState NOBODY = new DebtorState.Unknown();

    private OthersContacts() {}

    /** @return the contacts of others that a debtor sees in their person's turn */
    static ContactRecord with(ProposedContact contact) {
        if (contact.others().isEmpty()) {
            return ContactRecord.NONE;
        }
        Set<DebtorPersonId> persons = personsOf(contact);
        ContactRecord record = ContactRecord.NONE;
        for (int i = 0; i < contact.others().size(); i++) {
            OtherDebtor other = contact.others().get(i);
            DebtorKey key = new DebtorKey(new LenderId(other.lender()), new DebtorId("other-" + i));
            for (PersonReport report : DebtorRules.reports(NOBODY, state(other, key), key)) {
                if (persons.contains(report.person())) {
                    record = record.and(recordOf(report));
                }
            }
        }
        return record;
    }

    private static ContactRecord recordOf(PersonReport report) {
        List<ContactRecord.PastContact> contacts = new ArrayList<>();
        report.contacts().values().forEach(each -> each.ifPresent(contacts::add));
        return new ContactRecord(contacts, report.completeSince());
    }

    /** What the proposal's debtor says of itself names the persons that it is. */
    private static Set<DebtorPersonId> personsOf(ProposedContact contact) {
        String personKey = contact.personKey();
        DebtorKey key = new DebtorKey(new LenderId(contact.lender()), new DebtorId("asked"));
        List<Account> accounts = new ArrayList<>();
        for (ProposedContact.Debt debt : contact.debts()) {
            accounts.add(account(debt.account(), debt.placed() ? ProposedContact.OPERATOR : null));
        }
        List<LinkedPerson> links = personKey == null
                ? List.of()
                : List.of(new LinkedPerson(LinkedPerson.Kind.SAME_PERSON, personKey, null));
        // Only who has something to tell tells of a person.
        ContactHistory one = new ContactHistory(
                List.of(),
                List.of(new ContactHistory.Elsewhere(Instant.EPOCH, Channel.LETTER, ContactResult.NOT_REACHED, null)));
        Set<DebtorPersonId> persons = new HashSet<>();
        DebtorRules.reports(NOBODY, state(accounts, links, one, Dialogue.NONE), key)
                .forEach(report -> persons.add(report.person()));
        return persons;
    }

    private static DebtorState state(OtherDebtor other, DebtorKey key) {
        List<PastAttempt> attempts = new ArrayList<>();
        List<ContactHistory.Elsewhere> elsewhere = new ArrayList<>();
        for (Past past : other.past()) {
            Channel channel = Channel.valueOf(past.channel());
            if (past.reach().equals("INBOUND_CONVERSATION")) {
                elsewhere.add(new ContactHistory.Elsewhere(past.at(), channel, ContactResult.INBOUND, null));
            } else {
                attempts.add(attempt(key, attempts.size() + 1, past, channel));
            }
        }
        return state(
                List.of(account("theirs", other.operator())),
                List.of(new LinkedPerson(LinkedPerson.Kind.valueOf(other.link()), other.personKey(), null)),
                new ContactHistory(attempts, elsewhere),
                dialogue(other.completeSince()));
    }

    private static PastAttempt attempt(DebtorKey key, int number, Past past, Channel channel) {
        return new PastAttempt(
                new Attempt(
                        AttemptId.of(key, number),
                        channel,
                        new ContactPointId("theirs"),
                        List.of(new StepReference(new AccountId("theirs"), Anchor.dueDate(DAY), 0, "H+1")),
                        "t",
                        past.at(),
                        past.at().plusSeconds(30)),
                Answer.HANDED_OVER,
                null,
                switch (past.reach()) {
                    case "NOT_CONNECTED" -> Outcome.BUSY;
                    case "CONVERSATION" -> Outcome.ANSWERED;
                    default -> null;
                });
    }

    /** @param since when something said is remembered no longer; null when everything is */
    private static Dialogue dialogue(@Nullable Instant since) {
        if (since == null) {
            return Dialogue.NONE;
        }
        Conversation longAgo = new Conversation(
                new ConversationId("long-ago"),
                Instant.EPOCH,
                Channel.EMAIL,
                ConversationEvent.Direction.INBOUND,
                null,
                Set.of(),
                Disposition.RPC_NO_COMMITMENT,
                ConversationEvent.Reason.NONE,
                false,
                Set.of(),
                null);
        return new Dialogue(List.of(longAgo), List.of(), List.of(), List.of(), List.of(), since, null);
    }

    private static Account account(String id, @Nullable String operator) {
        return new Account(
                new AccountId(id),
                Account.Status.OPEN,
                DAY,
                Ledger.opened(RUPIAH, 1, Instant.EPOCH),
                AccountTerms.NONE,
                null,
                null,
                "",
                null,
                PromiseTally.NONE,
                StepProgress.NONE,
                operator,
                Set.of(),
                null);
    }

    private static DebtorState state(
            List<Account> accounts, List<LinkedPerson> links, ContactHistory history, Dialogue dialogue) {
        return new DebtorState.Known(
                1,
                DebtorState.LifeCycle.ACTIVE,
                new Profile("", "id", "", null, List.of()),
                accounts,
                List.of(),
                links,
                null,
                history,
                SeenEvents.NONE,
                null,
                null,
                Consents.NONE,
                dialogue,
                List.of(),
                null);
    }
}
