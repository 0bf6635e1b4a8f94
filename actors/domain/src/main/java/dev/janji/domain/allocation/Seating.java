package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The seats of a desk, and what their agents may do today. Confined to its desk. */
final class Seating {
    private final Register<AgentId, Seat> seats = new Register<>();
    private final Floor floor;
    private final Matching matching;
    private final Certificates certificates;
    private final List<DeskDecision> decisions;
    private LocalDate today = LocalDate.MIN;

    Seating(DeskTerms terms, Floor floor, Matching matching, List<DeskDecision> decisions) {
        this.floor = floor;
        this.matching = matching;
        this.certificates = new Certificates(terms.lenders());
        this.decisions = decisions;
    }

    Register<AgentId, Seat> all() {
        return seats;
    }

    /** @return null when the agent has no seat */
    @Nullable
    Seat of(AgentId agent) {
        return seats.of(agent);
    }

    /** A day never comes back. */
    void passDays(LocalDate date) {
        if (!date.isAfter(today)) {
            return;
        }
        LocalDate before = today;
        today = date;
        List<Seat> ended = new ArrayList<>();
        for (Seat seat = certificates.over(today); seat != null; seat = certificates.over(today)) {
            certificates.watch(seat, today, before, decisions);
            ended.add(regroup(seat));
        }
        // Only now, when nobody counts as certified who is not any more.
        ended.forEach(matching::serve);
        matching.settle(null);
    }

    /** Takes a seat, in which the agent is away. */
    Seat seat(AgentId agent, Capability capability) {
        Crew crew = floor.enter(capability, certificates.valid(capability, today));
        Seat seat = new Seat(agent, capability, crew, matching.owned(agent));
        seat.owned.sit(seat);
        seats.add(seat);
        certificates.watch(seat, today, null, decisions);
        matching.placeAnew(seat.owned);
        return seat;
    }

    void leave(Seat seat) {
        seats.remove(seat);
        matching.disarm(seat);
        floor.setBusy(seat);
        floor.leave(seat.crew);
        certificates.forget(seat);
        seat.owned.seat = null;
        matching.placeAnew(seat.owned);
        matching.tidy(seat.agent);
    }

    Seat change(Seat seat, Capability capability) {
        seat.capability = capability;
        certificates.watch(seat, today, null, decisions);
        return regroup(seat);
    }

    /** The wrap-up or the lease is over; returns the seat if it is free now. */
    @Nullable
    Seat timeIsUp(Seat seat) {
        if (seat.state == SeatState.WRAP_UP) {
            return endWrapUp(seat);
        }
        QueuedLead lead = seat.lead;
        if (seat.state == SeatState.OFFERED && lead != null) {
            decisions.add(new DeskDecision.TakeBack(seat.agent, lead.id, DeskDecision.TakeBack.Why.NO_ANSWER));
            matching.endOffer(seat, matching.now(), BreakReason.NO_ANSWER);
            matching.stand(lead);
        }
        return null;
    }

    @Nullable
    Seat endWrapUp(Seat seat) {
        matching.disarm(seat);
        if (seat.afterwards != null) {
            matching.goAway(seat, seat.afterwards);
            return null;
        }
        matching.free(seat, matching.now());
        decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.READY, null));
        return seat;
    }

    /** What the agent can or may do is another: the seat joins its crew, and an offer that it may not take any more is void. */
    private Seat regroup(Seat seat) {
        boolean ready = seat.state == SeatState.READY;
        if (ready) {
            floor.setBusy(seat);
        }
        floor.leave(seat.crew);
        seat.crew = floor.enter(seat.capability, certificates.valid(seat.capability, today));
        if (ready) {
            floor.setIdle(seat);
        }
        matching.placeAnew(seat.owned);
        QueuedLead lead = seat.lead;
        if (seat.state == SeatState.OFFERED && lead != null && !seat.crew.lines.has(lead.line.number)) {
            decisions.add(new DeskDecision.TakeBack(seat.agent, lead.id, DeskDecision.TakeBack.Why.NOT_ABLE));
            matching.endOffer(seat, seat.idleSince, null);
            matching.stand(lead);
        }
        return seat;
    }
}
