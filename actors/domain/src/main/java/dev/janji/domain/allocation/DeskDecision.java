package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a desk wants done, or has to say. Immutable. */
public sealed interface DeskDecision {
    <R> R match(Cases<R> cases);

    /** One method a decision. */
    interface Cases<R> {
        R offer(Offer d);

        R takeBack(TakeBack d);

        R announce(Announce d);

        R offerCallback(OfferCallback d);

        R seatMoved(SeatMoved d);

        R certificateExpired(CertificateExpired d);

        R onTheLine(OnTheLine d);

        R cutOff(CutOff d);

        R refused(Refused d);
    }

    /**
     * Ask the agent to take the lead.
     *
     * @param until the lease: an acceptance from that instant on is refused
     * @param callAt for a callback that is offered ahead of its time, when to dial; null when at once
     */
    record Offer(
            AgentId agent,
            LeadId lead,
            Instant until,
            @Nullable Instant callAt,
            OfferReason reason) implements DeskDecision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.offer(this);
        }
    }

    /** The offer is void: take it from the agent's screen. */
    record TakeBack(AgentId agent, LeadId lead, Why why) implements DeskDecision {
        /** Why an offer is void. */
        public enum Why {
            /** The lead was withdrawn. */
            WITHDRAWN,
            /** The agent did not answer within the lease. */
            NO_ANSWER,
            /** The agent may not take it any more: a certificate ended, a skill changed. */
            NOT_ABLE
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.takeBack(this);
        }
    }

    /** Tell who waits on the line that nobody is free. @param waited since the call came */
    record Announce(LeadId lead, Duration waited) implements DeskDecision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.announce(this);
        }
    }

    /** Ask who waits on the line whether to be called back; said once. */
    record OfferCallback(LeadId lead, Why why) implements DeskDecision {
        /** Why waiting on makes little sense. */
        public enum Why {
            /** Waits longer than the desk's terms let anybody wait without it. */
            WAITS_LONG,
            /** No agent at the desk could take the call, free or not. */
            NOBODY_SEATED
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.offerCallback(this);
        }
    }

    /** The seat's state is another; an offer says so itself. @param why of a break, else null */
    record SeatMoved(
            AgentId agent, SeatState state, @Nullable BreakReason why) implements DeskDecision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.seatMoved(this);
        }
    }

    /** The agent gets no work of this lender until there is a newer certificate (ID-08). */
    record CertificateExpired(AgentId agent, LenderId lender, LocalDate lastDay) implements DeskDecision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.certificateExpired(this);
        }
    }

    /** The lead was withdrawn during the conversation: show it to the agent. */
    record OnTheLine(AgentId agent, LeadId lead) implements DeskDecision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.onTheLine(this);
        }
    }

    /** The agent left in the middle of the conversation, which is over for the desk: the debtor is told of it and plans anew. */
    record CutOff(AgentId agent, LeadId lead) implements DeskDecision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cutOff(this);
        }
    }

    /** The command changed nothing. @param detail for people, of ids only */
    record Refused(DeskRefusal reason, String detail) implements DeskDecision {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refused(this);
        }
    }
}
