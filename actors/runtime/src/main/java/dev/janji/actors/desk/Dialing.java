package dev.janji.actors.desk;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.allocation.DialOrder;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.pacing.AbandonBudget;
import dev.janji.domain.pacing.Floor;
import dev.janji.domain.pacing.Moment;
import dev.janji.domain.pacing.Pace;
import dev.janji.domain.pacing.Pacer;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.pacing.PacingTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a live desk begins by itself: one pacer a queue says how many, the dial order which. Queues whose agents are the same people share the lines: each
 * pacer sees the lines of all of them, so that what one began another does not begin once more. Confined to its desk.
 */
final class Dialing {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final LiveDesk desk;
    private final Map<QueueId, Paced> paced = new LinkedHashMap<>();
    private final DialOrder order;
    private List<FloorView.Queue> counted = List.of();
    private @Nullable Instant lastTick;
    private HouseClock.@Nullable Appointment next;

    /** A queue that is dialed, on one day. */
    private static final class Paced {
        private final QueueId queue;
        private final LenderId lender;
        private final PacingTerms terms;
        private final boolean isCertificateDemanded;
        private final Floor floor = new Floor();
        private LocalDate day = LocalDate.MIN;
        private @Nullable Pacer pacer;
        private @Nullable Pace pace;

        Paced(QueueId queue, LenderId lender, PacingTerms terms, boolean isCertificateDemanded) {
            this.queue = queue;
            this.lender = lender;
            this.terms = terms;
            this.isCertificateDemanded = isCertificateDemanded;
        }
    }

    Dialing(LiveDesk desk) {
        this.desk = desk;
        DeskTerms terms = desk.setup.terms();
        Map<LenderId, Boolean> demands = new HashMap<>();
        terms.lenders().forEach(lender -> demands.put(lender.lender(), lender.certificateDemanded()));
        for (DeskTerms.QueueTerms queue : terms.queues()) {
            PacingTerms pacing = Objects.requireNonNull(desk.setup.dialing().get(queue.queue()));
            if (pacing.mode() != PacingMode.PREVIEW) {
                paced.put(
                        queue.queue(),
                        new Paced(
                                queue.queue(),
                                queue.lender(),
                                pacing,
                                demands.getOrDefault(queue.lender(), Boolean.TRUE)));
            }
        }
        this.order = new DialOrder(terms, paced.keySet());
    }

    void add(LiveLead lead) {
        order.add(lead.id(), lead.offer.queue(), LiveLead.worth(lead.offer), lead.offer.offeredAt());
    }

    void remove(LiveLead lead) {
        if (lead.isPaced) {
            order.remove(lead.id());
        }
    }

    /** The debtor's rules allowed no call: the turn was none. */
    void giveBack(LiveLead lead) {
        if (lead.isPaced) {
            order.giveBack(lead.offer.queue());
        }
    }

    /** After every step: whether there is something to pace. */
    void look() {
        // While calls are up a pacer learns from them, also when there is nobody to dial.
        boolean isWanted = !desk.seats.isEmpty()
                && (order.size() > 0 && desk.isGatewayUp() || !desk.calls.all().isEmpty());
        if (isWanted && next == null) {
            Instant last = lastTick;
            Instant soonest = last == null ? desk.now() : last.plus(EVERY);
            next = desk.at(soonest.isAfter(desk.now()) ? soonest : desk.now(), this::tick);
        }
    }

    private void tick() {
        next = null;
        lastTick = desk.now();
        Map<QueueId, Integer> allowed = new HashMap<>();
        for (Paced queue : paced.values()) {
            Pacer pacer = pacerOf(queue);
            fill(queue);
            Pace pace = pacer.pace(queue.floor, momentOf(queue));
            queue.pace = pace;
            allowed.put(queue.queue, pace.lines());
        }
        int begun = 0;
        while (true) {
            int already = begun;
            LeadId id = order.next(queue -> already < allowed.getOrDefault(queue, 0));
            LiveLead lead = id == null ? null : desk.leads.get(id);
            if (lead == null) {
                return;
            }
            if (desk.now().isBefore(lead.offer.until()) && desk.calls.dial(lead)) {
                begun++;
            } else {
                order.giveBack(lead.offer.queue());
                desk.close(lead, LeadResult.RETURNED);
            }
        }
    }

