package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a desk does at each command. Each method returns the seat that it made free or able, if any. Confined to its desk. */
final class Obeying implements DeskCommand.Cases<Optional<Seat>> {
    private final DeskTerms.Timing timing;
    private final Matching matching;
    private final Seating seating;
    private final Leads leads;
    private final List<DeskDecision> decisions;

    Obeying(DeskTerms.Timing timing, Matching matching, Seating seating, Leads leads, List<DeskDecision> decisions) {
        this.timing = timing;
        this.matching = matching;
        this.seating = seating;
        this.leads = leads;
        this.decisions = decisions;
    }

    @Override
    public Optional<Seat> takeSeat(DeskCommand.TakeSeat c) {
        if (seating.of(c.agent()) != null) {
            return refuse(
                    DeskRefusal.SEAT_TAKEN,
                    "Expected no seat of the agent, but there is one [agent=" + c.agent() + "]");
        }
        seating.seat(c.agent(), c.capability());
        decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.AWAY, BreakReason.SIGNED_IN));
        return Optional.empty();
    }

    @Override
    public Optional<Seat> resumeSeat(DeskCommand.ResumeSeat c) {
        LeadId id = c.lead().id();
        QueuedLead known = leads.of(id);
        if (seating.of(c.agent()) != null) {
            return refuse(
                    DeskRefusal.SEAT_TAKEN,
                    "Expected no seat of the agent, but there is one [agent=" + c.agent() + "]");
        }
        if (known != null && known.seat != null) {
            return refuse(
                    DeskRefusal.LEAD_TAKEN,
                    "Expected a lead that nobody has, but it is with another [lead=" + id + ", agent="
                            + known.seat.agent + "]");
        }
        Line line = leads.lineOf(c.lead());
        if (line == null) {
            return unfit(c.lead());
        }
        if (known != null) {
            leads.forget(known);
        }
        Seat seat = seating.seat(c.agent(), c.capability());
        QueuedLead lead = leads.admit(c.lead(), line, matching.now());
        lead.state = QueuedLead.State.TALKING;
        lead.seat = seat;
        seat.lead = lead;
        seat.state = SeatState.TALKING;
        seat.why = null;
        decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.TALKING, null));
        return Optional.empty();
    }

    @Override
    public Optional<Seat> leaveSeat(DeskCommand.LeaveSeat c) {
        Seat seat = seating.of(c.agent());
        if (seat == null) {
            return noSeat(c.agent());
        }
        QueuedLead lead = seat.lead;
        SeatState was = seat.state;
        if (was == SeatState.OFFERED) {
            matching.voidOffer(seat);
        }
        seating.leave(seat);
        if (lead != null && was == SeatState.OFFERED) {
            matching.stand(lead);
        } else if (lead != null) {
            leads.forget(lead);
            decisions.add(new DeskDecision.CutOff(c.agent(), lead.id));
        }
        return Optional.empty();
    }

    @Override
    public Optional<Seat> getReady(DeskCommand.GetReady c) {
        Seat seat = seating.of(c.agent());
        if (seat == null) {
            return noSeat(c.agent());
        }
        seat.afterwards = null;
        if (seat.state != SeatState.AWAY) {
            return Optional.empty();
        }
        matching.free(seat, matching.now());
        decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.READY, null));
        return Optional.of(seat);
    }

    @Override
    public Optional<Seat> goAway(DeskCommand.GoAway c) {
        Seat seat = seating.of(c.agent());
        if (seat == null) {
            return noSeat(c.agent());
        }
        if (seat.state == SeatState.READY || seat.state == SeatState.AWAY) {
            matching.goAway(seat, c.reason());
        } else {
            seat.afterwards = c.reason();
        }
        return Optional.empty();
    }

    @Override
    public Optional<Seat> changeCapability(DeskCommand.ChangeCapability c) {
        Seat seat = seating.of(c.agent());
        if (seat == null) {
            return noSeat(c.agent());
        }
        return Optional.of(seating.change(seat, c.capability()));
    }

    @Override
    public Optional<Seat> bringLead(DeskCommand.BringLead c) {
        LeadId id = c.lead().id();
        if (leads.of(id) != null) {
            return refuse(DeskRefusal.LEAD_KNOWN, "Expected a lead that is not here yet, but it is [lead=" + id + "]");
        }
        Line line = leads.lineOf(c.lead());
        if (line == null) {
            return unfit(c.lead());
        }
        QueuedLead lead = leads.admit(c.lead(), line, Nanos.of(c.since()));
        if (lead.since > matching.now()) {
            matching.setAlarm(lead);
        } else {
            matching.stand(lead);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Seat> withdrawLead(DeskCommand.WithdrawLead c) {
        QueuedLead lead = leads.of(c.lead());
        if (lead == null) {
            return refuse(
                    DeskRefusal.LEAD_UNKNOWN, "Expected a lead of this desk, but it is none [lead=" + c.lead() + "]");
        }
        Seat seat = lead.seat;
        if (seat != null && lead.state == QueuedLead.State.TALKING) {
            decisions.add(new DeskDecision.OnTheLine(seat.agent, c.lead()));
            return Optional.empty();
        }
        leads.forget(lead);
        if (seat == null) {
            return Optional.empty();
        }
        decisions.add(new DeskDecision.TakeBack(seat.agent, c.lead(), DeskDecision.TakeBack.Why.WITHDRAWN));
        matching.endOffer(seat, seat.idleSince, null);
        return Optional.of(seat);
    }

    @Override
    public Optional<Seat> acceptOffer(DeskCommand.AcceptOffer c) {
        QueuedLead lead = onOffer(c.agent(), c.lead());
        Seat seat = lead == null ? null : lead.seat;
        if (lead == null || seat == null) {
            return Optional.empty();
        }
        matching.disarm(seat);
        lead.state = QueuedLead.State.TALKING;
        seat.state = SeatState.TALKING;
        decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.TALKING, null));
        return Optional.empty();
    }

    @Override
    public Optional<Seat> rejectOffer(DeskCommand.RejectOffer c) {
        QueuedLead lead = onOffer(c.agent(), c.lead());
        Seat seat = lead == null ? null : lead.seat;
        if (lead == null || seat == null) {
            return Optional.empty();
        }
        matching.endOffer(seat, matching.now(), lead.line.urgent ? BreakReason.DECLINED : null);
        if (lead.line.urgent) {
            matching.stand(lead);
        } else {
            lead.state = QueuedLead.State.RESTING;
            lead.restUntil = matching.now() + timing.rest().toNanos();
            matching.setAlarm(lead);
        }
        return Optional.of(seat);
    }

    @Override
    public Optional<Seat> endTalk(DeskCommand.EndTalk c) {
        // Both are far from each other in memory: the processor fetches them at once when neither is found by the
        // other.
        QueuedLead lead = leads.of(c.lead());
        Seat seat = seating.of(c.agent());
        if (seat == null) {
            return noSeat(c.agent());
        }
        if (seat.state != SeatState.TALKING || lead == null || seat.lead != lead) {
            return busy(seat, "a conversation about lead " + c.lead());
        }
        leads.forget(lead);
        lead.seat = null;
        seat.lead = null;
        if (timing.wrapUp().isZero()) {
            return Optional.ofNullable(seating.endWrapUp(seat));
        }
        seat.state = SeatState.WRAP_UP;
        matching.arm(seat, matching.now() + timing.wrapUp().toNanos());
        decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.WRAP_UP, null));
        return Optional.empty();
    }

    @Override
    public Optional<Seat> endWrapUp(DeskCommand.EndWrapUp c) {
        Seat seat = seating.of(c.agent());
        if (seat == null) {
            return noSeat(c.agent());
        }
        return seat.state == SeatState.WRAP_UP ? Optional.ofNullable(seating.endWrapUp(seat)) : busy(seat, "a wrap-up");
    }

    @Override
    public Optional<Seat> tick(DeskCommand.Tick c) {
        return Optional.empty();
    }

    /** @return the lead that is on this agent's screen, to be accepted; null, and refused, when it is not */
    private @Nullable QueuedLead onOffer(AgentId agent, LeadId id) {
        Seat seat = seating.of(agent);
        if (seat == null) {
            noSeat(agent);
            return null;
        }
        QueuedLead lead = seat.lead;
        if (seat.state != SeatState.OFFERED || lead == null || !lead.id.equals(id)) {
            offerOver(agent, id);
            return null;
        }
        return lead;
    }

    private Optional<Seat> refuse(DeskRefusal reason, String detail) {
        decisions.add(new DeskDecision.Refused(reason, detail));
        return Optional.empty();
    }

    private Optional<Seat> unfit(Lead lead) {
        DeskRefusal flaw = leads.flaw(lead);
        return refuse(
                flaw == null ? DeskRefusal.TOO_MANY_LINES : flaw,
                "Expected a lead for this desk, but it is none [lead=" + lead.id() + ", queue=" + lead.queue() + "]");
    }

    private Optional<Seat> noSeat(AgentId agent) {
        return refuse(DeskRefusal.NO_SEAT, "Expected a seat of the agent, but there is none [agent=" + agent + "]");
    }

    private Optional<Seat> busy(Seat seat, String expected) {
        return refuse(
                DeskRefusal.SEAT_BUSY,
                "Expected " + expected + ", but the seat is " + seat.state + " [agent=" + seat.agent + "]");
    }

    private Optional<Seat> offerOver(AgentId agent, LeadId lead) {
        return refuse(
                DeskRefusal.OFFER_OVER,
                "Expected an offer that stands, but there is none [agent=" + agent + ", lead=" + lead + "]");
    }
}
