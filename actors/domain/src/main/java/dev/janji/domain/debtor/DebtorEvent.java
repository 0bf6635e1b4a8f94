package dev.janji.domain.debtor;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.OfferId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Action;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a debtor, in the past tense; the only source of its state. Immutable, stored for ever. */
public sealed interface DebtorEvent {
    /** @return when it was decided, UTC */
    Instant at();

    /** @return the version of the rules that made it */
    int rulesVersion();

    <R> R match(Cases<R> cases);

    /** @return the name of the record, or of the lender's event in it */
    default String eventName() {
        return getClass().getSimpleName();
    }

    /** One method an event. */
    interface Cases<R> {
        R lenderEventApplied(LenderEventApplied e);

        R bucketEntered(BucketEntered e);

        R promiseSettled(PromiseSettled e);

        R arrangementSettled(ArrangementSettled e);

        R offerSettled(OfferSettled e);

        R segmentEntered(SegmentEntered e);

        R accountHandedOver(AccountHandedOver e);

        R contactAuthorized(ContactAuthorized e);

        R contactDeferred(ContactDeferred e);

        R contactRefused(ContactRefused e);

        R attemptAnswered(AttemptAnswered e);

        R attemptSettled(AttemptSettled e);

        R outcomeReceived(OutcomeReceived e);

        R leadOffered(LeadOffered e);

        R talkBegan(TalkBegan e);

        R leadRecalled(LeadRecalled e);

        R leadClosed(LeadClosed e);

        R answerWritten(AnswerWritten e);

        R recordedCallNoted(RecordedCallNoted e);
    }

