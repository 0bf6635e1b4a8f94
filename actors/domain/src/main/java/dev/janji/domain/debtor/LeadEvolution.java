package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.ReplyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each event of a live agent's call changes. Knows nothing of time, policy or configuration. */
final class LeadEvolution {
    private LeadEvolution() {}

    static Known offered(Known known, DebtorEvent.LeadOffered e) {
        return known.withLead(new LiveLead(
                e.lead(),
                e.kind(),
                e.steps(),
                e.queue(),
                e.skill(),
                e.at(),
                e.promisedAt(),
                e.until(),
                null,
                null,
                false));
    }

    /** The attempt is the call of the lead that waits, or an answer of the agent who writes; else it is a message. */
    static Known dialed(Known known, Attempt attempt) {
        LiveLead lead = known.lead();
        if (lead == null || lead.isInbound()) {
            return known;
        }
        if (lead.isWritten() && lead.isTalking()) {
            return known.withLead(lead.answered(attempt.id()));
        }
        return lead.isWaiting() ? known.withLead(lead.dialed(attempt)) : known;
    }

    /** @return the promised call that these are about; null when they are steps of a plan */
    static @Nullable CallbackId callbackOf(List<StepReference> steps) {
        return steps.isEmpty() ? null : steps.get(0).callback();
    }

    static Known talking(Known known, DebtorEvent.TalkBegan e) {
        LiveLead lead = open(known, e.lead());
        return lead == null
                ? known
                : InboundCalls.withTalk(known, lead, e.at()).withLead(lead.talking(e.agent(), e.at()));
    }

    /** What of no plan is put off: a promised call, an answer. Steps of a plan change nothing. */
    static Known deferred(Known known, List<StepReference> steps, Instant until) {
        CallbackId callback = callbackOf(steps);
        if (callback != null) {
            return known.with(known.dialogue().postponed(callback, until));
        }
        ReplyId question = questionOf(steps);
        if (question != null) {
            return known.with(known.dialogue().questionWaits(question, until));
        }
        return isOfReply(steps) ? known.with(known.dialogue().unreadWaits(until)) : known;
    }

    /** The same of what never comes. */
    static Known refused(Known known, List<StepReference> steps) {
        CallbackId callback = callbackOf(steps);
        if (callback != null) {
            return known.with(known.dialogue().closed(callback));
        }
        ReplyId question = questionOf(steps);
        if (question != null) {
            return known.with(known.dialogue().forPerson(question));
        }
        return isOfReply(steps) ? known.with(known.dialogue().takenUp()) : known;
    }

    /** Whether these are an answer to a reply, an agent's or a standard one, and no steps of a plan. */
    static boolean isOfReply(List<StepReference> steps) {
        return !steps.isEmpty() && (steps.get(0).reply() != null || steps.get(0).question() != null);
    }

    /** @return the question that these answer; null when they are something else */
    static @Nullable ReplyId questionOf(List<StepReference> steps) {
        return steps.isEmpty() ? null : steps.get(0).question();
    }

    /** The question is answered by an attempt. */
    static Known answering(Known known, Attempt attempt) {
        ReplyId question = questionOf(attempt.covers());
        return question == null ? known : known.with(known.dialogue().answered(question));
    }

    /** The attempt surely reached nobody. What the house took back is decided anew; what could not be sent a person answers. */
    static Known unanswered(Known known, Attempt attempt, boolean withdrawn) {
        ReplyId question = questionOf(attempt.covers());
        if (question == null) {
            return known;
        }
        return known.with(
                withdrawn
                        ? known.dialogue().askedAgain(question)
                        : known.dialogue().forPerson(question));
    }

    static Known recalled(Known known, DebtorEvent.LeadRecalled e) {
        LiveLead lead = open(known, e.lead());
        return lead == null ? known : known.withLead(lead.recalled(e.answerBy()));
    }

    /** What nobody talked about is due again; a promised call that was made is over. */
    static Known closed(Known known, DebtorEvent.LeadClosed e) {
        LiveLead lead = open(known, e.lead());
        if (lead == null) {
            return known;
        }
        Known next = known.withLead(null);
        boolean talked = lead.isTalking() || e.result() == LeadResult.TALKED || e.result() == LeadResult.IN_DOUBT;
        if (lead.isWritten()) {
            // An answer has taken up what came before it; what was read and needs none is over, too.
            boolean read = e.result() == LeadResult.TALKED && lead.attempt() == null;
            return read ? next.with(next.dialogue().takenUp()) : next;
        }
        if (lead.isInbound()) {
            return talked ? InboundCalls.withTalk(next, lead, e.at()) : next;
        }
        CallbackId callback = lead.callback();
        if (callback != null) {
            return talked ? next.with(next.dialogue().closed(callback)) : next;
        }
        return talked || lead.isWaiting()
                ? next
                : StepEvolution.onSteps(next, lead.steps(), StepProgress::reopen, StepProgress::reopen);
    }

    private static @Nullable LiveLead open(Known known, LeadId id) {
        LiveLead lead = known.lead();
        return lead == null || !lead.id().equals(id) ? null : lead;
    }
}
