package dev.janji.orchestrator.desk;

import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.channel.MessageValues;
import dev.janji.actors.channel.Rendering;
import dev.janji.actors.desk.CaseView;
import dev.janji.actors.desk.IdentityCheck;
import dev.janji.actors.rules.LenderBook;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Circumstances;
import dev.janji.domain.debtor.ContactFacts;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Owed;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.money.Money;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;

/**
 * What an agent says now: before the check, and to a third party, a text that knows only the debtor's name; after it, the text of the debt.
 * Immutable.
 *
 * @param house speaks where a lender has no text of its own
 */
record Scripts(MessageTemplates house) {
    static final String IDENTIFY = "call-identify";
    static final String THIRD_PARTY = "call-third-party";
    static final String OVERDUE = "call-overdue";

    /** @return empty when there is no such text, or a value of it is missing */
    String of(CaseView view, DebtorState.Known known, LenderBook lender) {
        if (view.identity() == IdentityCheck.PASSED) {
            return view.view().circumstances(known).debts().stream()
                    .filter(debt -> debt.overdue().minor() > 0)
                    .max(Comparator.comparingInt(Circumstances.Debt::daysPastDue))
                    .map(debt -> said(OVERDUE, lender, known, ofDebt(debt, known, lender, view)))
                    .orElse("");
        }
        String template = view.identity() == IdentityCheck.PENDING ? IDENTIFY : THIRD_PARTY;
        return said(template, lender, known, ofNobody(known));
    }

    private String said(String template, LenderBook lender, DebtorState.Known known, MessageValues values) {
        String language = known.profile().language();
        MessageTemplates texts = lender.texts().has(template, Channel.VOICE) ? lender.texts() : house;
        Rendering rendering = texts.render(template, Channel.VOICE, language, values);
        return rendering instanceof Rendering.Rendered rendered ? rendered.body() : "";
    }

    private static MessageValues ofDebt(
            Circumstances.Debt debt, DebtorState.Known known, LenderBook lender, CaseView view) {
        Account account = known.account(debt.account());
        LocalDate due = account == null ? null : account.ledger().earliestUnpaidDueDate();
        LocalDate today = view.view().today();
        return new MessageValues(
                lender.name(),
                new ContactFacts(
                        known.profile().name(),
                        debt.account(),
                        debt.overdue(),
                        due == null ? today : due,
                        debt.daysPastDue(),
                        today,
                        account == null ? Owed.unknown(debt.overdue()) : Owed.of(account),
                        account == null ? null : account.terms().text(ContactFacts.VIRTUAL_ACCOUNT)));
    }

    /** Nothing of a debt is in it: a text that asks for one has no words. */
    private static MessageValues ofNobody(DebtorState.Known known) {
        Money nothing = new Money(0, Currency.getInstance("IDR"));
        return new MessageValues(
                "",
                new ContactFacts(
                        known.profile().name(),
                        new AccountId("-"),
                        nothing,
                        LocalDate.EPOCH,
                        -1,
                        LocalDate.EPOCH,
                        Owed.unknown(nothing)));
    }
}
