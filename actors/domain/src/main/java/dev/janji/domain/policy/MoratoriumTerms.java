package dev.janji.domain.policy;

import dev.janji.domain.lender.Moratorium;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a law says of one kind of moratorium: a row of a policy pack. Immutable. The first day of a moratorium is its day 1.
 *
 * @param id under which the law or the house knows it
 * @param citation where it is written
 * @param mostDays that it may last, from 1; 0 when it may last as long as it likes
 * @param monthsBetween after the first day of one in which no other begins, from 1; 0 when they may follow each other
 * @param review the days on which an adviser looks at it again; null when nobody does
 * @param daysAfterTreatment that it goes on after the last day of treatment, from 1; 0 when treatment has nothing to do with it
 */
public record MoratoriumTerms(
        String id,
        String citation,
        Moratorium.Kind kind,
        int mostDays,
        int monthsBetween,
        @Nullable Review review,
        int daysAfterTreatment) {
    /** More days or months than this are a mistake. */
    public static final int MOST = 3_660;

    /** @throws IllegalArgumentException when a number is outside its range or the review lies outside of the moratorium */
    public MoratoriumTerms {
        demand(id, mostDays);
        demand(id, monthsBetween);
        demand(id, daysAfterTreatment);
        if (review != null && mostDays > 0 && review.toDay() > mostDays) {
            throw new IllegalArgumentException("Expected the review of " + id + " within its " + mostDays
                    + " days, but it is until day " + review.toDay());
        }
    }

    /** Both days included, counted from 1. */
    public record Review(int fromDay, int toDay) {
        /** @throws IllegalArgumentException when it ends before it begins, or begins before the first day */
        public Review {
            if (fromDay < 1 || toDay < fromDay || toDay > MOST) {
                throw new IllegalArgumentException("Expected a review from day 1 or later to a day not before, but got "
                        + fromDay + " to " + toDay);
            }
        }

        public LocalDate firstDay(Moratorium of) {
            return of.from().plusDays(fromDay - 1L);
        }

        public LocalDate lastDay(Moratorium of) {
            return of.from().plusDays(toDay - 1L);
        }
    }

    /** Whether it may end on this day. @param until the first day on which it is over; null when nobody knows it */
    public boolean allows(LocalDate from, @Nullable LocalDate until) {
        return mostDays == 0 || until != null && !until.isAfter(from.plusDays(mostDays));
    }

    /** Whether both may begin, whichever was told first. */
    public boolean allowsBoth(LocalDate one, LocalDate other) {
        LocalDate first = one.isBefore(other) ? one : other;
        LocalDate second = one.isBefore(other) ? other : one;
        return monthsBetween == 0 || !second.isBefore(first.plusMonths(monthsBetween));
    }

    private static void demand(String id, int value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException(
                    "Expected the numbers of " + id + " from 0 to " + MOST + ", but got " + value);
        }
    }
}
