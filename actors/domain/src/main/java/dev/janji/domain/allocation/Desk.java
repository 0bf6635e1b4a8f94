package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator's team of live agents: its seats, its leads, and who talks with whom next, by the rules of docs/desks.md.
 *
 * <p>Mutable, and confined to one thread at a time: an actor of its own owns it and hands everything that happens to {@link #decide}. It has no
 * clock and no chance in it: the same commands at the same instants give the same decisions. Each command costs O(log n) in seats and leads, plus a look
 * at each line and crew concerned (see {@link DeskFigures}); only an agent who comes, leaves or changes costs one step more for every lead that waits for
 * this very agent.
 */
public final class Desk {
    private final List<DeskDecision> decisions = new ArrayList<>();
    private final Floor floor;
    private final Matching matching;
    private final Seating seating;
    private final Leads leads;
    private final Obeying obeying;

    public Desk(DeskTerms terms) {
        floor = new Floor(terms);
        matching = new Matching(floor, terms, decisions);
        seating = new Seating(terms, floor, matching, decisions);
        leads = new Leads(terms.timing(), floor, matching);
        obeying = new Obeying(terms.timing(), matching, seating, leads, decisions);
    }

    /**
     * What the passing of time brings first, in its order, then the command. Total: what does not fit is {@code Refused}, and changes nothing.
     *
     * @param at of the decision; one before the last counts as the last
     * @param date at that instant, where the operator works; a day never comes back
     * @return in the order in which they are to be carried out
     */
    public List<DeskDecision> decide(DeskCommand command, Instant at, LocalDate date) {
        decisions.clear();
        matching.passTo(Nanos.of(at));
        seating.passDays(date);
        passTime();
        command.match(obeying).ifPresent(matching::serve);
        matching.settle(null);
        passTime();
        return List.copyOf(decisions);
    }

    /** @return when time next changes something by itself; null while nothing does. Certificates end with the day and are not in it */
    public @Nullable Instant nextDue() {
        Alarm next = matching.alarms.first();
        return next == null ? null : Nanos.instant(next.rank());
    }

    /** @return null when the agent has no seat */
    public @Nullable SeatState stateOf(AgentId agent) {
        Seat seat = seating.of(agent);
        return seat == null ? null : seat.state;
    }

    /** Whether the lead is at the desk: waiting, resting, offered or talked with. */
    public boolean knows(LeadId lead) {
        return leads.of(lead) != null;
    }

    /** Counts; costs a look at every seat. */
    public DeskFigures figures() {
        return DeskFigures.of(seating.all(), leads.size(), floor);
    }

    private void passTime() {
        for (Alarm alarm = matching.alarms.first();
                alarm != null && alarm.rank() <= matching.now();
                alarm = matching.alarms.first()) {
            if (alarm.seat != null) {
                matching.disarm(alarm.seat);
                matching.settle(seating.timeIsUp(alarm.seat));
            } else if (alarm.lead != null) {
                matching.disarm(alarm.lead);
                leads.timeIsUp(alarm.lead);
            }
        }
    }
}
