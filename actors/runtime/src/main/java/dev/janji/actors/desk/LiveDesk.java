package dev.janji.actors.desk;

import dev.janji.actors.confined.Confined;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallListener;
import dev.janji.domain.allocation.Desk;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskDecision;
import dev.janji.domain.allocation.DeskRefusal;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.pacing.PacingTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A desk at work: its rules, its leads with their calls, its seats with their sessions. Everything that happens is a step on one thread at a time, so what was
 * recalled first is never connected, and what was connected first is told as that. The clock is read once a step. Confined to its actor; what comes from
 * the telephone, the clock and the debtors comes through {@link Confined#execute}.
 */
final class LiveDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LiveDesk.class);

    final DeskHouse house;
    final OperatorBook.DeskSetup setup;
    final CallListener ear = new Ear();
    final Seats seats;
    final Calls calls;
    final Callers callers;
    final Dialing dialing;
    final Writing writing;
    final DeskMetrics metrics;

    /** Every lead that is not over. */
    final Map<LeadId, LiveLead> leads = new LinkedHashMap<>();

    /** A person said that nobody is to be dialed. */
    boolean isDialingStopped;

    private final Confined confined;
    private final Desk desk;
    private final Requests requests;
    private final Map<QueueId, LenderId> lenders = new HashMap<>();
    private final ArrayDeque<DeskDecision> decided = new ArrayDeque<>();
    private final Obeyed obeyed = new Obeyed();
    private Instant now;
    private boolean isDraining;
    private boolean isOver;
    private @Nullable Instant alarmAt;
    private HouseClock.@Nullable Appointment alarm;

    LiveDesk(DeskHouse house, OperatorBook.DeskSetup setup, Confined confined) {
        this.house = house;
        this.setup = setup;
        this.confined = confined;
        this.now = house.clock().instant();
        this.desk = new Desk(setup.terms());
        this.metrics = new DeskMetrics();
        this.seats = new Seats(this);
        this.calls = new Calls(this);
        this.callers = new Callers(this);
        this.dialing = new Dialing(this);
        this.writing = new Writing(this);
        this.requests = new Requests(this);
        setup.terms().queues().forEach(queue -> lenders.put(queue.queue(), queue.lender()));
        house.switchboard().join(ear);
    }

    /** Of this step. */
    Instant now() {
        return now;
    }

    DeskId id() {
        return setup.desk();
    }

    boolean isGatewayUp() {
        return house.switchboard().isUp();
    }

    /** Whether the operator works at this instant. */
    boolean isOpen() {
        LocalTime time = LocalTime.ofInstant(now, setup.zone());
        return !time.isBefore(setup.opens()) && time.isBefore(setup.closes());
    }

    /** Whether a person, or a stop that stands, lets nobody of this lender be dialed. */
    boolean isStopped(LenderId lender) {
        return isDialingStopped || house.stops().get().ofDesk(id(), lender) != null;
    }

    /** @return null when no queue of this desk is called so */
    @Nullable
    LenderId lenderOf(QueueId queue) {
        return lenders.get(queue);
    }

    Desk rules() {
        return desk;
    }

    /** Does something that happened, at this instant. */
    void step(Runnable work) {
        if (isOver) {
            return;
        }
        now = house.clock().instant();
        work.run();
        dialing.look();
        setAlarm();
        seats.publishMoves();
    }

    /** Does it as a step of its own, whichever thread this is; a scaled clock waits for it. */
    void soon(Runnable work) {
        HouseClock.Hold hold = house.clock().hold("desk");
        confined.execute(() -> {
            try {
                step(work);
            } finally {
                hold.close();
            }
        });
    }

    /** Does it as a step of its own when the house clock says so. */
    HouseClock.Appointment at(Instant due, Runnable work) {
        return house.clock().at(due, () -> soon(work));
    }

    /** Runs it on this desk's thread after some real time, as a step. */
    void afterReal(Duration delay, Runnable work) {
        confined.executeAfter(delay, () -> step(work));
    }

    /** @return what the rules said; all of it has been, or is just being, carried out */
    List<DeskDecision> decide(DeskCommand command) {
        List<DeskDecision> said = desk.decide(command, now, LocalDate.ofInstant(now, setup.zone()));
        decided.addAll(said);
        if (!isDraining) {
            isDraining = true;
            try {
                for (DeskDecision next = decided.poll(); next != null; next = decided.poll()) {
                    next.match(obeyed);
                }
            } finally {
                isDraining = false;
            }
        }
        return said;
    }

    void offer(DebtorKey debtor, LeadOffer offer) {
        if (leads.containsKey(offer.id())) {
            return;
        }
        LenderId lender = lenders.get(offer.queue());
        if (!debtor.lender().equals(lender) || !isInCurrencyOf(offer) || !now.isBefore(offer.until())) {
            LOG.warn(
                    "Expected a lead for this desk, but it has no such queue of this lender, another currency, or the lead is over [lead={}, desk={}]",
                    offer.id(),
                    id());
            house.post().send(debtor, new DebtorCommand.CloseLead(offer.id(), LeadResult.RETURNED));
            return;
        }
        if (offer.kind() == Lead.Kind.INBOUND) {
            callers.accepted(debtor, offer);
            return;
        }
        LiveLead lead = new LiveLead(debtor, offer, isPaced(offer), now, metrics);
        leads.put(lead.id(), lead);
        if (lead.isPaced) {
            dialing.add(lead);
            return;
        }
        if (offer.kind() == Lead.Kind.OUTBOUND) {
            bring(lead);
            return;
        }
        // The desk goes on meanwhile; a lead that is taken back before its owner is known never comes to the rules.
        HouseClock.Hold hold = house.clock().hold("desk-owner");
        house.owners().owner(debtor).whenComplete((owner, failure) -> {
            soon(() -> {
                if (leads.get(lead.id()) == lead && lead.stage == LiveLead.Stage.WAITING) {
                    lead.owner = failure == null ? owner.orElse(null) : null;
                    bring(lead);
                }
            });
            hold.close();
        });
    }

    private void bring(LiveLead lead) {
        boolean isRefused =
                decide(new DeskCommand.BringLead(lead.lead(lead.offer.kind()), lead.offer.offeredAt())).stream()
                        .anyMatch(said -> said instanceof DeskDecision.Refused);
        if (isRefused) {
            close(lead, LeadResult.RETURNED);
        }
    }

    /** A debtor calls. */
    void arrive(Reception.Arrival arrival) {
        callers.arrived(arrival);
    }

    /** Nobody may begin to talk with the debtor for this lead from here on; answered when that is true, or somebody talks already. */
    void recall(DebtorKey debtor, LeadId id) {
        LiveLead lead = leads.get(id);
        if (lead == null) {
            house.switchboard()
                    .noCallOf(debtor)
                    .thenRun(() -> house.post().send(debtor, new DebtorCommand.CloseLead(id, LeadResult.RETURNED)));
            return;
        }
        lead.isRecalled = !lead.isInbound();
        calls.recall(lead);
    }

    /** @return why nothing was done; empty when it was, or is under way */
    Optional<AgentNotice.Refused> request(AgentId agent, AgentRequest request) {
        return requests.ask(agent, request);
    }

    /** The lead is over, and nobody was called for it, or nobody is on the line any more. */
    void close(LiveLead lead, LeadResult result) {
        lead.forgetDeadline();
        lead.release();
        lead.enter(LiveLead.Stage.OVER, now);
        leads.remove(lead.id());
        dialing.remove(lead);
        metrics.closed(result);
        house.post().send(lead.debtor, new DebtorCommand.CloseLead(lead.id(), result));
    }

    /** The stops are others now. */
    void lookAtStops() {
        for (LiveLead lead : List.copyOf(leads.values())) {
            if (lead.isLine() && isStopped(lead.debtor.lender())) {
                calls.giveUp(lead, LeadResult.NOT_REACHED);
            }
        }
    }

    /** Calls that nobody answered are ended. */
    void hangUpLines(boolean ofPacedOnly) {
        for (LiveLead lead : List.copyOf(leads.values())) {
            if (lead.isLine() && (lead.isPaced || !ofPacedOnly)) {
                calls.giveUp(lead, LeadResult.NOT_REACHED);
            }
        }
    }

    /** The actor ends: every call is hung up, every debtor is told how its lead ended, once that is true. */
    void end(AgentNotice.Unseated.Why why) {
        now = house.clock().instant();
        isOver = true;
        HouseClock.Appointment known = alarm;
        if (known != null) {
            known.cancel();
        }
        dialing.keep();
        List<LiveLead> left = new ArrayList<>(leads.values());
        leads.clear();
        left.forEach(calls::abandonShip);
        callers.abandonShip();
        // Only now: whoever waits for the debtors of these calls must wait for their ends.
        house.switchboard().leave(ear);
        seats.empty(why);
    }

    /** Nobody sits there, and no call is up. */
    boolean isQuiet() {
        return seats.isEmpty() && calls.all().isEmpty() && callers.isEmpty();
    }

    /** A quiet desk ends. @return its leads, for which nobody was called */
    List<LiveLead> retire() {
        List<LiveLead> waiting = List.copyOf(leads.values());
        leads.clear();
        end(AgentNotice.Unseated.Why.DESK_CLOSES);
        return waiting;
    }

    private boolean isPaced(LeadOffer offer) {
        PacingTerms pacing = setup.dialing().get(offer.queue());
        return offer.kind() == Lead.Kind.OUTBOUND && pacing != null && pacing.mode() != PacingMode.PREVIEW;
    }

    boolean isInCurrencyOf(LeadOffer offer) {
        return setup.terms().queues().stream()
                .filter(queue -> queue.queue().equals(offer.queue()))
                .allMatch(queue ->
                        queue.worthOfAnHour().currency().equals(offer.overdue().currency()));
    }

    private void setAlarm() {
        Instant due = desk.nextDue();
        if (due == null ? alarmAt == null : due.equals(alarmAt)) {
            return;
        }
        HouseClock.Appointment known = alarm;
        if (known != null) {
            known.cancel();
        }
        alarmAt = due;
        alarm = due == null
                ? null
                : at(due, () -> {
                    alarmAt = null;
                    decide(new DeskCommand.Tick());
                });
    }

    /** What the rules say is done. */
    private final class Obeyed implements DeskDecision.Cases<Done> {
        @Override
        public Done offer(DeskDecision.Offer d) {
            LiveLead lead = leads.get(d.lead());
            if (lead == null) {
                throw new IllegalStateException(
                        "Expected a lead of this desk to be offered, but it is none [lead=" + d.lead() + "]");
            }
            seats.offered(d, lead);
            if (lead.stage == LiveLead.Stage.ANSWERED) {
                decide(new DeskCommand.AcceptOffer(d.agent(), d.lead()));
                calls.connect(lead, d.agent());
            }
            return Done.getInstance();
        }

        @Override
        public Done takeBack(DeskDecision.TakeBack d) {
            seats.takenBack(d.agent(), d.lead(), d.why().name());
            return Done.getInstance();
        }

        @Override
        public Done announce(DeskDecision.Announce d) {
            callers.announce(d.lead());
            return Done.getInstance();
        }

        @Override
        public Done offerCallback(DeskDecision.OfferCallback d) {
            callers.offerCallback(d.lead());
            return Done.getInstance();
        }

        @Override
        public Done seatMoved(DeskDecision.SeatMoved d) {
            seats.moved(d.agent(), d.state(), d.why());
            return Done.getInstance();
        }

        @Override
        public Done certificateExpired(DeskDecision.CertificateExpired d) {
            seats.tell(d.agent(), new AgentNotice.CertificateEnded(d.lender(), d.lastDay()));
            return Done.getInstance();
        }

        @Override
        public Done onTheLine(DeskDecision.OnTheLine d) {
            seats.tell(d.agent(), new AgentNotice.LeadWithdrawn(d.lead()));
            return Done.getInstance();
        }

        @Override
        public Done cutOff(DeskDecision.CutOff d) {
            LiveLead lead = leads.get(d.lead());
            if (lead != null) {
                lead.agent = null;
                calls.giveUp(lead, LeadResult.NOT_REACHED);
            }
            return Done.getInstance();
        }

        @Override
        public Done refused(DeskDecision.Refused d) {
            if (d.reason() == DeskRefusal.TOO_MANY_LINES) {
                LOG.warn("Expected room for a lead, but {} [desk={}]", d.detail(), id());
            }
            return Done.getInstance();
        }
    }

    /** What the telephone tells, on any thread. */
    private final class Ear implements CallListener {
        @Override
        public void heard(CallId call, CallEvent event) {
            soon(() -> {
                if (!callers.heard(call, event)) {
                    calls.heard(call, event);
                }
            });
        }

        @Override
        public void calledBy(CallId call, String number, String called) {
            throw new IllegalStateException("Expected calls to the house to be answered before a desk hears of them");
        }

        @Override
        public void lost() {
            soon(() -> {});
        }

        @Override
        public void reachable(Set<CallId> calls) {
            soon(() -> {
                LiveDesk.this.calls.reachable(calls);
                callers.reachable(calls);
            });
        }
    }
}
