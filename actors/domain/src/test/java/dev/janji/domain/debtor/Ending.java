package dev.janji.domain.debtor;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Ageing;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.lender.Moratorium;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a lender would say of a debtor: everything that must not depend on the order of what it told. Not the contacts made, nor the steps of
 * the plan that are over.
 */
record Ending(
        LifeCycle lifeCycle,
        Map<AccountId, Owed> accounts,
        Set<ContactPoint> points,
        Set<Hold> holds,
        Set<Moratorium> moratoria,
        List<LinkedPerson> links,
        Set<Consents.Given> consents,
        Set<Channel> optedOut,
        List<String> contactsElsewhere,
        Set<Object> said) {

    private static final Comparator<Ledger.Due> BY_DATE_AND_AMOUNT =
            Comparator.comparing(Ledger.Due::date).thenComparing(Ledger.Due::amountMinor);

    /** @param bucket the lowest before it entered one; empty when nobody works the account: it stays in the one in which work stopped */
    record Owed(
            Account.Status status,
            String bucket,
            Figures figures,
            AccountTerms terms,
            @Nullable String operator,
            @Nullable String dispute,
            @Nullable Promised promise,
            @Nullable Arranged arranged,
            @Nullable Offered offered,
            Set<NoticeKind> notices) {}

    /** Of the ledger, on the day of the ending. */
    record Figures(
            long balanceMinor,
            long paidMinor,
            long overdueMinor,
            long payableMinor,
            int daysPastDue,
            @Nullable LocalDate earliestUnpaid,
            Ageing ageing,
            List<Ledger.Due> dues) {}

    /** Not how many payments and charges came before it: that follows from the order of those. */
    record Arranged(ArrangementId id, Arrangement.State state) {}

    record Offered(OfferId id, Offer.State state) {}

    /** Not when it was told. */
    record Promised(PromiseId id, long amountMinor, LocalDate dueDate, Promise.State state) {}

    static Ending of(Known known, RuleContext context) {
        LocalDate today = context.today((DebtorState) known);
        Map<AccountId, Owed> accounts = new HashMap<>();
        for (Account account : known.accounts()) {
            accounts.put(account.id(), owed(account, today, context));
        }
        return new Ending(
                known.lifeCycle(),
                accounts,
                new HashSet<>(known.profile().contactPoints()),
                new HashSet<>(known.holds()),
                new HashSet<>(known.moratoria()),
                known.links(),
                new HashSet<>(known.consents().given()),
                known.consents().optedOut(),
                known.history().elsewhere().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList(),
                said(known.dialogue()));
    }

    private static Set<Object> said(Dialogue dialogue) {
        Set<Object> said = new HashSet<>(dialogue.conversations());
        said.addAll(dialogue.replies());
        said.addAll(dialogue.callbacks());
        said.addAll(dialogue.complaints());
        return said;
    }

    private static Owed owed(Account account, LocalDate today, RuleContext context) {
        Promise promise = account.promise();
        Arrangement arrangement = account.ledger().arrangement();
        Offer offer = account.offer();
        String entered = account.bucket().isEmpty() ? context.rules().buckets().lowest() : account.bucket();
        return new Owed(
                account.status(),
                account.status() == Account.Status.OPEN ? entered : "",
                figures(account.ledger(), today),
                account.terms(),
                account.operator(),
                account.dispute(),
                promise == null
                        ? null
                        : new Promised(promise.id(), promise.amountMinor(), promise.dueDate(), promise.state()),
                arrangement == null ? null : new Arranged(arrangement.id(), arrangement.state()),
                offer == null ? null : new Offered(offer.id(), offer.state()),
                account.notices());
    }

    private static Figures figures(Ledger ledger, LocalDate today) {
        return new Figures(
                ledger.balanceMinor(),
                ledger.coveredMinor(),
                ledger.overdueMinor(today),
                ledger.payableMinor(today),
                ledger.daysPastDue(today),
                ledger.earliestUnpaidDueDate(),
                ledger.ageing(),
                ledger.dues().stream().sorted(BY_DATE_AND_AMOUNT).toList());
    }
}
