package dev.janji.domain.debtor;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.policy.Verdict;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a debtor does about calls of live agents, and about who is to answer in writing: it waits for one, lets itself be called or not at the instant of the dial, and takes back what became
 * wrong. A lead that nobody dialed is closed at once, as nobody can be talking; of one that rings the desk is asked first.
 */
final class Leads {
    /** Ids under which events name why a call is made later. */
    static final String RETURNED = "RETURNED";

    static final String RETRY = "RETRY";
    static final String ABANDONED = "ABANDONED";

    /** Nothing of the plan is to be called for any more. */
    static final String NOT_DUE = "NOT-DUE";

    /** AB-03: somebody whom nobody talked with is not called again for so long, for whatever step. */
    private static final Duration AFTER_ABANDONED = Duration.ofHours(72);

    private Leads() {}

    /** @return until when nobody is called because somebody answered and no agent was there; null when that is not so or over */
    static @Nullable Instant restedAfterAbandoned(Known known, Instant now) {
        PastAttempt abandoned = known.history().lastAbandoned();
        if (abandoned == null) {
            return null;
        }
        // When it was answered is not known: no later than a call may ring.
        Instant until =
                abandoned.attempt().validUntil().plus(LiveLead.LONGEST_RING).plus(AFTER_ABANDONED);
        return until.isAfter(now) ? until : null;
    }

    /** @param call null for a promised call. @param callback null for a step of the plan */
    static DebtorEvent.LeadOffered offered(
            Known known,
            List<StepReference> steps,
            Action.@Nullable Call call,
            @Nullable Callback callback,
            Instant until,
            List<String> ruleIds,
            Strategy strategy,
            RuleContext context) {
        QueueId queue = call == null ? context.rules().callbackQueue() : call.queue();
        if (queue == null) {
            throw new IllegalStateException("Expected a queue for a promised call, but the lender has none");
        }
        return new DebtorEvent.LeadOffered(
                context.now(),
                DebtorRules.VERSION,
                LeadId.of(context.debtor(), known.version() + 1),
                callback == null ? Lead.Kind.OUTBOUND : Lead.Kind.CALLBACK,
                steps,
                queue,
                call == null ? callback == null ? "" : callback.skill() : call.skill(),
                callback == null ? null : callback.from(),
                until,
                ruleIds,
                strategy.version(),
                context.rules().policy().version());
    }

    /** @return the end of what the pack allows, of the step's window or of the local day, whichever is first */
    static Instant until(Known known, Step step, Verdict.Allowed allowed, RuleContext context) {
        ZoneId zone = context.rules().policy().dayZone(known.profile().homeZone());
        LocalDate today = LocalDate.ofInstant(context.now(), zone);
        Instant end = step.until() == null
                ? today.plusDays(1).atStartOfDay(zone).toInstant()
                : today.atTime(step.until()).atZone(zone).toInstant();
        // A local time that comes twice may have been over once.
        if (!end.isAfter(context.now())) {
            end = today.plusDays(1).atStartOfDay(zone).toInstant();
        }
        return allowed.until().isBefore(end) ? allowed.until() : end;
    }

    /** @return what the desk is told of the lead that waits; null when none does */
    static FollowUp.@Nullable OfferLead offer(Known known, RuleContext context) {
        LiveLead lead = known.lead();
        if (lead == null || !lead.isWaiting()) {
            return null;
        }
        LocalDate today = context.today(known);
        Account account = lead.isInbound()
                ? InboundCalls.worst(known, today)
                : known.account(lead.steps().get(0).account());
        if (account == null) {
            return null;
        }
        return new FollowUp.OfferLead(new LeadOffer(
                lead.id(),
                lead.kind(),
                lead.queue(),
                known.profile().language(),
                lead.skill(),
                new Money(account.ledger().overdueMinor(today), account.ledger().currency()),
                lead.offeredAt(),
                lead.promisedAt(),
                lead.lookAt()));
    }

    static FollowUp recall(LiveLead lead) {
        return new FollowUp.RecallLead(lead.id(), lead.queue());
    }

    /** @return what the lead asks the desk for once more after a recovery; null when it asks for nothing */
    static @Nullable FollowUp again(Known known, RuleContext context) {
        LiveLead lead = known.lead();
        return lead != null && lead.recalled() ? recall(lead) : offer(known, context);
    }

