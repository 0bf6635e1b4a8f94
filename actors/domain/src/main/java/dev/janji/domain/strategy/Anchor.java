package dev.janji.domain.strategy;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * The day that steps are counted from. Immutable; ordered by date.
 *
 * @param date local to the debtor
 */
public record Anchor(Trigger trigger, LocalDate date) implements Comparable<Anchor> {
    private static final Comparator<Anchor> ORDER =
            Comparator.comparing(Anchor::date).thenComparing(Anchor::trigger);

    public static Anchor dueDate(LocalDate date) {
        return new Anchor(Trigger.DUE_DATE, date);
    }

    @Override
    public int compareTo(Anchor other) {
        return ORDER.compare(this, other);
    }
}
