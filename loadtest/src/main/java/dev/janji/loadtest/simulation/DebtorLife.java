package dev.janji.loadtest.simulation;

import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.FollowUp;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.loadtest.portfolio.PlannedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One debtor on a virtual calendar: from the lender's event to the wake-up to the receipt, each decided by the rules that the server asks.
 * Nothing happens between them, so nothing is computed between them. A contact is handed over at once. Of the lender's events of an instant
 * and a wake-up at the same, the events come first. Confined to one thread.
 */
final class DebtorLife {
    /** More wake-ups than this at one instant mean that time stands still. */
    private static final int MOST_AT_ONCE = 1_000;

    /** How long an agent talks with a debtor. */
    private static final Duration TALK = Duration.ofMinutes(4);

    private static final DebtorCommand WAKE_UP = new DebtorCommand.WakeUp();

    private final DebtorKey debtor;
    private final LenderRules rules;
    private final ReceiptAssumptions assumptions;
    private final LifeListener listener;
    private final ZoneId dayZone;
    private final PriorityQueue<PendingReceipt> receipts =
            new PriorityQueue<>(2, Comparator.comparing(PendingReceipt::at));
    private DebtorState state = new DebtorState.Unknown();
    private Instant now = Instant.MIN;
    private boolean wakeUpKnown;
    private @Nullable Instant wakeUp;
    private int atOnce;
    private long told;

    private record PendingReceipt(Instant at, DebtorCommand command) {}

    DebtorLife(DebtorKey debtor, LenderRules rules, ReceiptAssumptions assumptions, LifeListener listener) {
        this.debtor = debtor;
        this.rules = rules;
        this.assumptions = assumptions;
        this.listener = listener;
        this.dayZone = rules.policy().dayZone(null);
    }

    /**
     * @param story in time order; what must be refused or is sent again changes nothing and is passed over
     * @param end exclusive
     * @return the debtor as it stands then
     */
    DebtorState live(List<PlannedEvent> story, Instant end) {
        for (PlannedEvent event : story) {
            if (!event.duplicate() && event.refusal() == null) {
                passUntil(event.at());
                now = event.at();
                decide(StoryMapper.command(event.request(), ++told, dayZone));
            }
        }
        passUntil(end);
        return state;
    }

    /** What time alone brings before that instant. */
    private void passUntil(Instant until) {
        for (Instant wake = nextWakeUp(); ; wake = nextWakeUp()) {
            PendingReceipt receipt = receipts.peek();
            boolean reports = receipt != null && (wake == null || !wake.isBefore(receipt.at()));
            Instant next = reports ? receipt.at() : wake;
            if (next == null || !next.isBefore(until)) {
                return;
            }
            if (next.isAfter(now)) {
                now = next;
                atOnce = 0;
            } else if (++atOnce > MOST_AT_ONCE) {
                throw new IllegalStateException("Expected time to pass, but there is always more to do [debtor="
                        + debtor + ", at=" + now + "]");
            }
            if (reports) {
                receipts.remove();
                if (!isMoot(receipt.command())) {
                    decide(receipt.command());
                }
            } else {
                decide(WAKE_UP);
            }
        }
    }

    private @Nullable Instant nextWakeUp() {
        if (!wakeUpKnown) {
            wakeUp = DebtorRules.outstanding(state, context()).nextWakeUp();
            wakeUpKnown = true;
        }
        return wakeUp;
    }

    private RuleContext context() {
        return RuleContext.at(debtor, now, rules);
    }

    private void decide(DebtorCommand command) {
        Decision decision = DebtorRules.decide(state, command, context());
        if (decision instanceof Decision.NeedsHistory) {
            // A story has each event id once.
            decision = DebtorRules.decide(state, command, context().with(new RuleContext.Finding.NotThere()));
        }
        if (decision instanceof Decision.NeedsOthers) {
            // Each debtor is simulated alone.
            decision = DebtorRules.decide(state, command, context().with(ContactRecord.NONE));
        }
        if (decision instanceof Decision.Rejected rejected) {
            listener.refused(rejected.reason());
        } else if (decision instanceof Decision.Accepted accepted) {
            accept(accepted);
        }
    }

    private void accept(Decision.Accepted accepted) {
        DebtorState before = state;
        state = accepted.after();
        wakeUpKnown = false;
        if (!accepted.events().isEmpty()) {
            listener.stored(before, accepted.events());
        }
        for (FollowUp followUp : accepted.followUps()) {
            // Nothing is ever in doubt here, and there is no key to forget.
            if (followUp instanceof FollowUp.SendContact contact) {
                handOver(contact.attempt());
            } else if (followUp instanceof FollowUp.OfferLead offer) {
                call(offer.lead());
            } else if (followUp instanceof FollowUp.RecallLead recall && isOpen(recall.lead())) {
                decide(new DebtorCommand.CloseLead(recall.lead(), LeadResult.RECALLED));
            }
        }
    }

    /** An agent is free at the first moment, somebody answers at once, and they talk for a while. */
    private void call(LeadOffer lead) {
        Instant promised = lead.promisedAt();
        Instant at = promised == null || promised.isBefore(now) ? now : promised;
        receipts.add(new PendingReceipt(at, new DebtorCommand.DialLead(lead.id(), null)));
        receipts.add(new PendingReceipt(at.plus(TALK), new DebtorCommand.CloseLead(lead.id(), LeadResult.TALKED)));
    }

    private boolean isOpen(LeadId lead) {
        return state instanceof DebtorState.Known known
                && known.lead() != null
                && known.lead().id().equals(lead);
    }

    /** What was taken back meanwhile is nothing to the desk any more. */
    private boolean isMoot(DebtorCommand command) {
        return command instanceof DebtorCommand.DialLead dial && !isOpen(dial.lead())
                || command instanceof DebtorCommand.CloseLead close && !isOpen(close.lead());
    }

    private void handOver(Attempt attempt) {
        decide(new DebtorCommand.RecordAnswer(attempt.id(), Answer.HANDED_OVER, "", "simulated"));
        ReceiptAssumptions.Receipt receipt = assumptions.of(attempt.id(), attempt.channel());
        if (receipt != null) {
            Instant at = now.plus(receipt.after());
            receipts.add(new PendingReceipt(at, new DebtorCommand.RecordOutcome(attempt.id(), receipt.outcome(), at)));
        }
    }
}