    /** @return what follows when a lead's time is over */
    static List<DebtorEvent> overdue(Known known, RuleContext context, List<FollowUp> followUps) {
        LiveLead lead = known.lead();
        if (lead == null || context.now().isBefore(lead.lookAt())) {
            return List.of();
        }
        if (lead.isWaiting()) {
            followUps.add(recall(lead));
            return lead.isInbound()
                    ? List.of(closed(lead, LeadResult.RETURNED, context))
                    : returned(known, lead, context);
        }
        if (lead.recalled()) {
            return List.of(closed(lead, LeadResult.IN_DOUBT, context));
        }
        followUps.add(recall(lead));
        return List.of(recalled(lead, context));
    }

    static DebtorEvent closed(LiveLead lead, LeadResult result, RuleContext context) {
        return new DebtorEvent.LeadClosed(context.now(), DebtorRules.VERSION, lead.id(), result);
    }

    static DebtorEvent recalled(LiveLead lead, RuleContext context) {
        Instant answerBy = context.now()
                .plus(context.rules().contactValidity())
                .plus(context.rules().clockSkew());
        return new DebtorEvent.LeadRecalled(context.now(), DebtorRules.VERSION, lead.id(), answerBy);
    }

    /** What nobody was called for is due again, but not at once; who was promised a call does not wait for another day. */
    private static List<DebtorEvent> returned(Known known, LiveLead lead, RuleContext context) {
        Instant retry = Attempts.retry(known, lead.steps(), context);
        boolean soon = lead.callback() != null || lead.isWritten() || retry.isAfter(lead.lookAt());
        return List.of(
                closed(lead, LeadResult.RETURNED, context),
                Attempts.waiting(known, lead.steps(), soon ? retry : lead.lookAt(), RETURNED, context));
    }

    /** @return the end of a lead whose call surely never left; empty when the answer was to another attempt */
    static List<DebtorEvent> neverDialed(Known known, RuleContext context) {
        LiveLead lead = known.lead();
        Attempt open = known.openAttempt();
        if (lead == null || open == null || !open.id().equals(lead.attempt()) || lead.isTalking()) {
            return List.of();
        }
        return List.of(closed(lead, lead.recalled() ? LeadResult.RECALLED : LeadResult.RETURNED, context));
    }

    /**
     * What a lender's event does to the lead that is open.
     *
     * @param events to which it adds
     * @param stops whether no contact decided before it may leave after its ack
     */
    static void told(
            LiveLead lead,
            LenderEvent event,
            boolean stops,
            RuleContext context,
            List<DebtorEvent> events,
            List<FollowUp> followUps) {
        CallbackId callback = lead.callback();
        boolean over = callback != null
                && event instanceof ConversationEvent.CallbackClosed closed
                && closed.callback().equals(callback);
        boolean isReply = lead.isWritten() && event instanceof ConversationEvent.ReplyReceived;
        if (!stops && !over || isReply && lead.isWaiting() && isUnclear(event)) {
            return;
        }
        if (lead.isTalking()) {
            if (isReply || isNewsToTheAgent(event)) {
                followUps.add(recall(lead));
            }
            return;
        }
        if (lead.isInbound()) {
            // The debtor called us: nobody has to be kept from that.
            return;
        }
        followUps.add(recall(lead));
        if (lead.isWaiting()) {
            events.add(closed(lead, LeadResult.RECALLED, context));
        } else if (!lead.recalled()) {
            events.add(recalled(lead, context));
        }
    }

    private static boolean isUnclear(LenderEvent event) {
        return event instanceof ConversationEvent.ReplyReceived reply
                && reply.intent() == ConversationEvent.Intent.OTHER;
    }

    /** What is said in a conversation is stored while it lasts, and comes from who talks. */
    private static boolean isNewsToTheAgent(LenderEvent event) {
        return !(event instanceof ConversationEvent
                || event instanceof AgreementEvent
                || event instanceof LenderEvent.PromiseRecorded);
    }

