package dev.janji.domain.strategy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.SkillId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a step does. Immutable. */
public sealed interface Action {

    /**
     * Contacts the debtor.
     *
     * @param channels in order of preference; the next one is tried when the one before cannot be used
     * @param template of the message
     * @param response that is waited for before the next channel is tried as well; null when the first one that is used is enough
     */
    record Contact(
            List<Channel> channels,
            String template,
            @Nullable Response response) implements Action {
        public Contact {
            channels = List.copyOf(channels);
            if (channels.isEmpty()) {
                throw new IllegalArgumentException("Expected a contact to name a channel, but it names none");
            }
        }
    }

    /**
     * A sign that a message arrived, and how long it may take.
     *
     * @param within counted from the authorization, more than zero
     */
    record Response(Sign sign, Duration within) {
        public Response {
            if (within.isZero() || within.isNegative()) {
                throw new IllegalArgumentException("Expected to wait some time for a response, but got " + within);
            }
        }
    }

    /** What counts as a response; each includes the ones after it. */
    enum Sign {
        DELIVERED(Set.of(Outcome.DELIVERED, Outcome.READ, Outcome.ANSWERED)),
        READ(Set.of(Outcome.READ, Outcome.ANSWERED)),
        ANSWERED(Set.of(Outcome.ANSWERED));

        private final Set<Outcome> outcomes;

        Sign(Set<Outcome> outcomes) {
            this.outcomes = outcomes;
        }

        public boolean isGivenBy(@Nullable Outcome outcome) {
            return outcome != null && outcomes.contains(outcome);
        }
    }

    /**
     * A live agent calls the debtor. The debtor waits for one in a queue; whether the call is allowed is decided when it is dialed.
     *
     * @param queue of a desk of the operator
     * @param skill that the agent needs, as the operator names it; empty when any will do
     * @param template whose voice text the agent reads
     */
    record Call(QueueId queue, String skill, String template) implements Action {
        /** @throws IllegalArgumentException when the skill is neither empty nor a {@link SkillId} */
        public Call {
            if (!skill.isEmpty()) {
                new SkillId(skill);
            }
        }

        /** Whether one call may stand for both: the same agents make it. */
        public boolean isLike(Action other) {
            return other instanceof Call call && call.queue.equals(queue) && call.skill.equals(skill);
        }
    }

    /** Hands the account to somebody else; collection by this house rests until that due date is paid or the account is placed. */
    record HandOver(Receiver to) implements Action {}

    /** Who gets an account that contacts alone do not bring back. */
    enum Receiver {
        /** Collectors who visit. */
        FIELD,
        /** A third party that collects. */
        AGENCY,
        /** Lawyers and courts. */
        LEGAL
    }
}
