package dev.janji.domain.allocation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of docs/desks.md once more, as they are told there: lists that are looked through and sorted for every decision, and nothing remembered that can
 * be asked. Slow, and meant to be obviously right; shares nothing with {@link Desk} but its words.
 */
final class PlainDesk implements DeskCommand.Cases<@Nullable PlainSeat> {
    private final PlainMatching matching;

    PlainDesk(DeskTerms terms) {
        matching = new PlainMatching(terms);
    }

    List<DeskDecision> decide(DeskCommand command, Instant at, LocalDate date) {
        matching.pass(at, date);
        matching.settle(command.match(this));
        matching.passTime();
        return matching.decided();
    }

    boolean isIdleInVain() {
        return matching.isIdleInVain();
    }

    List<PlainSeat> seats() {
        return matching.seats;
    }

    List<PlainLead> leads() {
        return matching.leads;
    }

    @Override
    public @Nullable PlainSeat takeSeat(DeskCommand.TakeSeat c) {
        if (matching.seatOf(c.agent()) != null) {
            return matching.refuse(DeskRefusal.SEAT_TAKEN);
        }
        matching.seat(c.agent(), c.capability());
        matching.decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.AWAY, BreakReason.SIGNED_IN));
        return null;
    }

    @Override
    public @Nullable PlainSeat resumeSeat(DeskCommand.ResumeSeat c) {
        PlainLead known = matching.leadOf(c.lead().id());
        if (matching.seatOf(c.agent()) != null) {
            return matching.refuse(DeskRefusal.SEAT_TAKEN);
        }
        if (known != null && known.seat != null) {
            return matching.refuse(DeskRefusal.LEAD_TAKEN);
        }
        DeskRefusal flaw = matching.flaw(c.lead());
        if (flaw != null) {
            return matching.refuse(flaw);
        }
        matching.leads.remove(known);
        PlainSeat seat = matching.seat(c.agent(), c.capability());
        PlainLead lead = matching.admit(c.lead(), matching.now);
        lead.state = PlainLead.State.TALKING;
        lead.seat = seat;
        seat.lead = lead;
        seat.state = SeatState.TALKING;
        matching.decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.TALKING, null));
        return null;
    }

    @Override
    public @Nullable PlainSeat leaveSeat(DeskCommand.LeaveSeat c) {
        PlainSeat seat = matching.seatOf(c.agent());
        if (seat == null) {
            return matching.refuse(DeskRefusal.NO_SEAT);
        }
        matching.seats.remove(seat);
        PlainLead lead = seat.lead;
        if (seat.state == SeatState.OFFERED) {
            lead.seat = null;
            if (!lead.isUrgent()) {
                matching.shares.giveBack(lead.lead);
            }
            matching.stand(lead);
        } else if (lead != null) {
            matching.leads.remove(lead);
            matching.decisions.add(new DeskDecision.CutOff(c.agent(), lead.lead.id()));
        }
        return null;
    }

    @Override
    public @Nullable PlainSeat getReady(DeskCommand.GetReady c) {
        PlainSeat seat = matching.seatOf(c.agent());
        if (seat == null) {
            return matching.refuse(DeskRefusal.NO_SEAT);
        }
        seat.afterwards = null;
        if (seat.state != SeatState.AWAY) {
            return null;
        }
        matching.free(seat, matching.now);
        return seat;
    }

    @Override
    public @Nullable PlainSeat goAway(DeskCommand.GoAway c) {
        PlainSeat seat = matching.seatOf(c.agent());
        if (seat == null) {
            return matching.refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state == SeatState.READY || seat.state == SeatState.AWAY) {
            matching.moveAway(seat, c.reason());
        } else {
            seat.afterwards = c.reason();
        }
        return null;
    }

    @Override
    public @Nullable PlainSeat changeCapability(DeskCommand.ChangeCapability c) {
        PlainSeat seat = matching.seatOf(c.agent());
        if (seat == null) {
            return matching.refuse(DeskRefusal.NO_SEAT);
        }
        seat.capability = c.capability();
        matching.tellEnded(seat, last -> true);
        matching.voidIfUnable(seat);
        return seat;
    }

    @Override
    public @Nullable PlainSeat bringLead(DeskCommand.BringLead c) {
        if (matching.leadOf(c.lead().id()) != null) {
            return matching.refuse(DeskRefusal.LEAD_KNOWN);
        }
        DeskRefusal flaw = matching.flaw(c.lead());
        if (flaw != null) {
            return matching.refuse(flaw);
        }
        PlainLead lead = matching.admit(c.lead(), c.since());
        if (!lead.since.isAfter(matching.now)) {
            matching.stand(lead);
        }
        return null;
    }

    @Override
    public @Nullable PlainSeat withdrawLead(DeskCommand.WithdrawLead c) {
        PlainLead lead = matching.leadOf(c.lead());
        if (lead == null) {
            return matching.refuse(DeskRefusal.LEAD_UNKNOWN);
        }
        PlainSeat seat = lead.seat;
        if (lead.state == PlainLead.State.TALKING) {
            matching.decisions.add(new DeskDecision.OnTheLine(seat.agent, c.lead()));
            return null;
        }
        matching.leads.remove(lead);
        if (seat == null) {
            return null;
        }
        matching.decisions.add(new DeskDecision.TakeBack(seat.agent, c.lead(), DeskDecision.TakeBack.Why.WITHDRAWN));
        matching.endOffer(seat, seat.idleSince, null);
        return seat;
    }

    @Override
    public @Nullable PlainSeat acceptOffer(DeskCommand.AcceptOffer c) {
        PlainSeat seat = matching.seatOf(c.agent());
        if (seat == null) {
            return matching.refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state != SeatState.OFFERED || !seat.lead.lead.id().equals(c.lead())) {
            return matching.refuse(DeskRefusal.OFFER_OVER);
        }
        seat.until = null;
        seat.state = SeatState.TALKING;
        seat.lead.state = PlainLead.State.TALKING;
        matching.decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.TALKING, null));
        return null;
    }

    @Override
    public @Nullable PlainSeat rejectOffer(DeskCommand.RejectOffer c) {
        PlainSeat seat = matching.seatOf(c.agent());
        if (seat == null) {
            return matching.refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state != SeatState.OFFERED || !seat.lead.lead.id().equals(c.lead())) {
            return matching.refuse(DeskRefusal.OFFER_OVER);
        }
        PlainLead lead = seat.lead;
        matching.endOffer(seat, matching.now, lead.isUrgent() ? BreakReason.DECLINED : null);
        if (lead.isUrgent()) {
            matching.stand(lead);
        } else {
            lead.state = PlainLead.State.RESTING;
            lead.restUntil = matching.now.plus(matching.terms.timing().rest());
        }
        return seat;
    }

    @Override
    public @Nullable PlainSeat endTalk(DeskCommand.EndTalk c) {
        PlainSeat seat = matching.seatOf(c.agent());
        if (seat == null) {
            return matching.refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state != SeatState.TALKING || !seat.lead.lead.id().equals(c.lead())) {
            return matching.refuse(DeskRefusal.SEAT_BUSY);
        }
        matching.leads.remove(seat.lead);
        seat.lead = null;
        if (matching.terms.timing().wrapUp().isZero()) {
            return matching.wrappedUp(seat);
        }
        seat.state = SeatState.WRAP_UP;
        seat.until = matching.now.plus(matching.terms.timing().wrapUp());
        matching.decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.WRAP_UP, null));
        return null;
    }

    @Override
    public @Nullable PlainSeat endWrapUp(DeskCommand.EndWrapUp c) {
        PlainSeat seat = matching.seatOf(c.agent());
        if (seat == null) {
            return matching.refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state != SeatState.WRAP_UP) {
            return matching.refuse(DeskRefusal.SEAT_BUSY);
        }
        seat.until = null;
        return matching.wrappedUp(seat);
    }

    @Override
    public @Nullable PlainSeat tick(DeskCommand.Tick c) {
        return null;
    }
}
