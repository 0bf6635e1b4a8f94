package dev.janji.domain.allocation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands at a desk and still waits for one agent, its owner. Confined to its desk. */
final class Owned {
    /** Standing here or, while the owner has no seat or may not take them, in the lines of all. */
    final Set<QueuedLead> leads = new HashSet<>();

    /** Where its leads stand, by the line that they would stand in else; none of them is empty. */
    private final Map<Line, Line> byLine = new HashMap<>();

    private final List<Line> lines = new ArrayList<>();

    /** The owner's seat; null while there is none. */
    @Nullable
    Seat seat;

    /** Never one that is empty. */
    List<Line> lines() {
        return lines;
    }

    List<QueuedLead> asTheyCame() {
        List<QueuedLead> sorted = new ArrayList<>(leads);
        sorted.sort(Comparator.comparingLong(lead -> lead.number));
        return sorted;
    }

    void lineUp(QueuedLead lead) {
        Line own = byLine.get(lead.line);
        if (own == null) {
            own = new Line(Line.UNNUMBERED, lead.line.queue, lead.line.needs, lead.line.urgent);
            byLine.put(lead.line, own);
            lines.add(own);
            tell();
        }
        own.leads.add(lead, lead.dueRank());
        lead.place = own;
    }

    void takeOut(QueuedLead lead, Line own) {
        own.leads.remove(lead);
        lead.place = null;
        if (own.leads.isEmpty()) {
            byLine.remove(lead.line);
            lines.remove(own);
            tell();
        }
    }

    void sit(Seat owner) {
        seat = owner;
        tell();
    }

    /** The seat knows whether it is worth to look here: for most seats, at most times, it is not. */
    private void tell() {
        if (seat != null) {
            seat.hasOwn = !lines.isEmpty();
        }
    }
}
