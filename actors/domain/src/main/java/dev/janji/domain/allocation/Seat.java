package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import org.jspecify.annotations.Nullable;

/** A logged-in agent at a desk. Confined to its desk; the rank among free seats is since when it is free. */
final class Seat extends Ranking.Entry<Seat> implements Register.Entry<AgentId> {
    final AgentId agent;
    final Owned owned;
    Capability capability;
    Crew crew;
    SeatState state = SeatState.AWAY;

    /** Of a break, else null. */
    @Nullable
    BreakReason why = BreakReason.SIGNED_IN;

    /** The break that follows what the seat is doing. */
    @Nullable
    BreakReason afterwards;

    /** Offered or talked with. */
    @Nullable
    QueuedLead lead;

    /** Nanoseconds since 1970; means something while it is ready or offered a lead. */
    long idleSince;

    /** Urgent leads that it got while another waited for it, since it last got such another. */
    int urgentInARow;

    /** Whether leads stand that are this seat's alone. */
    boolean hasOwn;

    /** Of its lease or wrap-up; null while nothing is due. */
    @Nullable
    Alarm alarm;

    Seat(AgentId agent, Capability capability, Crew crew, Owned owned) {
        this.agent = agent;
        this.capability = capability;
        this.crew = crew;
        this.owned = owned;
    }

    @Override
    public AgentId key() {
        return agent;
    }

    @Override
    boolean precedes(Seat other) {
        return agent.compareTo(other.agent) < 0;
    }
}
