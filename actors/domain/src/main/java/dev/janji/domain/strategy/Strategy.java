package dev.janji.domain.strategy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A lender's versioned plan. Immutable.
 *
 * @param steps in order of time; of several that have become due only the latest is taken
 * @param restDaysAfterPayment local days without collection that a payment brings, its own day the first, from 0
 * @param retryMinutes how long to wait before a step is tried again on another contact point or after it expired, from 1
 * @param triesPerStep attempts at most for one step, from 1
 */
public record Strategy(String version, List<Step> steps, int restDaysAfterPayment, int retryMinutes, int triesPerStep) {

    /** @throws IllegalArgumentException when steps are out of order or named twice, or a number is outside its range */
    public Strategy {
        steps = List.copyOf(steps);
        if (restDaysAfterPayment < 0 || retryMinutes < 1 || triesPerStep < 1) {
            throw new IllegalArgumentException("Expected strategy " + version
                    + " to rest 0 or more days, retry after 1 or more minutes and try once or more, but got "
                    + restDaysAfterPayment + ", " + retryMinutes + ", " + triesPerStep);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!names.add(step.name())) {
                throw new IllegalArgumentException("Expected every step of strategy " + version
                        + " to have its own name, but there are two of " + step.name());
            }
            if (i > 0) {
                Step before = steps.get(i - 1);
                boolean later = step.offsetDays() > before.offsetDays()
                        || step.offsetDays() == before.offsetDays()
                                && step.time().isAfter(before.time());
                if (!later) {
                    throw new IllegalArgumentException("Expected step " + step.name() + " of strategy " + version
                            + " to come after " + before.name() + ", but it does not");
                }
            }
        }
    }

    /** Whether a step is due now, as {@link #dueAt} says; most steps need no clock for that. @param today in the zone */
    public boolean isDue(int index, LocalDate anchor, ZoneId zone, Instant now, LocalDate today) {
        long days = anchor.toEpochDay() + steps.get(index).offsetDays() - today.toEpochDay();
        return days < -1 || days <= 1 && !dueAt(index, anchor, zone).isAfter(now);
    }

    /** When a step is due for a due date in a zone. A local time inside a gap of the clock moves forward by the gap. */
    public Instant dueAt(int index, LocalDate anchor, ZoneId zone) {
        Step step = steps.get(index);
        return anchor.plusDays(step.offsetDays())
                .atTime(step.time())
                .atZone(zone)
                .toInstant();
    }
}
