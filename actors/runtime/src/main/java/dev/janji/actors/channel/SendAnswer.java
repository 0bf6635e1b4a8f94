package dev.janji.actors.channel;

/** What became of one send. Exactly one is given per attempt; the details are for people and never hold personal data. */
public sealed interface SendAnswer {
    <R> R match(Cases<R> cases);

    /** The provider took the message. */
    record HandedOver(String providerReference) implements SendAnswer {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.handedOver(this);
        }
    }

    /** Surely not sent: the provider or the gateway said no before it took anything. */
    record Refused(RefusalReason reason, String detail) implements SendAnswer {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** Surely not sent: the permit said no. */
    record NotSent(Cause cause) implements SendAnswer {
        /** Why the permit said no. */
        public enum Cause {
            /** The clock had reached {@code validUntil}. */
            EXPIRED,
            /** The attempt was withdrawn first. */
            WITHDRAWN
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notSent(this);
        }
    }

    /** The content may or may not have reached the provider: reconcile by look-up, never send again. */
    record Unknown(String detail) implements SendAnswer {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unknown(this);
        }
    }

    /** One method a case, so that a new case breaks the compile wherever it matters. */
    interface Cases<R> {
        R handedOver(HandedOver answer);

        R refused(Refused answer);

        R notSent(NotSent answer);

        R unknown(Unknown answer);
    }
}
