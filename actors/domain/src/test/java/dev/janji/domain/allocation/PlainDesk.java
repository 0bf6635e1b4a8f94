package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of docs/desks.md once more, as they are told there: lists that are looked through and sorted for every decision, and nothing remembered that can
 * be asked. Slow, and meant to be obviously right; shares nothing with {@link Desk} but its words.
 */
final class PlainDesk implements DeskCommand.Cases<@Nullable PlainSeat> {
    private final DeskTerms terms;
    private final List<PlainSeat> seats = new ArrayList<>();
    private final List<PlainLead> leads = new ArrayList<>();
    private final PlainShares shares;
    private final List<DeskDecision> decisions = new ArrayList<>();
    private Instant now = Instant.MIN;
    private LocalDate today = LocalDate.MIN;
    private int brought;

    PlainDesk(DeskTerms terms) {
        this.terms = terms;
        this.shares = new PlainShares(terms);
    }

    List<DeskDecision> decide(DeskCommand command, Instant at, LocalDate date) {
        decisions.clear();
        now = at.isAfter(now) ? at : now;
        if (date.isAfter(today)) {
            passDays(date);
        }
        passTime();
        settle(command.match(this));
        passTime();
        return List.copyOf(decisions);
    }

    /** Whether an agent is free who may take a lead that waits. */
    boolean isIdleInVain() {
        return seats.stream()
                .anyMatch(
                        seat -> seat.state == SeatState.READY && leads.stream().anyMatch(lead -> mayTake(seat, lead)));
    }

    List<PlainSeat> seats() {
        return seats;
    }

    List<PlainLead> leads() {
        return leads;
    }

    boolean isAble(PlainSeat seat, PlainLead lead) {
        LenderId lender = lead.lead.debtor().lender();
        boolean demanded =
                terms.lenders().stream().anyMatch(each -> each.lender().equals(lender) && each.certificateDemanded());
        LocalDate last = seat.capability.certificates().get(lender);
        return seat.capability.languages().contains(lead.lead.needs().language())
                && lead.lead.needs().skills().entrySet().stream()
                        .allMatch(need -> seat.capability.skills().getOrDefault(need.getKey(), 0) >= need.getValue())
                && (!demanded || last != null && !last.isBefore(today));
    }

    private boolean mayTake(PlainSeat seat, PlainLead lead) {
        return lead.state == PlainLead.State.STANDING
                && isAble(seat, lead)
                && (!isForOwner(lead) || seat.agent.equals(lead.lead.owner()));
    }

    private boolean isForOwner(PlainLead lead) {
        return lead.forOwner
                && seats.stream().anyMatch(seat -> seat.agent.equals(lead.lead.owner()) && isAble(seat, lead));
    }

    private void passDays(LocalDate date) {
        LocalDate before = today;
        today = date;
        record Ended(PlainSeat seat, LocalDate first) {}
        List<Ended> ended = new ArrayList<>();
        for (PlainSeat seat : seats) {
            demandedCertificates(seat).values().stream()
                    .filter(last -> !last.isBefore(before) && last.isBefore(today))
                    .min(Comparator.naturalOrder())
                    .ifPresent(first -> ended.add(new Ended(seat, first)));
        }
        ended.sort(Comparator.comparing(Ended::first).thenComparing(each -> each.seat().agent));
        for (Ended each : ended) {
            tellEnded(each.seat(), last -> !last.isBefore(before));
            voidIfUnable(each.seat());
        }
        ended.forEach(each -> serve(each.seat()));
        settle(null);
    }

    private Map<LenderId, LocalDate> demandedCertificates(PlainSeat seat) {
        Map<LenderId, LocalDate> demanded = new HashMap<>();
        for (DeskTerms.LenderTerms lender : terms.lenders()) {
            LocalDate last = seat.capability.certificates().get(lender.lender());
            if (lender.certificateDemanded() && last != null) {
                demanded.put(lender.lender(), last);
            }
        }
        return demanded;
    }

    private void tellEnded(PlainSeat seat, Predicate<LocalDate> which) {
        Map<LenderId, LocalDate> demanded = demandedCertificates(seat);
        for (DeskTerms.LenderTerms lender : terms.lenders()) {
            LocalDate last = demanded.get(lender.lender());
            if (last != null && last.isBefore(today) && which.test(last)) {
                decisions.add(new DeskDecision.CertificateExpired(seat.agent, lender.lender(), last));
            }
        }
    }

