package dev.janji.domain.debtor;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.lender.LenderEvent.ContactResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a debtor does when it is the debtor who calls. No rule is asked: contact hours, holds and limits are about our calls, not the debtor's. But one thing at a
 * time: what waits for an agent or rings is taken back first, and nothing else is begun while the debtor is on the line. That somebody talked counts from its
 * first instant on, as the debtor's own conversation.
 */
final class InboundCalls {
    private InboundCalls() {}

    static Decision receive(Known known, DebtorCommand.ReceiveCall c, RuleContext context) {
        if (known.lifeCycle() == LifeCycle.ERASED) {
            return new Decision.Rejected(RefusalReason.DEBTOR_ERASED, "debtor");
        }
        if (known.accounts().isEmpty()) {
            return new Decision.Rejected(RefusalReason.ACCOUNT_UNKNOWN, "account");
        }
        if (!c.until().isAfter(context.now())) {
            return new Decision.Rejected(RefusalReason.INVALID_FIELD, "until");
        }
        LiveLead lead = known.lead();
        if (lead != null && !isFree(lead)) {
            return busy(known, lead, context);
        }
        List<DebtorEvent> events = new ArrayList<>(2);
        List<FollowUp> followUps = new ArrayList<>(3);
        if (lead != null) {
            LeadResult result = lead.attempt() == null ? LeadResult.RECALLED : LeadResult.TALKED;
            events.add(Leads.closed(lead, result, context));
            followUps.add(Leads.recall(lead));
        }
        events.add(offered(known, c, context));
        Decision.Accepted accepted = Decision.Accepted.of(known, events);
        FollowUp withdrawal = Contacts.withdrawal(known);
        if (withdrawal != null) {
            followUps.add(withdrawal);
        }
        FollowUp offer = Leads.offer((Known) accepted.after(), context);
        if (offer != null) {
            followUps.add(offer);
        }
        return new Decision.Accepted(accepted.after(), events, followUps, Decision.Ack.NOW);
    }

    /** Nobody was called for it, so nobody can be talking; who is written with can call. */
    private static boolean isFree(LiveLead lead) {
        return !lead.isInbound() && (lead.isWaiting() || lead.isWritten());
    }

    /** A call of ours that rings is taken back, and the debtor is asked again; who talks already cannot call. */
    private static Decision busy(Known known, LiveLead lead, RuleContext context) {
        if (lead.isInbound() || lead.isTalking() || lead.recalled()) {
            return new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, lead.recalled() ? "RECALLED" : "ON-THE-LINE");
        }
        Decision.Accepted recalled = Decision.Accepted.of(known, List.of(Leads.recalled(lead, context)));
        List<FollowUp> followUps = new ArrayList<>(2);
        followUps.add(Leads.recall(lead));
        FollowUp withdrawal = Contacts.withdrawal(known);
        if (withdrawal != null) {
            followUps.add(withdrawal);
        }
        return new Decision.Accepted(
                recalled.after(),
                recalled.events(),
                followUps,
                Decision.Ack.NOW,
                new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "RECALLED"));
    }

    /** The lead is named by the event that is stored first. */
    private static DebtorEvent offered(Known known, DebtorCommand.ReceiveCall c, RuleContext context) {
        return new DebtorEvent.LeadOffered(
                context.now(),
                DebtorRules.VERSION,
                LeadId.of(context.debtor(), known.version() + 1),
                Lead.Kind.INBOUND,
                List.of(),
                c.queue(),
                "",
                null,
                c.until(),
                List.of(),
                "",
                context.rules().policy().version());
    }

    /** @return the account that is longest past due; null when there is none */
    static @Nullable Account worst(Known known, LocalDate today) {
        Account worst = null;
        int most = Integer.MIN_VALUE;
        for (Account account : known.accounts()) {
            int days = account.ledger().daysPastDue(today);
            if (worst == null || days > most) {
                worst = account;
                most = days;
            }
        }
        return worst;
    }

    /** Who hung up before an agent came was not talked with; nothing is tried again for it. */
    static Decision close(Known known, LiveLead lead, LeadResult result, RuleContext context) {
        LeadResult how = lead.isTalking() ? LeadResult.TALKED : result;
        return switch (how) {
            case TALKED, ABANDONED, RETURNED ->
                Attempts.accepted(known, List.of(Leads.closed(lead, how, context)), context);
            default -> new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "result");
        };
    }

    /** @return with the debtor's own conversation among the contacts, once */
    static Known withTalk(Known known, LiveLead lead, Instant at) {
        AttemptId call = new AttemptId(lead.id().value());
        return !lead.isInbound() || known.history().call(call) != null
                ? known
                : known.with(known.history()
                        .with(new ContactHistory.Elsewhere(at, Channel.VOICE, ContactResult.INBOUND, null, call)));
    }
}