    private Pacer pacerOf(Paced queue) {
        LocalDate today = LocalDate.ofInstant(desk.now(), desk.setup.zone());
        Pacer pacer = queue.pacer;
        if (pacer != null && queue.day.equals(today)) {
            return pacer;
        }
        if (pacer != null) {
            desk.house.pacing().keep(queue.queue, pacer.budget().counts());
        }
        PacingMemory.Remembered known = desk.house.pacing().of(queue.queue, desk.now());
        AbandonBudget budget = new AbandonBudget(
                queue.terms.abandon(), known.began(), at(today, desk.setup.opens()), desk.setup.zone());
        AbandonBudget.Counts counts = known.counts();
        Pacer next = new Pacer(queue.terms, known.times(), counts == null ? budget : budget.resume(counts));
        queue.pacer = next;
        queue.day = today;
        return next;
    }

    private Moment momentOf(Paced queue) {
        LocalDateTime local = LocalDateTime.ofInstant(desk.now(), desk.setup.zone());
        Instant closes = at(local.toLocalDate(), desk.setup.closes());
        return new Moment(
                desk.now(),
                local.getHour(),
                closes,
                closes,
                desk.isGatewayUp(),
                !desk.isOpen() || desk.isStopped(queue.lender));
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(desk.setup.zone()).toInstant();
    }

    private void fill(Paced queue) {
        Floor floor = queue.floor.clear();
        for (LiveSeat seat : desk.seats.all()) {
            if (isAble(seat, queue) && seat.session != null) {
                int seconds = seconds(seat.since);
                if (seat.state == SeatState.READY) {
                    floor.ready(1);
                } else if (!seat.isLeaving && (seat.state == SeatState.TALKING || seat.state == SeatState.OFFERED)) {
                    floor.talking(seconds);
                } else if (!seat.isLeaving && seat.state == SeatState.WRAP_UP) {
                    floor.wrapping(seconds);
                }
            }
        }
        for (LiveLead lead : desk.calls.all()) {
            Paced other = paced.get(lead.offer.queue());
            if (lead.isPaced && other != null && haveAnAgentInCommon(queue, other)) {
                if (lead.isLine()) {
                    floor.ringing(seconds(Objects.requireNonNull(lead.dialedAt)));
                } else if (lead.stage == LiveLead.Stage.ANSWERED) {
                    floor.waiting(1);
                }
            }
        }
    }

    private boolean haveAnAgentInCommon(Paced one, Paced other) {
        return one == other
                || one.lender.equals(other.lender)
                || desk.seats.all().stream().anyMatch(seat -> isAble(seat, one) && isAble(seat, other));
    }

    private boolean isAble(LiveSeat seat, Paced queue) {
        LocalDate today = LocalDate.ofInstant(desk.now(), desk.setup.zone());
        return !queue.isCertificateDemanded || seat.profile.capability().isCertified(queue.lender, today);
    }

    private int seconds(Instant since) {
        return (int) Math.max(
                0,
                Math.min(Integer.MAX_VALUE, Duration.between(since, desk.now()).toSeconds()));
    }

    /** How long somebody who answered may wait for an agent. */
    Duration patience(LiveLead lead) {
        return Objects.requireNonNull(desk.setup.dialing().get(lead.offer.queue()))
                .abandon()
                .patience();
    }

    /** Whether machines are told from people before an agent is asked for; always where an agent called. */
    boolean detectsMachines(LiveLead lead) {
        Paced queue = queueOf(lead);
        return queue == null || pacerOf(queue).budget().detectsMachines();
    }