    private void voidIfUnable(PlainSeat seat) {
        PlainLead lead = seat.lead;
        if (seat.state == SeatState.OFFERED && lead != null && !isAble(seat, lead)) {
            decisions.add(new DeskDecision.TakeBack(seat.agent, lead.lead.id(), DeskDecision.TakeBack.Why.NOT_ABLE));
            endOffer(seat, seat.idleSince, null);
            stand(lead);
        }
    }

    private void passTime() {
        while (true) {
            PlainSeat seat = seats.stream()
                    .filter(each -> each.until != null && !each.until.isAfter(now))
                    .min(Comparator.comparing((PlainSeat each) -> each.until).thenComparing(each -> each.agent))
                    .orElse(null);
            PlainLead lead = leads.stream()
                    .filter(each -> each.nextDue() != null && !each.nextDue().isAfter(now))
                    .min(Comparator.comparing(PlainLead::nextDue).thenComparing(each -> each.number))
                    .orElse(null);
            if (seat == null && lead == null) {
                return;
            }
            if (seat != null && (lead == null || !seat.until.isAfter(lead.nextDue()))) {
                settle(timeIsUp(seat));
            } else {
                timeIsUp(lead);
            }
        }
    }

    private @Nullable PlainSeat timeIsUp(PlainSeat seat) {
        seat.until = null;
        if (seat.state == SeatState.WRAP_UP) {
            return wrappedUp(seat);
        }
        PlainLead lead = seat.lead;
        decisions.add(new DeskDecision.TakeBack(seat.agent, lead.lead.id(), DeskDecision.TakeBack.Why.NO_ANSWER));
        endOffer(seat, now, BreakReason.NO_ANSWER);
        stand(lead);
        return null;
    }

    private void timeIsUp(PlainLead lead) {
        if (lead.state == PlainLead.State.COMING || lead.state == PlainLead.State.RESTING) {
            stand(lead);
        } else if (lead.forOwner && !lead.ownerUntil.isAfter(now)) {
            lead.forOwner = false;
        }
        settle(null);
        if (lead.state == PlainLead.State.STANDING && lead.lead.kind() == Lead.Kind.INBOUND) {
            attendTo(lead);
        }
    }

    private void attendTo(PlainLead lead) {
        if (lead.announceAt == null || !lead.announceAt.isAfter(now)) {
            decisions.add(new DeskDecision.Announce(lead.lead.id(), Duration.between(lead.since, now)));
            lead.announceAt = now.plus(terms.timing().announceEvery());
        } else if (lead.askedWhetherToCallBack
                || lead.since.plus(terms.timing().offerCallbackAfter()).isAfter(now)) {
            return;
        }
        if (lead.askedWhetherToCallBack) {
            return;
        }
        boolean waitsLong =
                !lead.since.plus(terms.timing().offerCallbackAfter()).isAfter(now);
        boolean nobody = seats.stream().noneMatch(seat -> isAble(seat, lead));
        if (waitsLong || nobody) {
            lead.askedWhetherToCallBack = true;
            decisions.add(new DeskDecision.OfferCallback(
                    lead.lead.id(),
                    waitsLong
                            ? DeskDecision.OfferCallback.Why.WAITS_LONG
                            : DeskDecision.OfferCallback.Why.NOBODY_SEATED));
        }
    }

    private void stand(PlainLead lead) {
        if (!lead.isUrgent()) {
            shares.begin(
                    lead.lead,
                    other -> leads.stream()
                            .anyMatch(each -> each.state == PlainLead.State.STANDING
                                    && !each.isUrgent()
                                    && other.test(each.lead)));
        }
        lead.state = PlainLead.State.STANDING;
        lead.forOwner = lead.lead.owner() != null && now.isBefore(lead.ownerUntil);
        if (lead.lead.kind() == Lead.Kind.INBOUND) {
            lead.callbackAt = lead.since.plus(terms.timing().offerCallbackAfter());
        }
    }

    private void settle(@Nullable PlainSeat freed) {
        if (freed != null) {
            serve(freed);
        }
        for (PlainLead lead : List.copyOf(leads)) {
            seats.stream()
                    .filter(seat -> seat.state == SeatState.READY && mayTake(seat, lead))
                    .min(Comparator.comparing((PlainSeat seat) -> seat.idleSince)
                            .thenComparing(seat -> seat.agent))
                    .ifPresent(seat -> offer(
                            seat,
                            lead,
                            OfferReason.WhyAgent.LONGEST_IDLE,
                            lead.isUrgent() ? lead.urgency() : OfferReason.WhyLead.CAME));
        }
        for (PlainLead lead : List.copyOf(leads)) {
            if (lead.state == PlainLead.State.STANDING
                    && lead.lead.kind() == Lead.Kind.INBOUND
                    && lead.announceAt == null) {
                attendTo(lead);
            }
        }
    }

