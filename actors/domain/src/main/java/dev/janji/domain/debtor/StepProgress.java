package dev.janji.domain.debtor;

import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the plan of one account has come, anchor by anchor, as a place in time: when a payment or a reversal moves the earliest unpaid
 * due date, or another segment or version takes the account, the plan continues where it stood for that day, so no step is skipped and
 * none repeated. Immutable.
 *
 * @param passed the {@link StepReference#minute() minute} up to which the steps of an anchor are over, that minute included
 * @param current the step that is being tried; null when none is
 * @param assignment by what the account is worked; null before the first time
 * @param handedOver to whom the account was given, and for which due date; null when it was not
 */
public record StepProgress(
        Map<Anchor, Integer> passed,
        @Nullable Trying current,
        @Nullable Assignment assignment,
        @Nullable HandedOver handedOver) {
    /** So many anchors are remembered. */
    public static final int MOST_ANCHORS = 36;

    public static final StepProgress NONE = new StepProgress(Map.of(), null, null, null);

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
            Anchor from, int minute, @Nullable Instant notBefore, int tries, Set<ContactPointId> refusedBy) {
        public Trying {
            refusedBy = Set.copyOf(refusedBy);
        }

        private boolean isOf(Anchor anchor, int place) {
            return minute == place && from.equals(anchor);
        }
    }

    /** The strategy and segment that work an account. @param segment empty when the account is in none */
    public record Assignment(String strategyVersion, String segment) {}

    /** @param dueDate for which it was; a later one begins anew */
    public record HandedOver(Action.Receiver to, LocalDate dueDate) {}

    /** Whether nothing of this anchor was taken or given up yet. */
    boolean isFresh(Anchor anchor) {
        return !passed.containsKey(anchor);
    }

    /** Whether the step at this minute of the anchor is over. */
    public boolean isOver(Anchor anchor, int minute) {
        Integer until = passed.get(anchor);
        return until != null && minute <= until;
    }

    /** Whether it is the last step of its anchor that was taken or given up. */
    boolean isLast(Trying trying) {
        Integer until = passed.get(trying.from());
        return until != null && until == trying.minute();
    }

    /** @return the step under way if it is this one, else a fresh one */
    public Trying trying(Anchor anchor, int minute) {
        return current != null && current.isOf(anchor, minute)
                ? current
                : new Trying(anchor, minute, null, 0, Set.of());
    }

    /** It is given up; when it was taken already, so is its next channel. */
    StepProgress pass(StepReference step) {
        boolean again =
                isOver(step.from(), step.minute()) && current != null && current.isOf(step.from(), step.minute());
        return with(put(step.from(), step.minute()), again ? null : current);
    }

    /** The step turned out not to be made: it is due again, unless the plan went on since. */
    StepProgress reopen(StepReference step) {
        Integer until = passed.get(step.from());
        if (until == null || until != step.minute()) {
            return this;
        }
        Map<Anchor, Integer> next = new HashMap<>(passed);
        next.put(step.from(), step.minute() - 1);
        return with(next, current);
    }

    StepProgress waiting(StepReference step, Instant until) {
        Trying now = trying(step.from(), step.minute());
        return with(passed, new Trying(step.from(), step.minute(), until, now.tries(), now.refusedBy()));
    }

    /** A contact leaves for it: it is over, unless the contact turns out not to be made. */
    StepProgress taken(StepReference step) {
        Trying now = trying(step.from(), step.minute());
        return with(
                put(step.from(), step.minute()),
                new Trying(step.from(), step.minute(), now.notBefore(), now.tries() + 1, now.refusedBy()));
    }

    StepProgress refused(StepReference step, ContactPointId point) {
        Trying now = trying(step.from(), step.minute());
        Set<ContactPointId> points = new HashSet<>(now.refusedBy());
        points.add(point);
        return with(passed, new Trying(step.from(), step.minute(), now.notBefore(), now.tries(), points));
    }

    StepProgress assigned(Assignment next) {
        return new StepProgress(passed, current, next, handedOver);
    }

    StepProgress handedOver(@Nullable HandedOver next) {
        return new StepProgress(passed, current, assignment, next);
    }

    private StepProgress with(Map<Anchor, Integer> over, @Nullable Trying next) {
        return new StepProgress(over, next, assignment, handedOver);
    }

    private Map<Anchor, Integer> put(Anchor anchor, int minute) {
        Integer until = passed.get(anchor);
        if (until != null && until >= minute) {
            return passed;
        }
        if (until == null && passed.size() >= MOST_ANCHORS) {
            Map<Anchor, Integer> next = new HashMap<>(passed);
            next.remove(oldestBeside(anchor, next.keySet()));
            next.put(anchor, minute);
            return next;
        }
        // At each contact of each account: straight into what is kept, without a map between.
        List<Map.Entry<Anchor, Integer>> next = new ArrayList<>(passed.size() + 1);
        for (Map.Entry<Anchor, Integer> each : passed.entrySet()) {
            if (!each.getKey().equals(anchor)) {
                next.add(each);
            }
        }
        next.add(Map.entry(anchor, minute));
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map.Entry<Anchor, Integer>[] entries = next.toArray(new Map.Entry[0]);
        return Map.ofEntries(entries);
    }

    /** Of the trigger that has most: a due date that stays unpaid for long outlives whatever happens meanwhile. */
    private static Anchor oldestBeside(Anchor anchor, Set<Anchor> anchors) {
        Map<Trigger, TreeSet<Anchor>> others = new EnumMap<>(Trigger.class);
        for (Anchor each : anchors) {
            if (!each.equals(anchor)) {
                others.computeIfAbsent(each.trigger(), any -> new TreeSet<>()).add(each);
            }
        }
        return Collections.max(others.values(), Comparator.comparingInt(Set::size))
                .first();
    }
}
