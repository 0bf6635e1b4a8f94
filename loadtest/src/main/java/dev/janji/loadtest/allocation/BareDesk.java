package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskDecision;
import dev.janji.domain.allocation.DeskDecision.Offer;
import dev.janji.domain.allocation.DeskDecision.SeatMoved;
import dev.janji.domain.allocation.OfferReason;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers as a desk does, without deciding anything: whoever hangs up is offered the same lead again. Immutable. */
record BareDesk(Instant at) implements DeskCommand.Cases<List<DeskDecision>> {
    private static final List<DeskDecision> NOTHING = List.of();
    private static final OfferReason REASON = new OfferReason(
            OfferReason.WhyAgent.FREE,
            OfferReason.WhyLead.SHARE,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            new LenderId("lender"),
            new QueueId("queue"));

    @Override
    public List<DeskDecision> takeSeat(DeskCommand.TakeSeat c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> resumeSeat(DeskCommand.ResumeSeat c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> leaveSeat(DeskCommand.LeaveSeat c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> getReady(DeskCommand.GetReady c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> goAway(DeskCommand.GoAway c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> changeCapability(DeskCommand.ChangeCapability c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> bringLead(DeskCommand.BringLead c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> withdrawLead(DeskCommand.WithdrawLead c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> acceptOffer(DeskCommand.AcceptOffer c) {
        return List.of(new SeatMoved(c.agent(), SeatState.TALKING, null));
    }

    @Override
    public List<DeskDecision> rejectOffer(DeskCommand.RejectOffer c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> endTalk(DeskCommand.EndTalk c) {
        return List.of(
                new SeatMoved(c.agent(), SeatState.READY, null), new Offer(c.agent(), c.lead(), at, null, REASON));
    }

    @Override
    public List<DeskDecision> endWrapUp(DeskCommand.EndWrapUp c) {
        return NOTHING;
    }

    @Override
    public List<DeskDecision> tick(DeskCommand.Tick c) {
        return NOTHING;
    }
}