    private void serve(PlainSeat seat) {
        if (seat.state != SeatState.READY) {
            return;
        }
        List<PlainLead> open =
                leads.stream().filter(lead -> mayTake(seat, lead)).toList();
        PlainLead urgent = open.stream()
                .filter(PlainLead::isUrgent)
                .min(Comparator.comparing((PlainLead lead) -> lead.since).thenComparing(lead -> lead.number))
                .orElse(null);
        List<PlainLead> ordinary =
                open.stream().filter(lead -> !lead.isUrgent()).toList();
        if (urgent != null && (ordinary.isEmpty() || seat.urgentInARow < terms.mostUrgentInARow())) {
            if (!ordinary.isEmpty()) {
                seat.urgentInARow++;
            }
            offer(seat, urgent, OfferReason.WhyAgent.FREE, urgent.urgency());
        } else if (!ordinary.isEmpty()) {
            LenderId lender = shares.lenderFurthestBehind(ordinary);
            List<PlainLead> ofLender = ordinary.stream()
                    .filter(lead -> lead.lead.debtor().lender().equals(lender))
                    .toList();
            var queue = shares.queueFurthestBehind(lender, ofLender);
            PlainLead best = ofLender.stream()
                    .filter(lead -> lead.lead.queue().equals(queue))
                    .min(Comparator.comparing(this::dueAt).thenComparing(lead -> lead.number))
                    .orElseThrow();
            offer(
                    seat,
                    best,
                    OfferReason.WhyAgent.FREE,
                    urgent == null ? OfferReason.WhyLead.SHARE : OfferReason.WhyLead.TURN_OF_OTHERS);
        }
    }

    private Instant dueAt(PlainLead lead) {
        return lead.since.minus(headStart(lead));
    }

    private Duration headStart(PlainLead lead) {
        DeskTerms.QueueTerms queue = terms.queues().stream()
                .filter(each -> each.queue().equals(lead.lead.queue()))
                .findFirst()
                .orElseThrow();
        BigInteger seconds = BigInteger.valueOf(lead.lead.worth().value().minor())
                .multiply(BigInteger.valueOf(lead.lead.worth().probabilityBasisPoints()))
                .divide(BigInteger.valueOf(10_000))
                .multiply(BigInteger.valueOf(3_600))
                .divide(BigInteger.valueOf(queue.worthOfAnHour().minor()));
        return Duration.ofSeconds(
                seconds.min(BigInteger.valueOf(queue.mostHeadStart().toSeconds()))
                        .longValueExact());
    }

    private void offer(PlainSeat seat, PlainLead lead, OfferReason.WhyAgent whyAgent, OfferReason.WhyLead whyLead) {
        boolean forOwner = isForOwner(lead);
        lead.state = PlainLead.State.OFFERED;
        lead.forOwner = false;
        lead.seat = seat;
        seat.state = SeatState.OFFERED;
        seat.lead = lead;
        seat.until = now.plus(terms.timing().lease());
        if (!lead.isUrgent()) {
            shares.take(lead.lead);
            seat.urgentInARow = 0;
        }
        Instant promised = lead.lead.promisedAt();
        decisions.add(new DeskDecision.Offer(
                seat.agent,
                lead.lead.id(),
                seat.until,
                promised != null && promised.isAfter(now) ? promised : null,
                new OfferReason(
                        forOwner ? OfferReason.WhyAgent.OWNER : whyAgent,
                        whyLead,
                        Duration.between(seat.idleSince, now),
                        Duration.between(lead.since, now),
                        lead.isUrgent() ? Duration.ZERO : headStart(lead),
                        lead.lead.debtor().lender(),
                        lead.lead.queue())));
    }

    private void endOffer(PlainSeat seat, Instant idleSince, @Nullable BreakReason away) {
        PlainLead lead = seat.lead;
        lead.seat = null;
        if (!lead.isUrgent()) {
            shares.giveBack(lead.lead);
        }
        BreakReason reason = away != null ? away : seat.afterwards;
        if (reason != null) {
            moveAway(seat, reason);
        } else {
            free(seat, idleSince);
        }
    }

