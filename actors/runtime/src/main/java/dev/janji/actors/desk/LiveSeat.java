package dev.janji.actors.desk;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.QueueId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A seat at a live desk, with the session of who sits there. Confined to its desk. */
final class LiveSeat {
    OperatorBook.AgentProfile profile;

    /** Null while the session is lost. */
    @Nullable
    Session session;

    /** Counts the losses: a seat is given up only for the last one. */
    int losses;

    SeatState state = SeatState.AWAY;

    @Nullable
    BreakReason why = BreakReason.SIGNED_IN;

    Instant since;

    /** Offered, or talked about. */
    @Nullable
    LiveLead lead;

    /** A break was asked for, and comes after what the agent is at. */
    boolean isLeaving;

    /** Whose debtor the wrap-up is of; null outside of one. */
    @Nullable
    QueueId wrapsUp;

    private HouseClock.@Nullable Hold hold;

    LiveSeat(OperatorBook.AgentProfile profile, Session session, Instant now) {
        this.profile = profile;
        this.session = session;
        this.since = now;
    }

    AgentId agent() {
        return profile.agent();
    }

    void tell(AgentNotice notice) {
        Session present = session;
        if (present != null) {
            present.notices().accept(notice);
        }
    }

    void hold(HouseClock.Hold next) {
        release();
        hold = next;
    }

    void release() {
        HouseClock.Hold known = hold;
        hold = null;
        if (known != null) {
            known.close();
        }
    }
}
