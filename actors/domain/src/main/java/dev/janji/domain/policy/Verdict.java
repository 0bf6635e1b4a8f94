package dev.janji.domain.policy;

import java.time.Instant;
import java.util.List;

/** A policy pack's answer to "may we, now?". Immutable. */
public sealed interface Verdict {
    /** @return ids of the rules that decided, sorted; for {@link Allowed} of those that were asked */
    List<String> ruleIds();

    <R> R match(Cases<R> cases);

    /** One method a verdict. */
    interface Cases<R> {
        R allowed(Allowed v);

        R deferred(Deferred v);

        R forbidden(Forbidden v);
    }

    /**
     * Yes.
     *
     * @param until the first instant at which some rule would say no
     */
    record Allowed(Instant until, List<String> ruleIds) implements Verdict {
        public Allowed {
            ruleIds = List.copyOf(ruleIds);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.allowed(this);
        }
    }

    /**
     * Not now.
     *
     * @param until the earliest instant at which every rule would say yes, as far as is known now
     */
    record Deferred(Instant until, List<String> ruleIds) implements Verdict {
        public Deferred {
            ruleIds = List.copyOf(ruleIds);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.deferred(this);
        }
    }

    /** No, and waiting does not help. */
    record Forbidden(List<String> ruleIds) implements Verdict {
        public Forbidden {
            ruleIds = List.copyOf(ruleIds);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.forbidden(this);
        }
    }
}
