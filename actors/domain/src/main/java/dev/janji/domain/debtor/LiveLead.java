package dev.janji.domain.debtor;

import dev.janji.domain.allocation.Lead;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.ReplyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The debtor waits for a live agent, is being called, or talks with one. Immutable.
 *
 * @param steps what the call is about, that of the worst account first; empty only when the debtor called us
 * @param skill that the agent needs; empty when any will do
 * @param promisedAt when the debtor was promised to be called; null unless it is a callback
 * @param lookAt when the debtor looks after it unasked: of one that was not dialed the first instant at which nobody is called for it any more, of a
 *     recalled one the instant from which the desk's answer is in doubt, else when the call should long be over
 * @param attempt of its call, or the last answer of a written one; null before it was dialed or answered, and when the debtor called us
 * @param agent who talks, or has taken up a written one; null before somebody does
 * @param recalled whether the desk was asked whether somebody talks, and has not answered
 */
public record LiveLead(
        LeadId id,
        Lead.Kind kind,
        List<StepReference> steps,
        QueueId queue,
        String skill,
        Instant offeredAt,
        @Nullable Instant promisedAt,
        Instant lookAt,
        @Nullable AttemptId attempt,
        @Nullable AgentId agent,
        boolean recalled) {
    /** A call that nobody answered has ended by then; counted from the end of its attempt's validity. */
    public static final Duration LONGEST_RING = Duration.ofMinutes(5);

    /** After so long the desk is asked whether somebody still talks. */
    public static final Duration LONGEST_TALK = Duration.ofHours(4);

    public LiveLead {
        steps = List.copyOf(steps);
    }

    /** Whether nobody was called for it and nobody talks; of a caller, that no agent is there yet. */
    public boolean isWaiting() {
        return attempt == null && agent == null;
    }

    /** Whether what the debtor wrote is answered in writing. */
    public boolean isWritten() {
        return kind == Lead.Kind.WRITTEN;
    }

    /** Whether the debtor called us. */
    public boolean isInbound() {
        return kind == Lead.Kind.INBOUND;
    }

    public boolean isTalking() {
        return agent != null;
    }

    /** Whether somebody may begin to talk though the debtor does not want it any more: whoever asked for that waits for the desk's answer. */
    public boolean isInTheBalance() {
        return recalled && agent == null;
    }

    /** @return the reply that is answered; null when it is a call */
    public @Nullable ReplyId reply() {
        return steps.isEmpty() ? null : steps.get(0).reply();
    }

    /** @return the promised call that it is; null when it is of a plan */
    public @Nullable CallbackId callback() {
        return steps.isEmpty() ? null : steps.get(0).callback();
    }

    LiveLead dialed(Attempt call) {
        return with(call.covers(), call.validUntil().plus(LONGEST_RING), call.id(), null, false);
    }

    LiveLead talking(AgentId with, Instant since) {
        return with(steps, since.plus(LONGEST_TALK), attempt, with, false);
    }

    /** Of a written one. @param answer the last */
    LiveLead answered(AttemptId answer) {
        return with(steps, lookAt, answer, agent, recalled);
    }

    LiveLead recalled(Instant answerBy) {
        return with(steps, answerBy, attempt, agent, true);
    }

    private LiveLead with(
            List<StepReference> about, Instant look, @Nullable AttemptId call, @Nullable AgentId with, boolean asked) {
        return new LiveLead(id, kind, about, queue, skill, offeredAt, promisedAt, look, call, with, asked);
    }
}
