package dev.janji.orchestrator.security;

/** What the credentials of a caller say about who it is. */
public sealed interface Identification {
    <R> R match(Cases<R> cases);

    /** This is who calls. */
    record Known(Caller caller) implements Identification {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.known(this);
        }
    }

    /** Nobody that is known here. */
    record Unknown(Cause cause) implements Identification {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unknown(this);
        }
    }

    /** Why a caller is not known. */
    enum Cause {
        /** Neither a client certificate nor a bearer token. */
        MISSING,
        /** A token, or a certificate, that belongs to nobody of this installation. */
        UNRECOGNISED,
        /** A certificate of one caller and a token of another. */
        DISAGREEING
    }

    /** One arm for each answer. */
    interface Cases<R> {
        R known(Known known);

        R unknown(Unknown unknown);
    }
}
