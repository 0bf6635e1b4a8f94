package dev.janji.loadtest.allocation;

import dev.janji.domain.allocation.DeskCommand;
import dev.janji.domain.allocation.DeskDecision;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A desk's agents and its debtors, who never rest: an offer is accepted, whoever has talked for longest hangs up next, and the debtor stands in line again. A
 * conversation is three messages: accepted, ended (which brings the next offer), and the lead that comes anew. Confined to one thread.
 */
final class AgentsAtWork {
    private final Map<LeadId, Lead> leads = new HashMap<>();
    private final ArrayDeque<DeskCommand> acceptances = new ArrayDeque<>();
    private final ArrayDeque<Talk> talks = new ArrayDeque<>();
    private final Map<AgentId, LeadId> accepted = new HashMap<>();
    private @Nullable Lead leaving;
    private long offers;
    private long touched;

    private record Talk(AgentId agent, LeadId lead) {}

    /** Brings so many leads and seats so many agents. @param tell what the desk is told, its answer {@linkplain #learn learnt} at once */
    void open(DeskWorld world, int agents, int waiting, Consumer<DeskCommand> tell) {
        for (int i = 0; i < waiting; i++) {
            Lead lead = world.lead();
            leads.put(lead.id(), lead);
            tell.accept(new DeskCommand.BringLead(lead, DeskWorld.START));
        }
        for (int i = 0; i < agents; i++) {
            AgentId agent = DeskWorld.agent(i);
            tell.accept(new DeskCommand.TakeSeat(agent, world.capability(i)));
            tell.accept(new DeskCommand.GetReady(agent));
        }
    }

    long offers() {
        return offers;
    }

    /** Reads all of it, as whoever took it from a wire has. */
    void touch(DeskCommand command) {
        touched += command.hashCode();
    }

    /** Of no meaning, but not to be left out. */
    long touched() {
        return touched;
    }

    /** @param decisions of the desk, in the order of its answers */
    void learn(List<DeskDecision> decisions) {
        for (DeskDecision decision : decisions) {
            if (decision instanceof DeskDecision.Offer offer) {
                offers++;
                acceptances.add(new DeskCommand.AcceptOffer(offer.agent(), offer.lead()));
            } else if (decision instanceof DeskDecision.SeatMoved moved && moved.state() == SeatState.TALKING) {
                LeadId lead = accepted.remove(moved.agent());
                if (lead != null) {
                    talks.add(new Talk(moved.agent(), lead));
                }
            } else if (decision instanceof DeskDecision.Refused refused) {
                throw new IllegalStateException("Expected the desk to go along, but it refused: " + refused);
            }
        }
    }

    /** @return what the desk is told next; null while all that can happen waits for an answer */
    @Nullable
    DeskCommand next(Instant now) {
        Lead anew = leaving;
        if (anew != null) {
            leaving = null;
            return new DeskCommand.BringLead(anew, now);
        }
        DeskCommand acceptance = acceptances.poll();
        if (acceptance instanceof DeskCommand.AcceptOffer accept) {
            accepted.put(accept.agent(), accept.lead());
            return accept;
        }
        Talk over = talks.poll();
        if (over == null) {
            return null;
        }
        leaving = leads.get(over.lead());
        return new DeskCommand.EndTalk(over.agent(), over.lead());
    }
}
