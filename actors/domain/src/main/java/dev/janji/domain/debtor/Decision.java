package dev.janji.domain.debtor;

import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.id.EventId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The answer of the rules to a command. Immutable. */
public sealed interface Decision {
    <R> R match(Cases<R> cases);

    /** One method a kind of decision. */
    interface Cases<R> {
        R accepted(Accepted d);

        R duplicate(Duplicate d);

        R rejected(Rejected d);

        R needsHistory(NeedsHistory d);

        R needsOthers(NeedsOthers d);
    }

    /** When whoever asked may be answered. */
    enum Ack {
        NOW,
        /** Not before the attempt that was open is proven stopped, sent, or in doubt. */
        AFTER_OPEN_ATTEMPT
    }

    /**
     * Store these events, then do these things, then answer. No events: nothing was to be done.
     *
     * @param after the state that the events make of the one that was decided on
     * @param refusal what is answered although something is stored: that it could not be done is news of the debtor too. Null when it was done
     */
    record Accepted(
            DebtorState after,
            List<DebtorEvent> events,
            List<FollowUp> followUps,
            Ack ack,
            @Nullable Rejected refusal) implements Decision {
        public Accepted {
            events = List.copyOf(events);
            followUps = List.copyOf(followUps);
        }

        /** It was done. */
        public Accepted(DebtorState after, List<DebtorEvent> events, List<FollowUp> followUps, Ack ack) {
            this(after, events, followUps, ack, null);
        }

        static Accepted of(DebtorState before, List<DebtorEvent> events) {
            DebtorState after = before;
            for (DebtorEvent event : events) {
                after = Evolution.evolve(after, event);
            }
            return new Accepted(after, events, List.of(), Ack.NOW);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accepted(this);
        }
    }

    /**
     * It was done before.
     *
     * @param sequenceNumber of the event that did it
     */
    record Duplicate(long sequenceNumber, Ack ack) implements Decision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.duplicate(this);
        }
    }

    /**
     * It cannot be done.
     *
     * @param detail for people, names the field or thing, without personal data
     */
    record Rejected(RefusalReason reason, String detail) implements Decision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rejected(this);
        }
    }

    /**
     * The event id may be older than what the state remembers: look it up in the history and ask again with the finding.
     */
    record NeedsHistory(EventId eventId) implements Decision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.needsHistory(this);
        }
    }

    /**
     * The debtor is the same person as others, and would be contacted: take their turn, see their contacts, and ask again with these.
     *
     * @param persons sorted, never empty
     */
    record NeedsOthers(Set<DebtorPersonId> persons) implements Decision {
        public NeedsOthers {
            persons = Collections.unmodifiableSet(new TreeSet<>(persons));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.needsOthers(this);
        }
    }
}
