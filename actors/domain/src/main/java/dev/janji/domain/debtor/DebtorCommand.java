package dev.janji.domain.debtor;

import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactProposal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a debtor can be asked. Immutable; each may arrive more than once and takes effect once. */
public sealed interface DebtorCommand {
    <R> R match(Cases<R> cases);

    /**
     * Whether it is among the last to be refused when a server is busy: a lender's event that can stop a contact, and whatever is known of a
     * contact that was made. A wake-up is not: who is woken later is contacted later.
     */
    default boolean isUrgent() {
        return true;
    }

    /** One method a command. */
    interface Cases<R> {
        R applyLenderEvent(ApplyLenderEvent c);

        R wakeUp(WakeUp c);

        R recordAnswer(RecordAnswer c);

        R settleAttempt(SettleAttempt c);

        R recordOutcome(RecordOutcome c);

        R dialLead(DialLead c);

        R recordTalk(RecordTalk c);

        R closeLead(CloseLead c);

        R answerLead(AnswerLead c);

        R receiveCall(ReceiveCall c);

        R noteRecordedCall(NoteRecordedCall c);
    }

    /**
     * A lender's event.
     *
     * @param body tells the same event from another one under the same id
     * @param occurredAt when it happened at the lender
     * @param asOf of the initial load; null outside of one
     */
    record ApplyLenderEvent(
            EventId eventId,
            BodyHash body,
            Instant occurredAt,
            @Nullable Instant asOf,
            LenderEvent event) implements DebtorCommand {
        @Override
        public boolean isUrgent() {
            return event.sparesContact();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.applyLenderEvent(this);
        }
    }

    /** Time has come to look what is due. Harmless when nothing is. */
    record WakeUp() implements DebtorCommand {
        @Override
        public boolean isUrgent() {
            return false;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.wakeUp(this);
        }
    }

    /** The channel's answer to an attempt. */
    record RecordAnswer(AttemptId attempt, Answer answer, String detail, String providerReference)
            implements DebtorCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recordAnswer(this);
        }
    }

    /** What the provider knows of an attempt in doubt. */
    record SettleAttempt(AttemptId attempt, Settlement settlement, String providerReference) implements DebtorCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.settleAttempt(this);
        }
    }

    /** A receipt; may come twice and out of order. */
    record RecordOutcome(AttemptId attempt, Outcome outcome, Instant reportedAt) implements DebtorCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recordOutcome(this);
        }
    }

    /**
     * The desk would call the debtor for a lead now: whether that is allowed is decided at this instant.
     *
     * @param agent who would speak; null when that is decided when somebody answers
     */
    record DialLead(LeadId lead, ContactProposal.@Nullable Agent agent) implements DebtorCommand {
        @Override
        public boolean isUrgent() {
            return false;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dialLead(this);
        }
    }

    /** An agent and whoever answered are connected, or have been since; also the answer to a recall that came too late. */
    record RecordTalk(LeadId lead, AgentId agent) implements DebtorCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recordTalk(this);
        }
    }

    /** The desk has done with a lead, or never heard of it: from here on nobody talks with the debtor for it. */
    record CloseLead(LeadId lead, LeadResult result) implements DebtorCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.closeLead(this);
        }
    }

    /**
     * An agent would answer in writing now: whether that is allowed is decided at this instant.
     *
     * @param speaker what the rules want to know of the agent
     * @param text personal: what the agent wrote, without what the channel adds
     */
    record AnswerLead(LeadId lead, AgentId agent, ContactProposal.Agent speaker, String text) implements DebtorCommand {
        /** A longer text is refused. */
        public static final int MOST_CHARACTERS = 1_000;

        @Override
        public boolean isUrgent() {
            return false;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answerLead(this);
        }

        /** Never the text. */
        @Override
        public String toString() {
            return "AnswerLead[" + lead + ", " + agent + "]";
        }
    }

    /**
     * The debtor calls, and is on the line. Nobody need allow that; what we have under way towards the debtor is taken back first.
     *
     * @param queue of a desk, in which the debtor waits
     * @param until when nobody waits any more, whatever became of the desk
     */
    record ReceiveCall(QueueId queue, Instant until) implements DebtorCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.receiveCall(this);
        }
    }

    /**
     * Something happened to a call that a machine makes. When somebody answered, or says to be the debtor, this asks whether what comes next may be played now.
     *
     * @param attempt whose call it is
     */
    record NoteRecordedCall(AttemptId attempt, Word word) implements DebtorCommand {
        /** What happened. */
        public enum Word {
            /** A person, as far as anybody can tell: may the greeting be played? */
            ANSWERED,
            /** Whoever heard the greeting says to be the debtor: may the message be played? */
            CONFIRMED,
            BUSY,
            NO_ANSWER,
            /** It is told nothing. */
            MACHINE,
            /** There is no such number. */
            NOT_IN_SERVICE,
            /** The network could not. */
            FAILED
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.noteRecordedCall(this);
        }
    }
}
