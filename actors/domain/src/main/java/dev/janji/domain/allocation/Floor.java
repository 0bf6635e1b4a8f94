package dev.janji.domain.allocation;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.SkillId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The index of a desk: leads with equal needs stand in one line, seats with equal abilities are one crew, and which crew may take from which line
 * is worked out once for each pair. A question then costs a look at the first of each line or crew concerned, never at a lead or seat behind it;
 * lines and crews are as many as the operator tells needs and abilities apart. Confined to its desk.
 */
final class Floor {
    private final Map<LenderId, LenderAtDesk> lenders = new HashMap<>();
    private final List<LenderAtDesk> inOrder = new ArrayList<>();
    private final Map<QueueId, QueueAtDesk> queues = new HashMap<>();
    private final int mostLines;
    private final List<@Nullable Line> lines = new ArrayList<>();
    private int numberOfLines;
    private final Marks urgentStanding = new Marks();
    private final Map<CrewKey, Crew> crewByKey = new HashMap<>();
    private final List<@Nullable Crew> crews = new ArrayList<>();
    private final Marks crewsIdle = new Marks();
    private final Marks crewsSeated = new Marks();

    private record CrewKey(Set<String> languages, Map<SkillId, Integer> skills, Set<LenderId> lenders) {}

    Floor(DeskTerms terms) {
        mostLines = terms.mostLines();
        Share.Among all = new Share.Among(
                terms.lenders().stream().mapToInt(DeskTerms.LenderTerms::weight).sum());
        for (DeskTerms.LenderTerms lender : terms.lenders()) {
            int weights = terms.queues().stream()
                    .filter(queue -> queue.lender().equals(lender.lender()))
                    .mapToInt(DeskTerms.QueueTerms::weight)
                    .sum();
            LenderAtDesk here = new LenderAtDesk(lender, all, Math.max(1, weights));
            lenders.put(lender.lender(), here);
            inOrder.add(here);
        }
        for (DeskTerms.QueueTerms queue : terms.queues()) {
            LenderAtDesk lender = lenders.get(queue.lender());
            if (lender != null) {
                queues.put(queue.queue(), new QueueAtDesk(queue, lender));
            }
        }
    }

    /** @return null when the desk has no such queue */
    @Nullable
    QueueAtDesk queue(QueueId id) {
        return queues.get(id);
    }

    Collection<LenderAtDesk> lenders() {
        return inOrder;
    }

    int numberOfLines() {
        return numberOfLines;
    }

    int numberOfCrews() {
        return crewByKey.size();
    }

    /** @return the line of such leads, made if need be; null when as many as allowed are in use */
    @Nullable
    Line line(QueueAtDesk queue, Needs needs, boolean urgent) {
        Line known = queue.lines(urgent).of(needs);
        if (known != null) {
            return known;
        }
        if (numberOfLines >= mostLines && !clearUnusedLines()) {
            return null;
        }
        Line line = put(lines, number -> new Line(number, queue, needs, urgent));
        queue.lines(urgent).add(line);
        numberOfLines++;
        crewByKey.values().forEach(crew -> join(crew, line));
        return line;
    }

    /** @param today those of the desk that the agent may work for today */
    Crew enter(Capability capability, Set<LenderId> today) {
        CrewKey key = new CrewKey(capability.languages(), capability.skills(), today);
        Crew crew = crewByKey.get(key);
        if (crew == null) {
            Crew made = put(crews, number -> new Crew(number, capability, today));
            crewByKey.put(key, made);
            lines.forEach(line -> join(made, line));
            crew = made;
        }
        if (crew.seated++ == 0) {
            crewsSeated.set(crew.number, true);
        }
        return crew;
    }

    void leave(Crew crew) {
        if (--crew.seated > 0) {
            return;
        }
        crewsSeated.set(crew.number, false);
        crewByKey.remove(new CrewKey(crew.capability.languages(), crew.capability.skills(), crew.lenders));
        crews.set(crew.number, null);
        for (Line line : lines) {
            if (line != null) {
                line.crews.set(crew.number, false);
            }
        }
    }

    void setIdle(Seat seat) {
        seat.crew.idle.add(seat, seat.idleSince);
        crewsIdle.set(seat.crew.number, true);
    }

    void setBusy(Seat seat) {
        seat.crew.idle.remove(seat);
        if (seat.crew.idle.isEmpty()) {
            crewsIdle.set(seat.crew.number, false);
        }
    }

    void lineUp(QueuedLead lead) {
        Line line = lead.line;
        line.leads.add(lead, lead.dueRank());
        lead.place = line;
        standing(line).set(line.number, true);
    }

