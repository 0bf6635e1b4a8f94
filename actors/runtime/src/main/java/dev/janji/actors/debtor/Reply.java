package dev.janji.actors.debtor;

import dev.janji.domain.debtor.RefusalReason;

/** A debtor's answer to a command. Immutable. */
public sealed interface Reply {
    <R> R match(Cases<R> cases);

    /** One method an answer. */
    interface Cases<R> {
        R applied(Applied reply);

        R refused(Refused reply);

        R unavailable(Unavailable reply);
    }

    /**
     * Done, durably.
     *
     * @param sequenceNumber of the event that did it; of the debtor's last event when nothing was to be done
     * @param duplicate whether it had been done before
     * @param contactInDoubt whether a contact decided before may still have left
     */
    record Applied(long sequenceNumber, boolean duplicate, boolean contactInDoubt) implements Reply {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.applied(this);
        }
    }

    /**
     * The rules say no.
     *
     * @param detail the field or thing at fault, without personal data
     */
    record Refused(RefusalReason reason, String detail) implements Reply {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** It cannot be done now; nothing of it was stored. Ask again. */
    record Unavailable(String detail) implements Reply {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unavailable(this);
        }
    }
}
