package dev.janji.orchestrator.security;

import dev.janji.domain.id.LenderId;

/** What the credentials of a caller say about who it is. */
public sealed interface Identification {
    <R> R match(Cases<R> cases);

    /** The caller speaks for this lender. */
    record Known(LenderId lender) implements Identification {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.known(this);
        }
    }

    /** The caller speaks for nobody. */
    record Unknown(Cause cause) implements Identification {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unknown(this);
        }
    }

    /** Why a caller speaks for nobody. */
    enum Cause {
        /** Neither a client certificate nor a bearer token. */
        MISSING,
        /** A token, or a certificate, that belongs to no lender of this installation. */
        UNRECOGNISED,
        /** A certificate of one lender and a token of another. */
        DISAGREEING
    }

    /** One arm for each answer. */
    interface Cases<R> {
        R known(Known known);

        R unknown(Unknown unknown);
    }
}
