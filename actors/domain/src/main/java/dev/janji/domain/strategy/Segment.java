package dev.janji.domain.strategy;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that are worked alike, and how. Immutable.
 *
 * @param condition pure: the same facts, the same answer
 * @param steps of each trigger in order of time
 */
public record Segment(String name, Predicate<SegmentFacts> condition, List<Step> steps) {
    /** For a segment that takes whoever is left. */
    public static final Predicate<SegmentFacts> EVERYBODY = facts -> true;

    /** @throws IllegalArgumentException when two steps share a name or a time of the same trigger, or are out of order */
    public Segment {
        steps = List.copyOf(steps);
        Set<String> names = new HashSet<>();
        Map<Trigger, Step> last = new EnumMap<>(Trigger.class);
        for (Step step : steps) {
            if (!names.add(step.name())) {
                throw new IllegalArgumentException("Expected every step of segment " + name
                        + " to have its own name, but there are two of " + step.name());
            }
            Step before = last.put(step.trigger(), step);
            if (before != null && step.minute() <= before.minute()) {
                throw new IllegalArgumentException("Expected step " + step.name() + " of segment " + name
                        + " to come after " + before.name() + ", but it does not");
            }
        }
    }

    /** @return the step of this trigger at this minute; null when there is none */
    public @Nullable Step step(Trigger trigger, int minute) {
        for (Step step : steps) {
            if (step.minute() == minute && step.trigger() == trigger) {
                return step;
            }
        }
        return null;
    }

    public boolean isForEverybody() {
        return condition == EVERYBODY;
    }
}
