package dev.janji.loadtest.checker;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The days of an account that do not count, by what the lender published; asked day by day, as whoever crosses days off a calendar. Confined
 * to one thread.
 */
final class DaysOff {
    /** Who asks for a day that is further away gets none. */
    private static final int FURTHEST = 20_000;

    private final Map<String, Off> off = new LinkedHashMap<>();

    /** @param until the first day that counts again; null when nobody knows it */
    private record Off(LocalDate from, @Nullable LocalDate until) {
        boolean holds(LocalDate day) {
            return !day.isBefore(from) && (until == null || day.isBefore(until));
        }
    }

    /** @param name of what crosses the days off */
    void off(String name, LocalDate from, @Nullable LocalDate until) {
        off.put(name, new Off(from, until));
    }

    /** The days count again from then on. */
    void on(String name, LocalDate day) {
        off.computeIfPresent(name, (key, each) -> new Off(each.from(), day));
    }

    private boolean counts(LocalDate day) {
        for (Off each : off.values()) {
            if (each.holds(day)) {
                return false;
            }
        }
        return true;
    }

    /** @return how many days after {@code after}, up to {@code until} included, count */
    int counted(LocalDate after, LocalDate until) {
        int days = 0;
        for (LocalDate day = after.plusDays(1); !day.isAfter(until); day = day.plusDays(1)) {
            days += counts(day) ? 1 : 0;
        }
        return days;
    }

    /** @return the day on which so many days after {@code from} have been counted, a calendar day up to it; null when it never comes */
    @Nullable
    LocalDate after(LocalDate from, int days) {
        LocalDate day = from.plusDays(Math.min(0, days));
        for (int counted = Math.min(0, days); counted < days; ) {
            day = day.plusDays(1);
            counted += day.isAfter(from) && !counts(day) ? 0 : 1;
            if (day.isAfter(from.plusDays(FURTHEST))) {
                return null;
            }
        }
        return day;
    }
}
