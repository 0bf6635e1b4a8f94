package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A seat of {@link PlainDesk}. */
final class PlainSeat {
    final AgentId agent;
    Capability capability;
    SeatState state = SeatState.AWAY;

    @Nullable
    BreakReason afterwards;

    @Nullable
    PlainLead lead;

    Instant idleSince = Instant.MIN;

    /** The end of the lease or the wrap-up. */
    @Nullable
    Instant until;

    int urgentInARow;

    PlainSeat(AgentId agent, Capability capability) {
        this.agent = agent;
        this.capability = capability;
    }
}