    /**
     * The lender's event took effect.
     *
     * @param on the debtor's local date at {@code at}
     * @param occurredAt when it happened at the lender
     * @param asOf of the initial load; null outside of one
     */
    record LenderEventApplied(
            Instant at,
            int rulesVersion,
            LocalDate on,
            EventId eventId,
            BodyHash body,
            Instant occurredAt,
            @Nullable Instant asOf,
            LenderEvent event)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.lenderEventApplied(this);
        }

        @Override
        public String eventName() {
            return event.eventName();
        }
    }

    /** An account's days past due crossed the border of a bucket. */
    record BucketEntered(Instant at, int rulesVersion, AccountId account, String from, String to, int daysPastDue)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bucketEntered(this);
        }
    }

    /** A promise moved: kept, partially kept, broken, or active again after a reversal. */
    record PromiseSettled(
            Instant at, int rulesVersion, AccountId account, PromiseId promise, Promise.State from, Promise.State to)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.promiseSettled(this);
        }
    }

    /** An arrangement moved: completed, broken, cancelled with its account, or active again after a reversal. */
    record ArrangementSettled(
            Instant at,
            int rulesVersion,
            AccountId account,
            ArrangementId arrangement,
            Arrangement.State from,
            Arrangement.State to)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.arrangementSettled(this);
        }
    }

    /** An offer ended without the debtor: it lapsed, another one came, or nothing is left to offer it for. */
    record OfferSettled(
            Instant at, int rulesVersion, AccountId account, OfferId offer, Offer.State from, Offer.State to)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.offerSettled(this);
        }
    }

    /**
     * An account is worked otherwise from now on.
     *
     * @param from the segment that it leaves; empty when it was in none
     * @param segment empty when it is in none
     * @param arm of the strategy's split; empty when it has none
     */
    record SegmentEntered(
            Instant at,
            int rulesVersion,
            AccountId account,
            String from,
            String segment,
            String strategyVersion,
            String arm)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.segmentEntered(this);
        }
    }

    /** The plan gave the account to somebody else. @param dueDate the earliest unpaid one, for which it was */
    record AccountHandedOver(
            Instant at,
            int rulesVersion,
            StepReference step,
            Action.Receiver to,
            LocalDate dueDate,
            String strategyVersion)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accountHandedOver(this);
        }
    }

    /** A contact may leave: the intent, stored before anything is sent. */
    record ContactAuthorized(
            Instant at,
            int rulesVersion,
            Attempt attempt,
            List<String> ruleIds,
            String strategyVersion,
            String policyVersion)
            implements DebtorEvent {
        public ContactAuthorized {
            ruleIds = List.copyOf(ruleIds);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.contactAuthorized(this);
        }
    }

    /**
     * A due contact, or a hand-over, must wait.
     *
     * @param stops that halt it; empty when only rules do
     */
    record ContactDeferred(
            Instant at,
            int rulesVersion,
            List<StepReference> steps,
            Instant until,
            List<String> ruleIds,
            String strategyVersion,
            String policyVersion,
            List<StopId> stops)
            implements DebtorEvent {
        public ContactDeferred {
            steps = List.copyOf(steps);
            ruleIds = List.copyOf(ruleIds);
            stops = List.copyOf(stops);
        }

        /** Only rules say so. */
        public ContactDeferred(
                Instant at,
                int rulesVersion,
                List<StepReference> steps,
                Instant until,
                List<String> ruleIds,
                String strategyVersion,
                String policyVersion) {
            this(at, rulesVersion, steps, until, ruleIds, strategyVersion, policyVersion, List.of());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.contactDeferred(this);
        }
    }

    /** A due contact is forbidden; its steps are over. */
    record ContactRefused(
            Instant at,
            int rulesVersion,
            List<StepReference> steps,
            List<String> ruleIds,
            String strategyVersion,
            String policyVersion)
            implements DebtorEvent {
        public ContactRefused {
            steps = List.copyOf(steps);
            ruleIds = List.copyOf(ruleIds);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.contactRefused(this);
        }
    }

    /**
     * The open attempt is closed.
     *
     * @param detail for people, without personal data
     * @param providerReference empty unless handed over
     */
    record AttemptAnswered(
            Instant at, int rulesVersion, AttemptId attempt, Answer answer, String detail, String providerReference)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.attemptAnswered(this);
        }
    }

    /** An attempt in doubt is settled. */
    record AttemptSettled(
            Instant at, int rulesVersion, AttemptId attempt, Settlement settlement, String providerReference)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.attemptSettled(this);
        }
    }

    /** The channel reported what became of an attempt. */
    record OutcomeReceived(Instant at, int rulesVersion, AttemptId attempt, Outcome outcome, Instant reportedAt)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.outcomeReceived(this);
        }
    }

    /**
     * A due call may be made: the debtor waits for a live agent.
     *
     * @param steps that fell due, that of the worst account first; of a promised call, the accounts that it is about
     * @param skill that the agent needs; empty when any will do
     * @param promisedAt null unless it is a callback
     * @param until first instant at which nobody is called for it any more
     */
    record LeadOffered(
            Instant at,
            int rulesVersion,
            LeadId lead,
            Lead.Kind kind,
            List<StepReference> steps,
            QueueId queue,
            String skill,
            @Nullable Instant promisedAt,
            Instant until,
            List<String> ruleIds,
            String strategyVersion,
            String policyVersion)
            implements DebtorEvent {
        public LeadOffered {
            steps = List.copyOf(steps);
            ruleIds = List.copyOf(ruleIds);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.leadOffered(this);
        }
    }

    /** An agent and whoever answered are connected. */
    record TalkBegan(Instant at, int rulesVersion, LeadId lead, AgentId agent) implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.talkBegan(this);
        }
    }

    /** The desk was asked whether somebody talks for a lead. @param answerBy from then on its answer is in doubt */
    record LeadRecalled(Instant at, int rulesVersion, LeadId lead, Instant answerBy) implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.leadRecalled(this);
        }
    }

    /** A lead is over. */
    record LeadClosed(Instant at, int rulesVersion, LeadId lead, LeadResult result) implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.leadClosed(this);
        }
    }

    /**
     * What an agent wrote is the message of an attempt that may leave; whatever the debtor wrote before is read with it.
     *
     * @param text personal: without what the channel adds; empty when it is forgotten
     */
    record AnswerWritten(Instant at, int rulesVersion, LeadId lead, AttemptId attempt, AgentId agent, String text)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answerWritten(this);
        }

        /** Never the text. */
        @Override
        public String toString() {
            return "AnswerWritten[" + at + ", " + lead + ", " + attempt + ", " + agent + "]";
        }
    }

    /** How far a call came that a machine makes. Of one call nothing after {@code UNREACHED} or {@code SILENCED}. */
    record RecordedCallNoted(Instant at, int rulesVersion, AttemptId attempt, RecordedCall call)
            implements DebtorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recordedCallNoted(this);
        }
    }
}
