package dev.janji.domain.allocation;

import org.jspecify.annotations.Nullable;

/** When time changes something for a seat or a lead; the rank is that instant. Confined to its desk. */
final class Alarm extends Ranking.Entry<Alarm> {
    final @Nullable Seat seat;
    final @Nullable QueuedLead lead;

    private Alarm(@Nullable Seat seat, @Nullable QueuedLead lead) {
        this.seat = seat;
        this.lead = lead;
    }

    static Alarm of(Seat seat) {
        return new Alarm(seat, null);
    }

    static Alarm of(QueuedLead lead) {
        return new Alarm(null, lead);
    }

    /** Seats before leads; seats by agent, leads as they came. */
    @Override
    boolean precedes(Alarm other) {
        if (seat != null) {
            return other.seat == null || seat.precedes(other.seat);
        }
        return lead != null && other.lead != null && lead.precedes(other.lead);
    }
}
