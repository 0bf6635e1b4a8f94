package dev.janji.loadtest.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The days that are counted, in the lender's zone. Immutable.
 *
 * @param days from 1
 */
record SimulatedPeriod(LocalDate from, int days, ZoneId zone) {
    static final int MINUTES_OF_A_DAY = 24 * 60;

    Instant start() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** Exclusive. */
    Instant end() {
        return from.plusDays(days).atStartOfDay(zone).toInstant();
    }

    LocalDate last() {
        return from.plusDays(days - 1L);
    }

    /** @return minutes since the period began, by the local clock; negative before it */
    int minute(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        int day = (int) (local.toLocalDate().toEpochDay() - from.toEpochDay());
        return day * MINUTES_OF_A_DAY + local.toLocalTime().toSecondOfDay() / 60;
    }

    LocalDateTime at(int minute) {
        return from.atStartOfDay().plusMinutes(minute);
    }
}
