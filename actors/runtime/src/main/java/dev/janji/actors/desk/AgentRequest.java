package dev.janji.actors.desk;

import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;

/** What a person at a desk asks of it. What does not fit is answered {@link AgentNotice.Refused}, and changes nothing. Immutable. */
public sealed interface AgentRequest {
    <R> R match(Cases<R> cases);

    /** One method a request. */
    interface Cases<R> {
        R getReady(GetReady r);

        R goAway(GoAway r);

        R accept(Accept r);

        R reject(Reject r);

        R dial(Dial r);

        R hangUp(HangUp r);

        R hold(Hold r);

        R record(Record r);

        R endWrapUp(EndWrapUp r);

        R returnLead(ReturnLead r);

        R supervise(Supervise r);

        R forceState(ForceState r);

        R stopDialing(StopDialing r);

        R answer(Answer r);
    }

    /** Back from a break. */
    record GetReady() implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.getReady(this);
        }
    }

    /** A break, at once or after what the agent is at. */
    record GoAway(BreakReason reason) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.goAway(this);
        }
    }

    record Accept(LeadId lead) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accept(this);
        }
    }

    record Reject(LeadId lead) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reject(this);
        }
    }

    /** Preview: the agent has read the case, call now. */
    record Dial(LeadId lead) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dial(this);
        }
    }

    /** Ends the call; the wrap-up begins. */
    record HangUp(LeadId lead) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.hangUp(this);
        }
    }

    record Hold(LeadId lead, boolean held) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.hold(this);
        }
    }

    /** @param on whether what is said is kept from here on; only with the debtor's consent */
    record Record(LeadId lead, boolean on) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.record(this);
        }
    }

    /** The disposition is stored at the debtor: the wrap-up ends before its time. */
    record EndWrapUp(LeadId lead) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.endWrapUp(this);
        }
    }

    /** Preview: the agent won't call, and the lead is given back to the debtor. */
    record ReturnLead(LeadId lead) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.returnLead(this);
        }
    }

    /** Of a supervisor: take part in an agent's call. */
    record Supervise(AgentId agent, VoicePort.Part part) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.supervise(this);
        }
    }

    /** Of a supervisor: make an agent ready, send one on a break, or sign one out. */
    record ForceState(AgentId agent, Forced state) implements AgentRequest {
        /** Into what. */
        public enum Forced {
            READY,
            AWAY,
            SIGNED_OUT
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.forceState(this);
        }
    }

    /** Of a supervisor: no call is begun, and none that has not been answered goes on, until it is lifted. */
    record StopDialing(boolean stopped) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stopDialing(this);
        }
    }

    /** Of a written conversation. @param text personal: what goes to the debtor, without what the channel adds */
    record Answer(LeadId lead, String text) implements AgentRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answer(this);
        }

        /** Never the text. */
        @Override
        public String toString() {
            return "Answer[" + lead + "]";
        }
    }
}
