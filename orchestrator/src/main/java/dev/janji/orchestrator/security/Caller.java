package dev.janji.orchestrator.security;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;

/** Somebody who may call: a lender, a person of the operator, or a live agent. Each has services of its own. */
public sealed interface Caller {
    /** The URI in the subject alternative name of its certificate. */
    String uri();

    /** Unique among callers of its kind. */
    String id();

    <R> R match(Cases<R> cases);

    /** The programs of a lender. */
    record OfLender(LenderId lender) implements Caller {
        private static final String URI = "janji:lender:";

        @Override
        public String uri() {
            return URI + lender.value();
        }

        @Override
        public String id() {
            return lender.value();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofLender(this);
        }
    }

    /** A person who works for the operator of this installation. */
    record OfOperator(PersonId person) implements Caller {
        private static final String URI = "janji:operator:";

        @Override
        public String uri() {
            return URI + person.value();
        }

        @Override
        public String id() {
            return person.value();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofOperator(this);
        }
    }

    /** A live agent, or a supervisor of them, at the agents' WebSocket. */
    record OfAgent(AgentId agent) implements Caller {
        private static final String URI = "janji:agent:";

        @Override
        public String uri() {
            return URI + agent.value();
        }

        @Override
        public String id() {
            return agent.value();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofAgent(this);
        }
    }

    /** One arm for each kind. */
    interface Cases<R> {
        R ofLender(OfLender lender);

        R ofOperator(OfOperator operator);

        R ofAgent(OfAgent agent);
    }
}
