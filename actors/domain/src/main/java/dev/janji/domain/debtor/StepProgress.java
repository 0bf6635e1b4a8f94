package dev.janji.domain.debtor;

import dev.janji.domain.id.ContactPointId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the plan of one account has come, due date by due date: when a payment or a reversal moves the earliest unpaid due date, the
 * plan continues where it stood for that date, so no step is skipped and none repeated. Immutable.
 *
 * @param passed steps that are over for a due date
 * @param current the step that is being tried; null when none is
 */
public record StepProgress(
        Map<LocalDate, Integer> passed, @Nullable Trying current) {
    /** So many due dates are remembered. */
    public static final int MOST_ANCHORS = 36;

    public static final StepProgress NONE = new StepProgress(Map.of(), null);

    public StepProgress {
        passed = Map.copyOf(passed);
    }

    /**
     * A step under way.
     *
     * @param notBefore the step waits until then; null when it does not wait
     * @param tries attempts made for it
     * @param refusedBy contact points that cannot be used for it
     */
    public record Trying(
            LocalDate anchor, int index, @Nullable Instant notBefore, int tries, Set<ContactPointId> refusedBy) {
        public Trying {
            refusedBy = Set.copyOf(refusedBy);
        }
    }

    /** @return how many steps are over for this due date */
    public int passedFor(LocalDate anchor) {
        return passed.getOrDefault(anchor, 0);
    }

    /** @return the step under way if it is this one, else a fresh one */
    public Trying trying(LocalDate anchor, int index) {
        return current != null && current.anchor().equals(anchor) && current.index() == index
                ? current
                : new Trying(anchor, index, null, 0, Set.of());
    }

    StepProgress pass(LocalDate anchor, int index) {
        return new StepProgress(put(anchor, Math.max(passedFor(anchor), index + 1)), current);
    }

    /** The step turned out not to be made: it is due again, unless the plan went on since. */
    StepProgress reopen(LocalDate anchor, int index) {
        return passedFor(anchor) == index + 1 ? new StepProgress(put(anchor, index), current) : this;
    }

    StepProgress waiting(LocalDate anchor, int index, Instant until) {
        Trying now = trying(anchor, index);
        return new StepProgress(passed, new Trying(anchor, index, until, now.tries(), now.refusedBy()));
    }

    /** A contact leaves for it: it is over, unless the contact turns out not to be made. */
    StepProgress taken(LocalDate anchor, int index) {
        Trying now = trying(anchor, index);
        return new StepProgress(
                put(anchor, Math.max(passedFor(anchor), index + 1)),
                new Trying(anchor, index, now.notBefore(), now.tries() + 1, now.refusedBy()));
    }

    StepProgress refused(LocalDate anchor, int index, ContactPointId point) {
        Trying now = trying(anchor, index);
        Set<ContactPointId> points = new HashSet<>(now.refusedBy());
        points.add(point);
        return new StepProgress(passed, new Trying(anchor, index, now.notBefore(), now.tries(), points));
    }

    private Map<LocalDate, Integer> put(LocalDate anchor, int count) {
        Map<LocalDate, Integer> next = new HashMap<>(passed);
        next.put(anchor, count);
        if (next.size() > MOST_ANCHORS) {
            List<LocalDate> dates = new ArrayList<>(next.keySet());
            dates.sort(null);
            next.remove(dates.get(0).equals(anchor) ? dates.get(1) : dates.get(0));
        }
        return next;
    }
}
