package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something the shell must do because an event was stored. Immutable. */
public sealed interface FollowUp {
    <R> R match(Cases<R> cases);

    /** One method a follow-up. */
    interface Cases<R> {
        R sendContact(SendContact f);

        R withdrawContact(WithdrawContact f);

        R lookUpContact(LookUpContact f);

        R forgetPersonalData(ForgetPersonalData f);

        R offerLead(OfferLead f);

        R recallLead(RecallLead f);

        R sendAnswer(SendAnswer f);
    }

    /**
     * Hand the attempt to its channel.
     *
     * @param address personal
     * @param language BCP 47 tag
     * @param strategies versions of the plans whose steps it stands for
     * @param deliverUntil the first instant at which the policy pack would say no
     * @param writtenAt when the debtor last wrote on this channel from there; null when that is not remembered
     */
    record SendContact(
            Attempt attempt,
            String address,
            String language,
            ContactFacts facts,
            Set<String> strategies,
            Instant deliverUntil,
            @Nullable Instant writtenAt)
            implements FollowUp {
        public SendContact {
            strategies = Set.copyOf(strategies);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sendContact(this);
        }

        /** Never what is personal. */
        @Override
        public String toString() {
            return "SendContact[" + attempt.id() + "]";
        }
    }

    /** Stop the attempt if it has not left. */
    record WithdrawContact(AttemptId attempt, Channel channel) implements FollowUp {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.withdrawContact(this);
        }
    }

    /**
     * Ask the provider whether it knows the attempt.
     *
     * @param authorizedAt who knows everything since then, and not the attempt, knows that it never left
     */
    record LookUpContact(AttemptId attempt, Channel channel, Instant authorizedAt) implements FollowUp {
        static LookUpContact of(Attempt attempt) {
            return new LookUpContact(attempt.id(), attempt.channel(), attempt.authorizedAt());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.lookUpContact(this);
        }
    }

    /** Delete the key of the debtor's personal data. */
    record ForgetPersonalData() implements FollowUp {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.forgetPersonalData(this);
        }
    }

    /** Bring the debtor to the desk; again after a recovery, so a desk that knows the lead changes nothing. */
    record OfferLead(LeadOffer lead) implements FollowUp {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.offerLead(this);
        }
    }

    /**
     * Nobody may begin to talk with the debtor for this lead from here on; the desk answers whether somebody does already. Who does is shown the
     * debtor as it is now.
     */
    record RecallLead(LeadId lead, QueueId queue) implements FollowUp {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recallLead(this);
        }
    }

    /**
     * Hand what an agent wrote to its channel.
     *
     * @param address personal
     * @param language BCP 47 tag
     * @param text personal; without what the channel adds
     * @param strategies versions of the plans of its accounts
     * @param deliverUntil the first instant at which the policy pack would say no
     * @param writtenAt when the debtor last wrote on this channel from there; null when that is not remembered
     */
    record SendAnswer(
            Attempt attempt,
            String address,
            String language,
            String text,
            Set<String> strategies,
            Instant deliverUntil,
            @Nullable Instant writtenAt)
            implements FollowUp {
        public SendAnswer {
            strategies = Set.copyOf(strategies);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sendAnswer(this);
        }

        /** Never what is personal. */
        @Override
        public String toString() {
            return "SendAnswer[" + attempt.id() + "]";
        }
    }
}
