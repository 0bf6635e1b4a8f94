package dev.janji.domain.debtor;

import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.policy.Verdict;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an agent may answer in writing now. An answer is an attempt like every other: stored before it leaves, at most once, taken back while it
 * has not left. Who may not answer now keeps the lead, and decides what becomes of it.
 */
final class Answers {
    private Answers() {}

    static Decision decide(Known known, DebtorCommand.AnswerLead c, RuleContext context) {
        LiveLead lead = known.lead();
        if (lead == null || !lead.id().equals(c.lead())) {
            return new Decision.Rejected(RefusalReason.LEAD_UNKNOWN, "lead");
        }
        if (!lead.isWritten()) {
            return notNow("CALL");
        }
        if (lead.recalled()) {
            return notNow("RECALLED");
        }
        if (!c.agent().equals(lead.agent())) {
            return notNow(lead.isTalking() ? "TALKING" : "WAITING");
        }
        if (known.openAttempt() != null) {
            return notNow("ATTEMPT");
        }
        if (c.text().isBlank()
                || c.text().codePointCount(0, c.text().length()) > DebtorCommand.AnswerLead.MOST_CHARACTERS) {
            return new Decision.Rejected(RefusalReason.INVALID_FIELD, "text");
        }
        Known now = known;
        for (DebtorEvent derived : DerivedEvents.of(known, context)) {
            now = (Known) Evolution.evolve(now, derived);
        }
        // The attempt is named by the event that is stored first.
        now = now.withVersion(known.version());
        ReplyId id = lead.reply();
        Reply reply = id == null ? null : now.dialogue().reply(id);
        WrittenConversation written = reply == null ? null : WrittenConversation.of(now, reply, context);
        if (written == null) {
            List<String> ids = Explanation.of(now.withLead(null), context).ruleIds();
            return notNow(ids.isEmpty() ? Leads.NOT_DUE : String.join(", ", ids));
        }
        Choice choice = written.choice(now, WrittenConversation.TEMPLATE, c.speaker(), context);
        ContactPoint point = choice.point();
        Verdict.Allowed allowed = choice.allowed();
        Instant rested = written.restEnds(now, context);
        if (point == null || allowed == null || rested != null) {
            return refused(known, now, written, choice, rested, context);
        }
        Set<DebtorPersonId> persons = context.others() != null ? Set.of() : SharedPersons.of(known, context.debtor());
        if (!persons.isEmpty()) {
            return new Decision.NeedsOthers(persons);
        }
        return allowed(known, lead, written, c, point, allowed, context);
    }

    private static Decision allowed(
            Known known,
            LiveLead lead,
            WrittenConversation written,
            DebtorCommand.AnswerLead c,
            ContactPoint point,
            Verdict.Allowed allowed,
            RuleContext context) {
        Instant validUntil = context.now().plus(context.rules().contactValidity());
        if (allowed.until().isBefore(validUntil)) {
            validUntil = allowed.until();
        }
        Strategy strategy = written.strategy(known, context);
        Attempt attempt = new Attempt(
                AttemptId.of(context.debtor(), known.version() + 1),
                point.channel(),
                point.id(),
                written.steps(),
                WrittenConversation.TEMPLATE,
                context.now(),
                validUntil);
        List<DebtorEvent> events = new ArrayList<>(2);
        events.add(new DebtorEvent.ContactAuthorized(
                context.now(),
                DebtorRules.VERSION,
                attempt,
                allowed.ruleIds(),
                strategy.version(),
                context.rules().policy().version()));
        events.add(new DebtorEvent.AnswerWritten(
                context.now(), DebtorRules.VERSION, lead.id(), attempt.id(), c.agent(), c.text()));
        Decision.Accepted accepted = Attempts.accepted(known, events, context);
        FollowUp send = new FollowUp.SendAnswer(
                attempt,
                point.address(),
                known.profile().language(),
                c.text(),
                Set.of(strategy.version()),
                allowed.until(),
                known.dialogue().writtenAt(point));
        return new Decision.Accepted(accepted.after(), accepted.events(), List.of(send), Decision.Ack.NOW);
    }

    /**
     * Said once, not again for each try: until when it waits, or that it never may.
     *
     * @param rested the end of the rest after a payment; null when there is none
     */
    private static Decision refused(
            Known known,
            Known now,
            WrittenConversation written,
            Choice choice,
            @Nullable Instant rested,
            RuleContext context) {
        List<String> against = rested != null ? List.of(Plan.REST) : choice.against();
        Stop stop = rested != null ? null : choice.stop();
        Verdict.Deferred deferred = choice.deferred();
        Instant until = rested;
        if (stop != null) {
            until = context.stops().lookAgain(context.debtor(), context.now());
        } else if (rested == null && deferred != null) {
            until = deferred.until();
        }
        String strategy = written.strategy(now, context).version();
        String policy = context.rules().policy().version();
        Decision.Rejected refusal = new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, String.join(", ", against));
        DebtorEvent event = until == null
                ? new DebtorEvent.ContactRefused(
                        context.now(), DebtorRules.VERSION, written.steps(), against, strategy, policy)
                : new DebtorEvent.ContactDeferred(
                        context.now(),
                        DebtorRules.VERSION,
                        written.steps(),
                        until,
                        against,
                        strategy,
                        policy,
                        stop == null ? List.of() : List.of(stop.id()));
        if (isSaid(known, event)) {
            return refusal;
        }
        Decision.Accepted accepted = Attempts.accepted(known, List.of(event), context);
        return new Decision.Accepted(accepted.after(), accepted.events(), List.of(), Decision.Ack.NOW, refusal);
    }

    private static boolean isSaid(Known known, DebtorEvent event) {
        DebtorEvent last = known.lastDecision();
        if (last instanceof DebtorEvent.ContactRefused before && event instanceof DebtorEvent.ContactRefused now) {
            return before.steps().equals(now.steps()) && before.ruleIds().equals(now.ruleIds());
        }
        return last instanceof DebtorEvent.ContactDeferred before
                && event instanceof DebtorEvent.ContactDeferred now
                && before.steps().equals(now.steps())
                && before.ruleIds().equals(now.ruleIds())
                && before.until().isAfter(now.at());
    }

    private static Decision notNow(String why) {
        return new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, why);
    }

    /** @return what shows the agent who writes with the debtor what became of an attempt; null when nobody does, or it was no answer */
    static @Nullable FollowUp news(Known known, Attempt attempt) {
        LiveLead lead = known.lead();
        return lead != null && lead.isWritten() && lead.isTalking() && LeadEvolution.isOfReply(attempt.covers())
                ? Leads.recall(lead)
                : null;
    }
}
