package dev.janji.domain.strategy;

import dev.janji.domain.account.Ageing;
import dev.janji.domain.policy.PolicyRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A lender's versioned plan. Immutable, so a change is a new version.
 *
 * @param version its name and its number, such as {@code consumer-finance-3}
 * @param segments asked in order; the first whose condition holds takes the account, and an account of none is not worked
 * @param restDaysAfterPayment local days without collection that a payment brings, its own day the first, from 0
 * @param retryMinutes how long to wait before a step is tried again on another contact point or after it expired, from 1
 * @param triesPerStep attempts at most for one step, from 1
 * @param limits of its own on top of the law's, such as a spacing of contacts
 * @param split null when there is no challenger
 * @param migration of accounts that are worked by an earlier version
 * @param borders at which time alone may move an account to another segment
 */
public record Strategy(
        String version,
        List<Segment> segments,
        int restDaysAfterPayment,
        int retryMinutes,
        int triesPerStep,
        List<PolicyRule> limits,
        @Nullable Split split,
        Migration migration,
        Borders borders) {

    /** When an account that an earlier version works comes over to this one. */
    public enum Migration {
        /** With its next event or wake-up. */
        AT_ONCE,
        /** When a due date comes of which no step was taken yet. */
        AT_THE_NEXT_DUE_DATE,
        /** When nothing is overdue. */
        WHEN_CURRENT
    }

    /**
     * Values from which on, going up a day at a time, a condition may answer otherwise. A value too many costs one wake-up; a value too few
     * would let an account stay in a segment for too long.
     *
     * @param daysPastDue sorted, without repetition
     * @param daysSincePayment sorted, without repetition
     * @param debtorDaysPastDue sorted, without repetition
     */
    public record Borders(List<Integer> daysPastDue, List<Integer> daysSincePayment, List<Integer> debtorDaysPastDue) {
        public static final Borders NONE = new Borders(List.of(), List.of());

        /** No condition asks for the worst account of the debtor. */
        public Borders(List<Integer> daysPastDue, List<Integer> daysSincePayment) {
            this(daysPastDue, daysSincePayment, List.of());
        }

        public Borders {
            debtorDaysPastDue = List.copyOf(new TreeSet<>(debtorDaysPastDue));
            daysPastDue = List.copyOf(new TreeSet<>(daysPastDue));
            daysSincePayment = List.copyOf(new TreeSet<>(daysSincePayment));
        }

        /** @return the first border above a value; null when there is none */
        public static @Nullable Integer after(List<Integer> borders, int value) {
            for (Integer border : borders) {
                if (border > value) {
                    return border;
                }
            }
            return null;
        }

        /**
         * The same at once for both.
         *
         * @param earliestUnpaid due date of the account; as long as it is to come, no day is past due
         * @param ageing days that do not count
         * @return the first day after {@code today} that may matter; null when time alone moves nothing
         */
        public @Nullable LocalDate nextDay(
                SegmentFacts facts, LocalDate today, LocalDate earliestUnpaid, Ageing ageing) {
            LocalDate first = daysPastDue.isEmpty()
                    ? null
                    : nextDay(daysPastDue, facts.daysPastDue(), today, earliestUnpaid, ageing);
            if (!daysSincePayment.isEmpty()) {
                int value = facts.daysSincePayment();
                Integer border = after(daysSincePayment, value);
                LocalDate second = border == null ? null : today.plusDays((long) border - value);
                first = first == null || second != null && second.isBefore(first) ? second : first;
            }
            return first;
        }

        /**
         * As far as one open account of the debtor may move what is asked of the worst.
         *
         * @param value days past due of that account
         * @param earliestUnpaid due date of that account
         * @param ageing days of that account that do not count
         * @return the first day after {@code today} that may matter; null when time alone moves nothing
         */
        public @Nullable LocalDate nextDebtorDay(int value, LocalDate today, LocalDate earliestUnpaid, Ageing ageing) {
            return debtorDaysPastDue.isEmpty()
                    ? null
                    : nextDay(debtorDaysPastDue, value, today, earliestUnpaid, ageing);
        }

        private static @Nullable LocalDate nextDay(
                List<Integer> borders, int value, LocalDate today, LocalDate earliestUnpaid, Ageing ageing) {
            Integer border = after(borders, value);
            if (border == null) {
                return null;
            }
            return border > 0 ? ageing.dayAfter(earliestUnpaid, border) : today.plusDays((long) border - value);
        }
    }

    /** @throws IllegalArgumentException when a number is outside its range or two segments share a name */
    public Strategy {
        segments = List.copyOf(segments);
        limits = List.copyOf(limits);
        if (restDaysAfterPayment < 0 || retryMinutes < 1 || triesPerStep < 1) {
            throw new IllegalArgumentException("Expected strategy " + version
                    + " to rest 0 or more days, retry after 1 or more minutes and try once or more, but got "
                    + restDaysAfterPayment + ", " + retryMinutes + ", " + triesPerStep);
        }
        List<String> names = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.name().isEmpty() || names.contains(segment.name())) {
                throw new IllegalArgumentException("Expected every segment of strategy " + version
                        + " to have its own name, but got `" + segment.name() + "`");
            }
            names.add(segment.name());
        }
    }

    /** A strategy that works everybody alike. */
    public static Strategy of(
            String version, List<Step> steps, int restDaysAfterPayment, int retryMinutes, int triesPerStep) {
        return new Strategy(
                version,
                List.of(new Segment("everybody", Segment.EVERYBODY, steps)),
                restDaysAfterPayment,
                retryMinutes,
                triesPerStep,
                List.of(),
                null,
                Migration.AT_ONCE,
                Borders.NONE);
    }

    /** Whether no account can ever move from one segment to another. */
    public boolean worksAllAlike() {
        return !segments.isEmpty() && segments.get(0).isForEverybody();
    }

    /** @return null when there is none of this name */
    public @Nullable Segment segment(String name) {
        for (Segment segment : segments) {
            if (segment.name().equals(name)) {
                return segment;
            }
        }
        return null;
    }

    /** @return the first segment whose condition holds; null when none does */
    public @Nullable Segment segmentOf(SegmentFacts facts) {
        for (Segment segment : segments) {
            if (segment.condition().test(facts)) {
                return segment;
            }
        }
        return null;
    }
}