    void takeOut(QueuedLead lead) {
        Line line = lead.line;
        line.leads.remove(lead);
        lead.place = null;
        if (line.leads.isEmpty()) {
            standing(line).set(line.number, false);
        }
    }

    /** @return the free seat that may take from the line and has been free for longest; null when there is none */
    @Nullable
    Seat longestIdle(Line line) {
        Seat longest = null;
        for (int n = line.crews.nextInBoth(crewsIdle, 0); n >= 0; n = line.crews.nextInBoth(crewsIdle, n + 1)) {
            Crew crew = crews.get(n);
            Seat first = crew == null ? null : crew.idle.first();
            if (first != null && (longest == null || isBefore(first, longest))) {
                longest = first;
            }
        }
        return longest;
    }

    /** Whether any agent at the desk may take from the line, free or not. */
    boolean isSeated(Line line) {
        return line.crews.nextInBoth(crewsSeated, 0) >= 0;
    }

    /** @return the urgent lead that the seat may take and that waits for longest; null when there is none */
    @Nullable
    QueuedLead urgentFor(Seat seat) {
        Marks able = seat.crew.lines;
        Line oldest = null;
        for (int n = able.nextInBoth(urgentStanding, 0); n >= 0; n = able.nextInBoth(urgentStanding, n + 1)) {
            oldest = earlier(oldest, lines.get(n));
        }
        for (Line own : ownLines(seat)) {
            if (own.urgent) {
                oldest = earlier(oldest, own);
            }
        }
        return oldest == null ? null : oldest.leads.first();
    }

    /**
     * Of what is not urgent and the seat may take: of the lender that is furthest behind its share, the queue that is furthest behind its
     * own, and there the lead that is due first.
     *
     * @return null when there is none
     */
    @Nullable
    QueuedLead ordinaryFor(Seat seat) {
        LenderAtDesk lender = null;
        for (LenderAtDesk each : inOrder) {
            if (each.share.isWanted() && (lender == null || each.share.isBefore(lender.share)) && hasFor(seat, each)) {
                lender = each;
            }
        }
        if (lender == null) {
            return null;
        }
        Marks able = seat.crew.lines;
        Line best = null;
        for (int n = able.nextInBoth(lender.standing, 0); n >= 0; n = able.nextInBoth(lender.standing, n + 1)) {
            best = better(best, lines.get(n));
        }
        for (Line own : ownLines(seat)) {
            if (!own.urgent && own.queue.lender == lender) {
                best = better(best, own);
            }
        }
        return best == null ? null : best.leads.first();
    }

    private static List<Line> ownLines(Seat seat) {
        return seat.hasOwn ? seat.owned.lines() : List.of();
    }

    private static boolean hasFor(Seat seat, LenderAtDesk lender) {
        if (seat.crew.lines.nextInBoth(lender.standing, 0) >= 0) {
            return true;
        }
        for (Line own : ownLines(seat)) {
            if (!own.urgent && own.queue.lender == lender) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Line earlier(@Nullable Line oldest, @Nullable Line line) {
        return line == null || line.leads.isEmpty() || oldest != null && oldest.leads.isBefore(line.leads)
                ? oldest
                : line;
    }

    private static @Nullable Line better(@Nullable Line best, @Nullable Line line) {
        if (best == null || line == null || best.queue == line.queue) {
            return earlier(best, line);
        }
        return line.queue.share.isBefore(best.queue.share) ? line : best;
    }

    private static <E extends Ranking.Entry<E>> boolean isBefore(E one, E other) {
        return one.rank() < other.rank() || one.rank() == other.rank() && one.precedes(other);
    }

    private Marks standing(Line line) {
        return line.urgent ? urgentStanding : line.queue.lender.standing;
    }

    private static void join(Crew crew, @Nullable Line line) {
        if (line == null) {
            return;
        }
        boolean able = crew.isAble(line);
        crew.lines.set(line.number, able);
        line.crews.set(crew.number, able);
    }

    /** @return whether there was one */
    private boolean clearUnusedLines() {
        int before = numberOfLines;
        for (int number = 0; number < lines.size(); number++) {
            Line line = lines.get(number);
            if (line != null && line.members == 0) {
                line.queue.lines(line.urgent).remove(line);
                lines.set(number, null);
                numberOfLines--;
            }
        }
        return numberOfLines < before;
    }

    /** Puts what is made into the first gap. */
    private static <T> T put(List<@Nullable T> numbered, IntFunction<T> made) {
        int gap = numbered.indexOf(null);
        int number = gap < 0 ? numbered.size() : gap;
        T thing = made.apply(number);
        if (gap < 0) {
            numbered.add(thing);
        } else {
            numbered.set(gap, thing);
        }
        return thing;
    }
}
