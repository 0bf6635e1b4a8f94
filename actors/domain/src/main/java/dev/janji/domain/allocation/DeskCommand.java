package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import java.time.Instant;

/** What a desk is told. Immutable. */
public sealed interface DeskCommand {
    <R> R match(Cases<R> cases);

    /** One method a command. */
    interface Cases<R> {
        R takeSeat(TakeSeat c);

        R resumeSeat(ResumeSeat c);

        R leaveSeat(LeaveSeat c);

        R getReady(GetReady c);

        R goAway(GoAway c);

        R changeCapability(ChangeCapability c);

        R bringLead(BringLead c);

        R withdrawLead(WithdrawLead c);

        R acceptOffer(AcceptOffer c);

        R rejectOffer(RejectOffer c);

        R endTalk(EndTalk c);

        R endWrapUp(EndWrapUp c);

        R tick(Tick c);
    }

    /** An agent logs in, and is away until ready. */
    record TakeSeat(AgentId agent, Capability capability) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.takeSeat(this);
        }
    }

    /**
     * An agent comes back to a desk that has forgotten the seat, in the middle of a conversation. The lead is that seat's from here on, whether
     * the desk knows it or not; nobody else is offered it.
     */
    record ResumeSeat(AgentId agent, Capability capability, Lead lead) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.resumeSeat(this);
        }
    }

    /** An agent logs out, or is lost for good. */
    record LeaveSeat(AgentId agent) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.leaveSeat(this);
        }
    }

    /** Back from a break; takes back a break that was asked for during a conversation. */
    record GetReady(AgentId agent) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.getReady(this);
        }
    }

    /** A break: at once from a free seat, else after the offer, conversation or wrap-up. */
    record GoAway(AgentId agent, BreakReason reason) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.goAway(this);
        }
    }

    /** Skills, languages or certificates are others now. */
    record ChangeCapability(AgentId agent, Capability capability) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeCapability(this);
        }
    }

    /** @param since when the lead began to wait, also at another desk or before a restart; the future counts as now */
    record BringLead(Lead lead, Instant since) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bringLead(this);
        }
    }

    /** Paid, stopped, hung up: nobody is offered it from here on. */
    record WithdrawLead(LeadId lead) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.withdrawLead(this);
        }
    }

    record AcceptOffer(AgentId agent, LeadId lead) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.acceptOffer(this);
        }
    }

    record RejectOffer(AgentId agent, LeadId lead) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rejectOffer(this);
        }
    }

    /** The conversation is over, or did not come about; the wrap-up begins. */
    record EndTalk(AgentId agent, LeadId lead) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.endTalk(this);
        }
    }

    /** The disposition is in before the time for it is over. */
    record EndWrapUp(AgentId agent) implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.endWrapUp(this);
        }
    }

    /** Time has passed; due at {@link Desk#nextDue()}. */
    record Tick() implements DeskCommand {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.tick(this);
        }
    }
}