    void lineEnded(LiveLead lead, boolean isAnswered) {
        Paced queue = queueOf(lead);
        if (queue != null) {
            pacerOf(queue).lineEnded(hour(), seconds(Objects.requireNonNull(lead.dialedAt)), isAnswered);
        }
    }

    void reached(LiveLead lead) {
        Paced queue = queueOf(lead);
        if (queue != null && lead.isMachine) {
            pacerOf(queue).reachedMachine(desk.now());
        } else if (queue != null) {
            pacerOf(queue).reachedPerson(desk.now());
        }
    }

    void leftWithoutAgent(LiveLead lead) {
        Paced queue = queueOf(lead);
        if (queue != null) {
            desk.metrics.abandoned();
            pacerOf(queue).leftWithoutAgent(desk.now());
        }
    }

    void talkEnded(LiveLead lead) {
        Paced queue = queueOf(lead);
        if (queue != null) {
            pacerOf(queue).talkEnded(hour(), seconds(Objects.requireNonNull(lead.talkedAt)));
        }
    }

    void wrapEnded(QueueId of, Duration length) {
        Paced queue = paced.get(of);
        if (queue != null) {
            pacerOf(queue).wrapEnded(hour(), (int) Math.min(Integer.MAX_VALUE, length.toSeconds()));
        }
    }

    private @Nullable Paced queueOf(LiveLead lead) {
        return lead.isPaced ? paced.get(lead.offer.queue()) : null;
    }

    private int hour() {
        return LocalDateTime.ofInstant(desk.now(), desk.setup.zone()).getHour();
    }

    /** The next life of this desk goes on with what was learned and spent. */
    void keep() {
        for (Paced queue : paced.values()) {
            Pacer pacer = queue.pacer;
            if (pacer != null) {
                desk.house.pacing().keep(queue.queue, pacer.budget().counts());
            }
        }
        HouseClock.Appointment known = next;
        if (known != null) {
            known.cancel();
        }
    }

    /** As they were counted last. */
    List<FloorView.Queue> queues() {
        return counted;
    }

    /** Costs a look at every lead. */
    void count() {
        Map<QueueId, Integer> waiting = new HashMap<>();
        Map<QueueId, Integer> callers = new HashMap<>();
        Map<QueueId, Integer> lines = new HashMap<>();
        for (LiveLead lead : desk.leads.values()) {
            if (lead.stage == LiveLead.Stage.WAITING) {
                waiting.merge(lead.offer.queue(), 1, Integer::sum);
            } else if (lead.stage == LiveLead.Stage.ON_THE_LINE) {
                callers.merge(lead.offer.queue(), 1, Integer::sum);
            } else if (lead.isLine()) {
                lines.merge(lead.offer.queue(), 1, Integer::sum);
            }
        }
        List<FloorView.Queue> views = new ArrayList<>();
        for (DeskTerms.QueueTerms terms : desk.setup.terms().queues()) {
            QueueId id = terms.queue();
            views.add(view(id, waiting.getOrDefault(id, 0), callers.getOrDefault(id, 0), lines.getOrDefault(id, 0)));
        }
        counted = List.copyOf(views);
    }

    private FloorView.Queue view(QueueId id, int waiting, int callers, int lines) {
        PacingTerms terms = Objects.requireNonNull(desk.setup.dialing().get(id));
        Paced queue = paced.get(id);
        if (queue == null) {
            return new FloorView.Queue(
                    id, terms.mode().name(), waiting, callers, lines, "each agent starts the next call", 0, 0, 0);
        }
        AbandonBudget budget = pacerOf(queue).budget();
        Pace pace = queue.pace;
        return new FloorView.Queue(
                id,
                (pace == null ? terms.mode() : pace.mode()).name(),
                waiting,
                callers,
                lines,
                pace == null ? "nothing was dialed yet" : pace.inWords(),
                budget.answers(),
                budget.abandoned(),
                budget.left());
    }
}
