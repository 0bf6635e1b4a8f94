package dev.janji.actors.desk;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.allocation.Capability;
import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.pacing.PacingTerms;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one operator decides: its desks and who works at them. Immutable.
 *
 * @param version under which it was read; told with every seat
 */
public record OperatorBook(String version, Map<DeskId, DeskSetup> desks, Map<AgentId, AgentProfile> agents) {
    public static final OperatorBook NONE = new OperatorBook("", Map.of(), Map.of());

    /**
     * A desk.
     *
     * @param name as a person reads it
     * @param zone where the operator works: its days, and the hours of its pacers
     * @param opens local time; nobody is dialed before
     * @param closes local time; nobody is dialed from then on
     * @param dialing of each queue of {@code terms}
     * @param inbound calls to the house that the desk takes
     */
    public record DeskSetup(
            DeskId desk,
            String name,
            ZoneId zone,
            LocalTime opens,
            LocalTime closes,
            DeskTerms terms,
            Map<QueueId, PacingTerms> dialing,
            List<InboundLine> inbound) {
        /** A desk that nobody calls. */
        public DeskSetup(
                DeskId desk,
                String name,
                ZoneId zone,
                LocalTime opens,
                LocalTime closes,
                DeskTerms terms,
                Map<QueueId, PacingTerms> dialing) {
            this(desk, name, zone, opens, closes, terms, dialing, List.of());
        }

        /** @throws IllegalArgumentException when a queue is not dialed, callers wait in none of the desk's, or the hours are upside down */
        public DeskSetup {
            dialing = Map.copyOf(dialing);
            inbound = List.copyOf(inbound);
            Set<QueueId> queues = new HashSet<>();
            terms.queues().forEach(queue -> queues.add(queue.queue()));
            if (!queues.equals(dialing.keySet())) {
                throw new IllegalArgumentException(
                        "Expected a way of dialing for each queue and for nothing else [desk=" + desk + ", queues="
                                + queues + ", dialed=" + dialing.keySet() + "]");
            }
            for (InboundLine line : inbound) {
                if (!queues.contains(line.queue())) {
                    throw new IllegalArgumentException("Expected callers to wait in a queue of the desk, but found `"
                            + line.queue() + "` [desk=" + desk + "]");
                }
            }
            if (!closes.isAfter(opens)) {
                throw new IllegalArgumentException("Expected a desk to close after it opens, but got " + opens + " to "
                        + closes + " [desk=" + desk + "]");
            }
        }
    }

    /**
     * A person at a desk.
     *
     * @param name for colleagues; never told to debtors
     * @param duty what the console lets the person do
     * @param authority up to which promises and arrangements are agreed
     * @param line of the voice gateway, such as {@code PJSIP/2001}; null for one who takes no calls
     * @param shift when the person may sign in; null for always
     */
    public record AgentProfile(
            AgentId agent,
            String name,
            String team,
            DeskId desk,
            Duty duty,
            Capability capability,
            Arrangement.Role authority,
            @Nullable String line,
            @Nullable Shift shift) {

        /** One who may sign in at all times. */
        public AgentProfile(
                AgentId agent,
                String name,
                String team,
                DeskId desk,
                Duty duty,
                Capability capability,
                Arrangement.Role authority,
                @Nullable String line) {
            this(agent, name, team, desk, duty, capability, authority, line, null);
        }
    }

    /**
     * When somebody works.
     *
     * @param days of the week; never empty
     * @param from local time of the desk
     * @param until from this local time on it is over; after {@code from}
     */
    public record Shift(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
        /** @throws IllegalArgumentException when it is on no day, or does not end after it begins */
        public Shift {
            days = Set.copyOf(days);
            if (days.isEmpty() || !until.isAfter(from)) {
                throw new IllegalArgumentException("Expected a shift on some day that ends after it begins, but got "
                        + from + " to " + until + " on " + days);
            }
        }

        /** @param local time of the desk */
        public boolean covers(LocalDateTime local) {
            LocalTime time = local.toLocalTime();
            return days.contains(local.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(until);
        }
    }

    /** What a person at a desk does. */
    public enum Duty {
        AGENT,
        /** Takes no leads; sees the floor, and may change it. */
        SUPERVISOR
    }

    /** @throws IllegalArgumentException when a queue is at two desks, or an agent at one that there is not */
    public OperatorBook {
        desks = Map.copyOf(desks);
        agents = Map.copyOf(agents);
        Map<QueueId, DeskId> queues = new HashMap<>();
        for (DeskSetup desk : desks.values()) {
            for (DeskTerms.QueueTerms queue : desk.terms().queues()) {
                DeskId other = queues.put(queue.queue(), desk.desk());
                if (other != null) {
                    throw new IllegalArgumentException("Expected each queue at one desk, but found it at two [queue="
                            + queue.queue() + ", desks=" + List.of(other, desk.desk()) + "]");
                }
            }
        }
        Set<String> lines = new HashSet<>();
        for (DeskSetup desk : desks.values()) {
            for (InboundLine line : desk.inbound()) {
                LenderId lender = lenderOf(desk, line.queue());
                if (!lines.add(lender + " " + line.number())) {
                    throw new IllegalArgumentException(
                            "Expected each number once for a lender, and one line without a number, but found one twice [lender="
                                    + lender + ", queue=" + line.queue() + "]");
                }
            }
        }
        for (AgentProfile agent : agents.values()) {
            if (!desks.containsKey(agent.desk())) {
                throw new IllegalArgumentException("Expected each agent at a desk of the operator, but found "
                        + agent.desk() + " [agent=" + agent.agent() + "]");
            }
        }
    }

    /** @return the desk at which a lender's debtors wait in this queue; empty when there is none */
    public Optional<DeskId> deskOf(LenderId lender, QueueId queue) {
        return desks.values().stream()
                .filter(desk -> desk.terms().queues().stream()
                        .anyMatch(each ->
                                each.queue().equals(queue) && each.lender().equals(lender)))
                .map(DeskSetup::desk)
                .findFirst();
    }

    /** Who takes a call. Immutable. */
    public record Taker(DeskId desk, LenderId lender, QueueId queue) {}

    /** @param called as the network tells it; empty when it does not. @return who takes calls of this number; of a number that nobody names, those who take any */
    public List<Taker> takersOf(String called) {
        String number = InboundLine.digits(called);
        List<Taker> named = number.isEmpty() ? List.of() : takers(number);
        return named.isEmpty() ? takers("") : named;
    }

    private List<Taker> takers(String number) {
        List<Taker> takers = new ArrayList<>();
        for (DeskSetup desk : desks.values()) {
            for (InboundLine line : desk.inbound()) {
                if (line.number().equals(number)) {
                    takers.add(new Taker(desk.desk(), lenderOf(desk, line.queue()), line.queue()));
                }
            }
        }
        return takers;
    }

    private static LenderId lenderOf(DeskSetup desk, QueueId queue) {
        return desk.terms().queues().stream()
                .filter(each -> each.queue().equals(queue))
                .map(DeskTerms.QueueTerms::lender)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected a queue of the desk, but found " + queue));
    }
}
