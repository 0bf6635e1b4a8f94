package dev.janji.actors.address;

import dev.janji.actors.address.Turned.Change;
import dev.janji.actors.journal.Recorded;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.lender.LenderEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works events of one debtor into its page. What the debtor lost and got again within them is written anew, although nothing has changed: then every order
 * and repetition of rounds ends the same. For one page; confined to who made it.
 */
final class PageTurner {
    private final DebtorKey debtor;
    private final long generation;
    private final Index index;
    private final Map<String, Entry> lines;
    /** What the debtor got in these events and still has. */
    private final Map<Entry, Change> coming = new LinkedHashMap<>();

    /** What the debtor had before one of them. */
    private final Set<Entry> touched = new HashSet<>();

    /** What may stand there, whoever wrote it. */
    private final Set<Entry> standing;

    private final long first;
    private long sequenceNumber;
    private boolean erased;

    /**
     * @param page that stands
     * @throws IllegalStateException when the page is of a later generation: somebody else makes the book anew
     */
    PageTurner(DebtorKey debtor, Page page, long generation, Index index) {
        if (page.generation() > generation) {
            throw new IllegalStateException("Expected a page of generation " + generation
                    + " at most, but another reader of the log makes the book anew [debtor=" + debtor + "]");
        }
        this.debtor = debtor;
        this.generation = generation;
        this.index = index;
        boolean current = page.generation() == generation;
        this.lines = new HashMap<>(current ? page.lines() : Map.of());
        this.first = current ? page.sequenceNumber() : 0;
        this.sequenceNumber = first;
        this.standing = page.entries();
    }

    /** Takes the next event; one that the page has already changes nothing. */
    void take(Recorded recorded) {
        if (recorded.sequenceNumber() <= sequenceNumber) {
            return;
        }
        sequenceNumber = recorded.sequenceNumber();
        if (recorded.event() instanceof DebtorEvent.LenderEventApplied applied) {
            Set<Entry> before = new HashSet<>(lines.values());
            tell(applied.event());
            note(before, applied.at());
        }
    }

    private void tell(LenderEvent event) {
        if (event instanceof LenderEvent.DebtorUpserted upserted) {
            lines.keySet().removeIf(line -> line.startsWith("point/"));
            upserted.profile().contactPoints().forEach(this::point);
        } else if (event instanceof LenderEvent.ContactPointChanged changed) {
            point(changed.contactPoint());
        } else if (event instanceof LenderEvent.AccountOpened opened) {
            lines.put("account/" + opened.account().value(), index.of(debtor.lender(), opened.account()));
        } else if (event instanceof LenderEvent.DebtorErased) {
            lines.clear();
            erased = true;
        }
    }

    private void point(ContactPoint point) {
        String line = "point/" + point.id().value();
        index.of(debtor.lender(), point).ifPresentOrElse(entry -> lines.put(line, entry), () -> lines.remove(line));
    }

    private void note(Set<Entry> before, Instant at) {
        Set<Entry> now = new HashSet<>(lines.values());
        touched.addAll(before);
        coming.keySet().retainAll(now);
        now.forEach(entry -> {
            if (!before.contains(entry)) {
                coming.put(entry, new Change(entry, at, sequenceNumber));
            }
        });
    }

    /**
     * @return empty when no event was new to the page. With what leaves because no event says that the debtor has it: of a former generation, or of somebody
     *     who was killed. What leaves does so with the last event: somebody who was killed may have read further than the event that says so
     */
    Optional<Turned> turned() {
        if (sequenceNumber == first) {
            return Optional.empty();
        }
        Set<Entry> leaving = new LinkedHashSet<>(standing);
        leaving.addAll(touched);
        leaving.removeAll(lines.values());
        List<Change> changes = new ArrayList<>(coming.values());
        leaving.forEach(entry -> changes.add(new Change(entry, null, sequenceNumber)));
        return Optional.of(new Turned(debtor, generation, sequenceNumber, lines, erased, changes));
    }
}
