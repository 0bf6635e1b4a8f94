package dev.janji.domain.debtor;

import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.policy.ContactProposal.Debt;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.Whereabouts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that would carry out what is due: the same in all but the contact point.
 *
 * @param debts that are due
 * @param holds that stand over one of them, or over the person
 */
record Proposals(
        Known known, Purpose purpose, List<Debt> debts, Whereabouts where, ContactRecord past, Set<Hold.Kind> holds) {

    static Proposals about(Known known, Due due, RuleContext context) {
        List<Account> accounts = new ArrayList<>(due.nexts().size());
        boolean reminds = true;
        for (Plan.Next next : due.nexts()) {
            Account account = known.account(next.reference().account());
            if (account != null) {
                reminds &= next.step().isReminder();
                accounts.add(account);
            }
        }
        return about(known, accounts, reminds ? Purpose.REMINDER : Purpose.COLLECTION, context);
    }

    static Proposals about(Known known, List<Account> accounts, Purpose purpose, RuleContext context) {
        LocalDate today = context.today(known);
        ZoneId zone = known.profile().homeZone();
        List<Debt> debts = new ArrayList<>(accounts.size());
        Set<Hold.Kind> holds = EnumSet.noneOf(Hold.Kind.class);
        for (Account account : accounts) {
            debts.add(new Debt(
                    account.id(),
                    account.terms().product(),
                    account.ledger().daysPastDue(today),
                    account.operator() != null,
                    notices(known, account, context)));
            for (Hold hold : known.dialogue().holds()) {
                holds.add(hold.kind());
            }
            for (Hold hold : known.placedHolds(context.rules().policy().dayZone(zone))) {
                if (hold.covers(account.id()) && hold.standsAt(context.now())) {
                    holds.add(hold.kind());
                }
            }
        }
        return new Proposals(
                known,
                purpose,
                debts,
                ZoneCandidate.whereabouts(known),
                context.others() == null ? known.contacts() : known.contacts().and(context.others()),
                holds);
    }

    /** Those that the lender told of, and the reminder that surely reached the debtor before this due date. */
    private static Set<NoticeKind> notices(Known known, Account account, RuleContext context) {
        LocalDate dueDate = account.ledger().earliestUnpaidDueDate();
        PolicyPack policy = context.rules().policy();
        ZoneId zone = policy.dayZone(known.profile().homeZone());
        if (dueDate == null
                || !policy.asksFor(NoticeKind.PRE_DUE)
                || account.notices().contains(NoticeKind.PRE_DUE)
                || !known.history().remindedOf(account.id(), dueDate, zone)) {
            return account.notices();
        }
        Set<NoticeKind> notices = new HashSet<>(account.notices());
        notices.add(NoticeKind.PRE_DUE);
        return notices;
    }

    ContactProposal to(ContactPoint point) {
        return to(point, null);
    }

    /** @param agent who would speak; null when no person does, or nobody knows yet who */
    ContactProposal to(ContactPoint point, ContactProposal.@Nullable Agent agent) {
        return new ContactProposal(
                point, purpose, debts, where.and(point.numberZones()), past, known.consents(), holds, agent);
    }
}
