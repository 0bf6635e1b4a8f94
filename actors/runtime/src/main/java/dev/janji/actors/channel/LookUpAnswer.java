package dev.janji.actors.channel;

/** What a provider says of an attempt in doubt. */
public sealed interface LookUpAnswer {
    <R> R match(Cases<R> cases);

    /** The provider took it. */
    record Sent(String providerReference) implements LookUpAnswer {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sent(this);
        }
    }

    /** The provider has not got it up to now. Final once the attempt's {@code validUntil} and the clock skew have passed. */
    record NeverSent() implements LookUpAnswer {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.neverSent(this);
        }
    }

    /** Nobody can say, now or ever: the detail tells which. */
    record CannotTell(String detail) implements LookUpAnswer {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cannotTell(this);
        }
    }

    /** One method a case, so that a new case breaks the compile wherever it matters. */
    interface Cases<R> {
        R sent(Sent answer);

        R neverSent(NeverSent answer);

        R cannotTell(CannotTell answer);
    }
}
