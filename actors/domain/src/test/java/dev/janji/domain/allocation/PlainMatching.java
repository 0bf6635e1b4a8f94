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

/** The seats and leads of {@link PlainDesk}, and how time brings them together. */
final class PlainMatching {
    final DeskTerms terms;
    final List<PlainSeat> seats = new ArrayList<>();
    final List<PlainLead> leads = new ArrayList<>();
    final PlainShares shares;
    final List<DeskDecision> decisions = new ArrayList<>();
    Instant now = Instant.MIN;
    private LocalDate today = LocalDate.MIN;
    private int brought;

    PlainMatching(DeskTerms terms) {
        this.terms = terms;
        this.shares = new PlainShares(terms);
    }

    /** What has been decided since this was asked last. */
    List<DeskDecision> decided() {
        List<DeskDecision> all = List.copyOf(decisions);
        decisions.clear();
        return all;
    }

    /** What time brings, the day first. */
    void pass(Instant at, LocalDate date) {
        now = at.isAfter(now) ? at : now;
        if (date.isAfter(today)) {
            passDays(date);
        }
        passTime();
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

    void tellEnded(PlainSeat seat, Predicate<LocalDate> which) {
        Map<LenderId, LocalDate> demanded = demandedCertificates(seat);
        for (DeskTerms.LenderTerms lender : terms.lenders()) {
            LocalDate last = demanded.get(lender.lender());
            if (last != null && last.isBefore(today) && which.test(last)) {
                decisions.add(new DeskDecision.CertificateExpired(seat.agent, lender.lender(), last));
            }
        }
    }

    void voidIfUnable(PlainSeat seat) {
        PlainLead lead = seat.lead;
        if (seat.state == SeatState.OFFERED && lead != null && !isAble(seat, lead)) {
            decisions.add(new DeskDecision.TakeBack(seat.agent, lead.lead.id(), DeskDecision.TakeBack.Why.NOT_ABLE));
            endOffer(seat, seat.idleSince, null);
            stand(lead);
        }
    }

    void passTime() {
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

    void stand(PlainLead lead) {
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

    void settle(@Nullable PlainSeat freed) {
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

    void endOffer(PlainSeat seat, Instant idleSince, @Nullable BreakReason away) {
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

    void moveAway(PlainSeat seat, BreakReason reason) {
        seat.state = SeatState.AWAY;
        seat.afterwards = null;
        seat.lead = null;
        seat.until = null;
        decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.AWAY, reason));
    }

    void free(PlainSeat seat, Instant since) {
        seat.state = SeatState.READY;
        seat.lead = null;
        seat.until = null;
        seat.idleSince = since;
        decisions.add(new DeskDecision.SeatMoved(seat.agent, SeatState.READY, null));
    }

    @Nullable
    PlainSeat wrappedUp(PlainSeat seat) {
        if (seat.afterwards != null) {
            moveAway(seat, seat.afterwards);
            return null;
        }
        free(seat, now);
        return seat;
    }

    @Nullable
    PlainSeat seatOf(AgentId agent) {
        return seats.stream()
                .filter(seat -> seat.agent.equals(agent))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    PlainLead leadOf(LeadId id) {
        return leads.stream()
                .filter(lead -> lead.lead.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What it says beside the reason is for people; the comparison leaves it out. */
    @Nullable
    PlainSeat refuse(DeskRefusal reason) {
        decisions.add(new DeskDecision.Refused(reason, ""));
        return null;
    }

    @Nullable
    DeskRefusal flaw(Lead lead) {
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

    PlainLead admit(Lead lead, Instant from) {
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

    PlainSeat seat(AgentId agent, Capability capability) {
        PlainSeat seat = new PlainSeat(agent, capability);
        seats.add(seat);
        tellEnded(seat, last -> true);
        return seat;
    }
}