    /** Everything is decided anew, as if the lead were not there. */
    static Decision dial(Known known, DebtorCommand.DialLead c, RuleContext context) {
        LiveLead lead = open(known, c.lead());
        if (lead == null) {
            return unknown();
        }
        if (lead.isWritten() || lead.isInbound()) {
            return new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, lead.kind().name());
        }
        AttemptId attempt = lead.attempt();
        if (attempt != null) {
            return lead.recalled() || lead.isTalking()
                    ? new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, lead.recalled() ? "RECALLED" : "TALKING")
                    : new Decision.Duplicate(attempt.sequenceNumber(), Decision.Ack.NOW);
        }
        if (!context.now().isBefore(lead.lookAt())) {
            return notNow(known, returned(known, lead, context), List.of(RETURNED), context);
        }
        Known now = known;
        for (DebtorEvent derived : DerivedEvents.of(known, context)) {
            now = (Known) Evolution.evolve(now, derived);
        }
        // The attempt is named by the event that is stored first.
        now = now.withVersion(known.version());
        Contacts contacts = new Contacts(context, c);
        List<String> against = lead.callback() == null
                ? dialStep(now, lead, contacts, context)
                : dialCallback(now, lead, contacts, context);
        DebtorEvent decided =
                contacts.events().isEmpty() ? null : contacts.events().get(0);
        if (decided instanceof DebtorEvent.ContactAuthorized) {
            Set<DebtorPersonId> persons =
                    context.others() != null ? Set.of() : SharedPersons.of(known, context.debtor());
            if (!persons.isEmpty()) {
                return new Decision.NeedsOthers(persons);
            }
            Decision.Accepted accepted = Attempts.accepted(known, List.of(decided), context);
            return new Decision.Accepted(accepted.after(), accepted.events(), contacts.followUps(), Decision.Ack.NOW);
        }
        List<DebtorEvent> events = new ArrayList<>(2);
        events.add(closed(lead, LeadResult.RECALLED, context));
        if (decided != null) {
            events.add(decided);
        }
        return notNow(known, events, against, context);
    }

    /** @return why the call of a plan is not made; what the contacts decided says whether it is */
    private static List<String> dialStep(Known now, LiveLead lead, Contacts contacts, RuleContext context) {
        Halted halted = new Halted(context);
        Due due = Due.of(now, context, halted);
        if (due == null
                || !(due.leading().step().action() instanceof Action.Call call)
                || !call.queue().equals(lead.queue())) {
            List<String> ids = Explanation.of(now.withLead(null), context).ruleIds();
            return ids.isEmpty() ? List.of(NOT_DUE) : ids;
        }
        List<String> ofAgent = contacts.againstTheAgent(now, due);
        if (!ofAgent.isEmpty()) {
            contacts.events()
                    .add(Attempts.waiting(
                            now, due.steps(), Attempts.retry(now, due.steps(), context), ofAgent.get(0), context));
            return ofAgent;
        }
        if (contacts.taken(now, due, halted) == Contacts.Taking.HALTED) {
            DebtorEvent deferred = halted.toTell(now);
            if (deferred != null) {
                contacts.events().add(deferred);
            }
            return List.of(Halted.STOP);
        }
        return ruleIds(contacts.events().get(0));
    }

    private static List<String> dialCallback(Known now, LiveLead lead, Contacts contacts, RuleContext context) {
        PromisedCall promised = PromisedCall.next(now, context);
        if (promised == null
                || !promised.callback().id().equals(lead.callback())
                || promised.callback().from().isAfter(context.now())) {
            return List.of(Plan.CALLBACK);
        }
        List<String> ofAgent = contacts.againstTheAgent(now, promised);
        if (!ofAgent.isEmpty()) {
            contacts.events()
                    .add(Attempts.waiting(
                            now,
                            promised.steps(),
                            Attempts.retry(now, promised.steps(), context),
                            ofAgent.get(0),
                            context));
            return ofAgent;
        }
        contacts.taken(now, promised);
        return ruleIds(contacts.events().get(0));
    }

    private static List<String> ruleIds(DebtorEvent decided) {
        if (decided instanceof DebtorEvent.ContactDeferred deferred) {
            return deferred.ruleIds();
        }
        return decided instanceof DebtorEvent.ContactRefused refused ? refused.ruleIds() : List.of();
    }

    private static Decision notNow(Known known, List<DebtorEvent> events, List<String> against, RuleContext context) {
        Decision.Accepted accepted = Attempts.accepted(known, events, context);
        return new Decision.Accepted(
                accepted.after(),
                accepted.events(),
                List.of(),
                Decision.Ack.NOW,
                new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, String.join(", ", against)));
    }

    /** Somebody talks: the call left, whatever answer of the channel is missing. */
    static Decision talk(Known known, DebtorCommand.RecordTalk c, RuleContext context) {
        LiveLead lead = open(known, c.lead());
        if (lead == null) {
            return unknown();
        }
        AttemptId attempt = lead.attempt();
        if (attempt == null && !lead.isWritten() && !lead.isInbound()) {
            return new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "attempt");
        }
        if (lead.isTalking() && !lead.recalled()) {
            return Decision.Accepted.of(known, List.of());
        }
        List<DebtorEvent> events = new ArrayList<>();
        events.add(new DebtorEvent.TalkBegan(context.now(), DebtorRules.VERSION, lead.id(), c.agent()));
        if (attempt == null || lead.isWritten()) {
            // What became of the answers, their channel says; nobody dialed a debtor who calls.
            return Attempts.accepted(known, events, context);
        }
        events.addAll(outcome(known, attempt, Outcome.ANSWERED, context));
        return Attempts.accepted(known, events, context);
    }

    private static List<DebtorEvent> outcome(Known known, AttemptId attempt, Outcome outcome, RuleContext context) {
        List<DebtorEvent> events = Attempts.outcome(known, attempt, outcome, context.now(), context);
        return events == null ? List.of() : events;
    }

    static Decision close(Known known, DebtorCommand.CloseLead c, RuleContext context) {
        LiveLead lead = open(known, c.lead());
        if (lead == null) {
            return unknown();
        }
        LeadResult result = c.result();
        if (result == LeadResult.IN_DOUBT) {
            return new Decision.Rejected(RefusalReason.INVALID_FIELD, "result");
        }
        if (lead.isInbound()) {
            return InboundCalls.close(known, lead, result, context);
        }
        AttemptId attempt = lead.attempt();
        if (lead.isWritten() && lead.isTalking() && (attempt != null || result == LeadResult.TALKED)) {
            return Attempts.accepted(known, List.of(closed(lead, LeadResult.TALKED, context)), context);
        }
        if (attempt == null) {
            return switch (result) {
                case RETURNED -> Attempts.accepted(known, returned(known, lead, context), context);
                case RECALLED -> Attempts.accepted(known, List.of(closed(lead, result, context)), context);
                default -> new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, "attempt");
            };
        }
        List<DebtorEvent> events = new ArrayList<>();
        if (lead.isTalking() || result == LeadResult.TALKED) {
            events.add(closed(lead, LeadResult.TALKED, context));
            events.addAll(outcome(known, attempt, Outcome.ANSWERED, context));
            return Attempts.accepted(known, events, context);
        }
        events.add(closed(lead, result, context));
        if (result == LeadResult.ABANDONED) {
            events.addAll(outcome(known, attempt, Outcome.ABANDONED, context));
        }
        Known then = known;
        for (DebtorEvent event : events) {
            then = (Known) Evolution.evolve(then, event);
        }
        DebtorEvent later = later(then, lead, result, context);
        if (later != null) {
            events.add(later);
        }
        return Attempts.accepted(known, events, context);
    }

    /** @return when what the call was for is tried again, or that it is not; null when the plan alone says so */
    private static @Nullable DebtorEvent later(Known known, LiveLead lead, LeadResult result, RuleContext context) {
        StepReference leading = lead.steps().get(0);
        Account account = known.account(leading.account());
        if (result == LeadResult.RECALLED
                || account == null
                || account.status() != Account.Status.OPEN
                || known.lifeCycle() != DebtorState.LifeCycle.ACTIVE) {
            return null;
        }
        StepProgress.Trying trying = account.progress().trying(leading.from(), leading.minute());
        Strategy strategy = Attempts.strategyOf(known, lead.steps(), context);
        if (lead.callback() == null && Attempts.areExhausted(known, account, trying, strategy)) {
            return new DebtorEvent.ContactRefused(
                    context.now(),
                    DebtorRules.VERSION,
                    lead.steps(),
                    List.of(Plan.TRIES),
                    strategy.version(),
                    context.rules().policy().version());
        }
        Instant rested = restedAfterAbandoned(known, context.now());
        if (rested == null && result == LeadResult.ABANDONED) {
            rested = context.now().plus(AFTER_ABANDONED);
        }
        return rested == null
                ? Attempts.waiting(known, lead.steps(), Attempts.retry(known, lead.steps(), context), RETRY, context)
                : Attempts.waiting(known, lead.steps(), rested, ABANDONED, context);
    }

    private static @Nullable LiveLead open(Known known, LeadId id) {
        LiveLead lead = known.lead();
        return lead != null && lead.id().equals(id) ? lead : null;
    }

    private static Decision unknown() {
        return new Decision.Rejected(RefusalReason.LEAD_UNKNOWN, "lead");
    }
}
