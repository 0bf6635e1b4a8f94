package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.Desk;
import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskDecision;
import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Hours of a desk in virtual time, in two forms: so busy that somebody always waits in every queue, and quiet, with agents who can all do the same.
 * What comes out of it is the same for the same seed. Confined to one thread.
 */
final class Shift {
    private static final double QUIET_LOAD = 0.8;
    private static final double TALK_SECONDS = 97.5;
    private static final int WAITING_A_QUEUE = 60;

    private final DeskWorld world;
    private final Desk desk;
    private final boolean busy;
    private final int agents;
    private final Instant end;
    private final IdleAudit audit;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Map<LeadId, Lead> leads = new HashMap<>();
    private final Map<AgentId, LeadId> offered = new HashMap<>();
    private final Map<AgentId, Long> conversations = new HashMap<>();
    private final Map<LenderId, Long> offers = new HashMap<>();
    private Instant now = DeskWorld.START;
    private long scheduled;

    private record Due(Instant at, long order, DeskCommand command) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /**
     * What a shift came to.
     *
     * @param jain of the conversations that each agent had, 1 when all are equal
     * @param shareError the largest deviation of a lender's share from its weight, as a part of that weight
     * @param idleInVain the longest that an agent was free while a lead waited that it could take
     */
    record Result(int agents, long conversations, double jain, double shareError, Duration idleInVain) {}

    private Shift(long seed, boolean busy, int agents, Duration length) {
        this.world = new DeskWorld(seed);
        this.desk = new Desk(world.terms());
        this.busy = busy;
        this.agents = agents;
        this.end = DeskWorld.START.plus(length);
        this.audit = new IdleAudit(DeskWorld.DAY);
    }

    static Result busy(long seed, int agents, Duration length) {
        return new Shift(seed, true, agents, length).run();
    }

    static Result quiet(long seed, int agents, Duration length) {
        return new Shift(seed, false, agents, length).run();
    }

    private Result run() {
        for (DeskTerms.QueueTerms queue : world.terms().queues()) {
            for (int i = 0; busy && i < WAITING_A_QUEUE; i++) {
                bring(world.lead(queue), now);
            }
        }
        for (int i = 0; i < agents; i++) {
            AgentId agent = DeskWorld.agent(i);
            conversations.put(agent, 0L);
            tell(new DeskCommand.TakeSeat(agent, busy ? world.capability(i) : world.wholeCapability()));
            audit.seated(agent, busy ? world.capability(i) : world.wholeCapability());
            tell(new DeskCommand.GetReady(agent));
        }
        if (!busy) {
            scheduleArrival();
        }
        for (Due next = due.poll(); next != null && next.at().isBefore(end); next = due.poll()) {
            now = next.at();
            tell(next.command());
        }
        return new Result(
                agents,
                offers.values().stream().mapToLong(Long::longValue).sum(),
                Fairness.jain(conversations.values()),
                Fairness.shareError(world.terms().lenders(), offers),
                audit.longest(now));
    }

    private void tell(DeskCommand command) {
        if (command instanceof DeskCommand.BringLead bring) {
            audit.waits(bring.lead());
            if (!busy) {
                scheduleArrival();
            }
        }
        Lead ended = command instanceof DeskCommand.EndTalk end ? leads.remove(end.lead()) : null;
        for (DeskDecision decision : desk.decide(command, now, DeskWorld.DAY)) {
            if (decision instanceof DeskDecision.Offer offer) {
                audit.taken(offer.agent(), leads.get(offer.lead()));
                offers.merge(offer.reason().lender(), 1L, Long::sum);
                conversations.merge(offer.agent(), 1L, Long::sum);
                offered.put(offer.agent(), offer.lead());
                schedule(Duration.ofMillis(700), new DeskCommand.AcceptOffer(offer.agent(), offer.lead()));
            } else if (decision instanceof DeskDecision.SeatMoved moved && moved.state() == SeatState.TALKING) {
                LeadId lead = offered.remove(moved.agent());
                if (lead != null) {
                    schedule(world.talk(), new DeskCommand.EndTalk(moved.agent(), lead));
                }
            } else if (decision instanceof DeskDecision.SeatMoved moved && moved.state() == SeatState.READY) {
                audit.free(moved.agent());
            } else if (decision instanceof DeskDecision.Refused refused) {
                throw new IllegalStateException("Expected the desk to go along, but it refused: " + refused);
            }
        }
        audit.look(now);
        if (ended != null && busy) {
            QueueId of = ended.queue();
            DeskTerms.QueueTerms queue = world.terms().queues().stream()
                    .filter(each -> each.queue().equals(of))
                    .findFirst()
                    .orElseThrow();
            bring(world.lead(queue), now);
        }
    }

    private void scheduleArrival() {
        Lead lead = world.lead();
        Instant at = now.plus(world.gap(agents * QUIET_LOAD / TALK_SECONDS));
        leads.put(lead.id(), lead);
        due.add(new Due(at, scheduled++, new DeskCommand.BringLead(lead, at)));
    }

    private void bring(Lead lead, Instant at) {
        leads.put(lead.id(), lead);
        tell(new DeskCommand.BringLead(lead, at));
    }

    private void schedule(Duration in, DeskCommand command) {
        due.add(new Due(now.plus(in), scheduled++, command));
    }
}
