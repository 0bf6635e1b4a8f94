package dev.janji.domain.debtor;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.stop.Stops;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the rules may know besides state and command. Immutable.
 *
 * @param now instant of the decision, UTC; read once a command
 * @param stops that stand, of every lender
 * @param finding what a look into history found for the command's event id
 * @param others contacts with the same person as other debtors, seen in their turn; null when nobody looked
 */
public record RuleContext(
        DebtorKey debtor,
        Instant now,
        LenderRules rules,
        Stops stops,
        Finding finding,
        @Nullable ContactRecord others) {

    /**
     * What a lender has configured; immutable and versioned.
     *
     * @param callbackQueue in which a debtor who was promised a call waits for an agent; null when such calls are made elsewhere
     * @param replyQueue in which a debtor whose reply nobody understands waits for an agent; null when replies are answered elsewhere
     * @param answersADay standard answers that a debtor's questions get in a local day; 0 when a person answers them all
     * @param recordedCalls whether the lender has declared in writing that a machine may call its debtors
     */
    public record LenderRules(
            Strategies strategies,
            PolicyPack policy,
            BucketScale buckets,
            Promise.Terms promiseTerms,
            Arrangement.Terms arrangementTerms,
            Duration contactValidity,
            Duration clockSkew,
            QuietTerms quiet,
            Offer.Terms offerTerms,
            @Nullable QueueId callbackQueue,
            @Nullable QueueId replyQueue,
            int answersADay,
            boolean recordedCalls) {
        /** More standard answers a day help nobody. */
        public static final int MOST_ANSWERS_A_DAY = 20;

        /** A contact that is not handed over so soon after its authorization is never sent. */
        public static final Duration LONGEST_VALIDITY = Duration.ofSeconds(30);

        /** @throws IllegalArgumentException when a duration is outside its range */
        public LenderRules {
            if (contactValidity.isNegative()
                    || contactValidity.isZero()
                    || contactValidity.compareTo(LONGEST_VALIDITY) > 0) {
                throw new IllegalArgumentException(
                        "Expected a contact validity of up to " + LONGEST_VALIDITY + ", but got " + contactValidity);
            }
            if (answersADay < 0 || answersADay > MOST_ANSWERS_A_DAY) {
                throw new IllegalArgumentException(
                        "Expected 0 to " + MOST_ANSWERS_A_DAY + " standard answers a day, but got " + answersADay);
            }
            if (clockSkew.isNegative()) {
                throw new IllegalArgumentException("Expected no negative clock skew, but got " + clockSkew);
            }
        }

        /** The same but for plans and packs. */
        public LenderRules with(Strategies others, PolicyPack packs) {
            return new LenderRules(
                    others,
                    packs,
                    buckets,
                    promiseTerms,
                    arrangementTerms,
                    contactValidity,
                    clockSkew,
                    quiet,
                    offerTerms,
                    callbackQueue,
                    replyQueue,
                    answersADay,
                    recordedCalls);
        }

        /** The same, with promised calls in a queue of the house. */
        public LenderRules withCallbacksIn(QueueId queue) {
            return new LenderRules(
                    strategies,
                    policy,
                    buckets,
                    promiseTerms,
                    arrangementTerms,
                    contactValidity,
                    clockSkew,
                    quiet,
                    offerTerms,
                    queue,
                    replyQueue,
                    answersADay,
                    recordedCalls);
        }

        /** The same, with unclear replies in a queue of the house. */
        public LenderRules withRepliesIn(QueueId queue) {
            return new LenderRules(
                    strategies,
                    policy,
                    buckets,
                    promiseTerms,
                    arrangementTerms,
                    contactValidity,
                    clockSkew,
                    quiet,
                    offerTerms,
                    callbackQueue,
                    queue,
                    answersADay,
                    recordedCalls);
        }

        /** The same, with so many standard answers a day. */
        public LenderRules answering(int mostADay) {
            return new LenderRules(
                    strategies,
                    policy,
                    buckets,
                    promiseTerms,
                    arrangementTerms,
                    contactValidity,
                    clockSkew,
                    quiet,
                    offerTerms,
                    callbackQueue,
                    replyQueue,
                    mostADay,
                    recordedCalls);
        }

        /** The same, with a machine that may call or may not. */
        public LenderRules callingByMachine(boolean mayCall) {
            return new LenderRules(
                    strategies,
                    policy,
                    buckets,
                    promiseTerms,
                    arrangementTerms,
                    contactValidity,
                    clockSkew,
                    quiet,
                    offerTerms,
                    callbackQueue,
                    replyQueue,
                    answersADay,
                    mayCall);
        }

        /** With promised calls made, and replies answered, elsewhere. */
        public LenderRules(
                Strategies strategies,
                PolicyPack policy,
                BucketScale buckets,
                Promise.Terms promiseTerms,
                Arrangement.Terms arrangementTerms,
                Duration contactValidity,
                Duration clockSkew,
                QuietTerms quiet,
                Offer.Terms offerTerms) {
            this(
                    strategies,
                    policy,
                    buckets,
                    promiseTerms,
                    arrangementTerms,
                    contactValidity,
                    clockSkew,
                    quiet,
                    offerTerms,
                    null,
                    null,
                    0,
                    false);
        }

        /** With the usual waits for what the debtor said. */
        public LenderRules(
                Strategies strategies,
                PolicyPack policy,
                BucketScale buckets,
                Promise.Terms promiseTerms,
                Arrangement.Terms arrangementTerms,
                Duration contactValidity,
                Duration clockSkew) {
            this(
                    strategies,
                    policy,
                    buckets,
                    promiseTerms,
                    arrangementTerms,
                    contactValidity,
                    clockSkew,
                    QuietTerms.STANDARD);
        }

        /** With the usual time to consider an offer. */
        public LenderRules(
                Strategies strategies,
                PolicyPack policy,
                BucketScale buckets,
                Promise.Terms promiseTerms,
                Arrangement.Terms arrangementTerms,
                Duration contactValidity,
                Duration clockSkew,
                QuietTerms quiet) {
            this(
                    strategies,
                    policy,
                    buckets,
                    promiseTerms,
                    arrangementTerms,
                    contactValidity,
                    clockSkew,
                    quiet,
                    Offer.Terms.STANDARD);
        }

        /** @return the policy pack, and the limits that a strategy sets on top of it */
        public PolicyPack policyOf(Strategy strategy) {
            return policy.with(strategy.limits());
        }
    }

    /** What a look into history found. */
    public sealed interface Finding {
        /** Nobody looked. */
        record NotLooked() implements Finding {}

        /** No event has this id. */
        record NotThere() implements Finding {}

        /** This event has the id. */
        record There(long sequenceNumber, BodyHash body) implements Finding {}
    }

    public static RuleContext at(DebtorKey debtor, Instant now, LenderRules rules) {
        return new RuleContext(debtor, now, rules, Stops.NONE, new Finding.NotLooked(), null);
    }

    public RuleContext with(Stops standing) {
        return new RuleContext(debtor, now, rules, standing, finding, others);
    }

    public RuleContext with(Finding found) {
        return new RuleContext(debtor, now, rules, stops, found, others);
    }

    public RuleContext with(ContactRecord seen) {
        return new RuleContext(debtor, now, rules, stops, finding, seen);
    }

    /** The debtor's local date; in the pack's first zone when the debtor or its zone is unknown. */
    public LocalDate today(DebtorState state) {
        return today(state instanceof DebtorState.Known known ? known : null);
    }

    LocalDate today(DebtorState.@Nullable Known known) {
        return LocalDate.ofInstant(
                now,
                rules.policy().dayZone(known == null ? null : known.profile().homeZone()));
    }
}