    private void moveAway(PlainSeat seat, BreakReason reason) {
        seat.state = SeatState.AWAY;
        seat.afterwards = null;
        seat.lead = null;
        seat.until = null;
        decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.AWAY, reason));
    }

    private void free(PlainSeat seat, Instant since) {
        seat.state = SeatState.READY;
        seat.lead = null;
        seat.until = null;
        seat.idleSince = since;
        decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.READY, null));
    }

    private @Nullable PlainSeat wrappedUp(PlainSeat seat) {
        if (seat.afterwards != null) {
            moveAway(seat, seat.afterwards);
            return null;
        }
        free(seat, now);
        return seat;
    }

    private @Nullable PlainSeat seatOf(AgentId agent) {
        return seats.stream()
                .filter(seat -> seat.agent.equals(agent))
                .findFirst()
                .orElse(null);
    }

    private @Nullable PlainLead leadOf(LeadId id) {
        return leads.stream()
                .filter(lead -> lead.lead.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What it says beside the reason is for people; the comparison leaves it out. */
    private @Nullable PlainSeat refuse(DeskRefusal reason) {
        decisions.add(new DeskDecision.Refused(reason, ""));
        return null;
    }

    private @Nullable DeskRefusal flaw(Lead lead) {
        DeskTerms.QueueTerms queue = terms.queues().stream()
                .filter(each -> each.queue().equals(lead.queue()))
                .findFirst()
                .orElse(null);
        if (queue == null) {
            return DeskRefusal.NO_QUEUE;
        }
        if (!queue.lender().equals(lead.debtor().lender())) {
            return DeskRefusal.OTHER_LENDER;
        }
        return queue.worthOfAnHour().currency().equals(lead.worth().value().currency())
                ? null
                : DeskRefusal.OTHER_CURRENCY;
    }

    private PlainLead admit(Lead lead, Instant from) {
        Instant since = from.isAfter(now) ? now : from;
        if (lead.promisedAt() != null) {
            Instant sought = lead.promisedAt().minus(terms.timing().callbackLead());
            since = sought.isAfter(since) ? sought : since;
        }
        PlainLead admitted = new PlainLead(
                lead, brought++, since, since.plus(terms.timing().ownerFirst().get(lead.kind())));
        leads.add(admitted);
        return admitted;
    }

    private PlainSeat seat(AgentId agent, Capability capability) {
        PlainSeat seat = new PlainSeat(agent, capability);
        seats.add(seat);
        tellEnded(seat, last -> true);
        return seat;
    }

    @Override
    public @Nullable PlainSeat takeSeat(DeskCommand.TakeSeat c) {
        if (seatOf(c.agent()) != null) {
            return refuse(DeskRefusal.SEAT_TAKEN);
        }
        seat(c.agent(), c.capability());
        decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.AWAY, BreakReason.SIGNED_IN));
        return null;
    }

    @Override
    public @Nullable PlainSeat resumeSeat(DeskCommand.ResumeSeat c) {
        PlainLead known = leadOf(c.lead().id());
        if (seatOf(c.agent()) != null) {
            return refuse(DeskRefusal.SEAT_TAKEN);
        }
        if (known != null && known.seat != null) {
            return refuse(DeskRefusal.LEAD_TAKEN);
        }
        DeskRefusal flaw = flaw(c.lead());
        if (flaw != null) {
            return refuse(flaw);
        }
        leads.remove(known);
        PlainSeat seat = seat(c.agent(), c.capability());
        PlainLead lead = admit(c.lead(), now);
        lead.state = PlainLead.State.TALKING;
        lead.seat = seat;
        seat.lead = lead;
        seat.state = SeatState.TALKING;
        decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.TALKING, null));
        return null;
    }

    @Override
    public @Nullable PlainSeat leaveSeat(DeskCommand.LeaveSeat c) {
        PlainSeat seat = seatOf(c.agent());
        if (seat == null) {
            return refuse(DeskRefusal.NO_SEAT);
        }
        seats.remove(seat);
        PlainLead lead = seat.lead;
        if (seat.state == SeatState.OFFERED) {
            lead.seat = null;
            if (!lead.isUrgent()) {
                shares.giveBack(lead.lead);
            }
            stand(lead);
        } else if (lead != null) {
            leads.remove(lead);
            decisions.add(new DeskDecision.CutOff(c.agent(), lead.lead.id()));
        }
        return null;
    }

    @Override
    public @Nullable PlainSeat getReady(DeskCommand.GetReady c) {
        PlainSeat seat = seatOf(c.agent());
        if (seat == null) {
            return refuse(DeskRefusal.NO_SEAT);
        }
        seat.afterwards = null;
        if (seat.state != SeatState.AWAY) {
            return null;
        }
        free(seat, now);
        return seat;
    }

    @Override
    public @Nullable PlainSeat goAway(DeskCommand.GoAway c) {
        PlainSeat seat = seatOf(c.agent());
        if (seat == null) {
            return refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state == SeatState.READY || seat.state == SeatState.AWAY) {
            moveAway(seat, c.reason());
        } else {
            seat.afterwards = c.reason();
        }
        return null;
    }

    @Override
    public @Nullable PlainSeat changeCapability(DeskCommand.ChangeCapability c) {
        PlainSeat seat = seatOf(c.agent());
        if (seat == null) {
            return refuse(DeskRefusal.NO_SEAT);
        }
        seat.capability = c.capability();
        tellEnded(seat, last -> true);
        voidIfUnable(seat);
        return seat;
    }

    @Override
    public @Nullable PlainSeat bringLead(DeskCommand.BringLead c) {
        if (leadOf(c.lead().id()) != null) {
            return refuse(DeskRefusal.LEAD_KNOWN);
        }
        DeskRefusal flaw = flaw(c.lead());
        if (flaw != null) {
            return refuse(flaw);
        }
        PlainLead lead = admit(c.lead(), c.since());
        if (!lead.since.isAfter(now)) {
            stand(lead);
        }
        return null;
    }

    @Override
    public @Nullable PlainSeat withdrawLead(DeskCommand.WithdrawLead c) {
        PlainLead lead = leadOf(c.lead());
        if (lead == null) {
            return refuse(DeskRefusal.LEAD_UNKNOWN);
        }
        PlainSeat seat = lead.seat;
        if (lead.state == PlainLead.State.TALKING) {
            decisions.add(new DeskDecision.OnTheLine(seat.agent, c.lead()));
            return null;
        }
        leads.remove(lead);
        if (seat == null) {
            return null;
        }
        decisions.add(new DeskDecision.TakeBack(seat.agent, c.lead(), DeskDecision.TakeBack.Why.WITHDRAWN));
        endOffer(seat, seat.idleSince, null);
        return seat;
    }

    @Override
    public @Nullable PlainSeat acceptOffer(DeskCommand.AcceptOffer c) {
        PlainSeat seat = seatOf(c.agent());
        if (seat == null) {
            return refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state != SeatState.OFFERED || !seat.lead.lead.id().equals(c.lead())) {
            return refuse(DeskRefusal.OFFER_OVER);
        }
        seat.until = null;
        seat.state = SeatState.TALKING;
        seat.lead.state = PlainLead.State.TALKING;
        decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.TALKING, null));
        return null;
    }

    @Override
    public @Nullable PlainSeat rejectOffer(DeskCommand.RejectOffer c) {
        PlainSeat seat = seatOf(c.agent());
        if (seat == null) {
            return refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state != SeatState.OFFERED || !seat.lead.lead.id().equals(c.lead())) {
            return refuse(DeskRefusal.OFFER_OVER);
        }
        PlainLead lead = seat.lead;
        endOffer(seat, now, lead.isUrgent() ? BreakReason.DECLINED : null);
        if (lead.isUrgent()) {
            stand(lead);
        } else {
            lead.state = PlainLead.State.RESTING;
            lead.restUntil = now.plus(terms.timing().rest());
        }
        return seat;
    }

    @Override
    public @Nullable PlainSeat endTalk(DeskCommand.EndTalk c) {
        PlainSeat seat = seatOf(c.agent());
        if (seat == null) {
            return refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state != SeatState.TALKING || !seat.lead.lead.id().equals(c.lead())) {
            return refuse(DeskRefusal.SEAT_BUSY);
        }
        leads.remove(seat.lead);
        seat.lead = null;
        if (terms.timing().wrapUp().isZero()) {
            return wrappedUp(seat);
        }
        seat.state = SeatState.WRAP_UP;
        seat.until = now.plus(terms.timing().wrapUp());
        decisions.add(new DeskDecision.SeatMoved(c.agent(), SeatState.WRAP_UP, null));
        return null;
    }

    @Override
    public @Nullable PlainSeat endWrapUp(DeskCommand.EndWrapUp c) {
        PlainSeat seat = seatOf(c.agent());
        if (seat == null) {
            return refuse(DeskRefusal.NO_SEAT);
        }
        if (seat.state != SeatState.WRAP_UP) {
            return refuse(DeskRefusal.SEAT_BUSY);
        }
        seat.until = null;
        return wrappedUp(seat);
    }

    @Override
    public @Nullable PlainSeat tick(DeskCommand.Tick c) {
        return null;
    }
}
