package dev.janji.domain.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a local clock shows a time: once, twice when it is set back, or never when it is set forward over it. */
final class LocalInstants {
    private LocalInstants() {}

    /** @return from the earliest; the instant at which the clock is set forward when the local time never comes */
    static List<Instant> of(LocalDateTime local, ZoneId zone) {
        List<Instant> instants = new ArrayList<>(2);
        zone.getRules()
                .getValidOffsets(local)
                .forEach(offset -> instants.add(local.atOffset(offset).toInstant()));
        if (instants.isEmpty()) {
            instants.add(zone.getRules().getTransition(local).getInstant());
        }
        return instants;
    }

    /** @return the first instant after {@code at} on {@code date}, a local date after that of {@code at}, or later */
    static Instant startOf(LocalDate date, ZoneId zone, Instant at) {
        return next(date.atStartOfDay(), zone, at);
    }

    /** @return the first instant after {@code at} at which the clock shows {@code local}, the last one when all are over */
    static Instant next(LocalDateTime local, ZoneId zone, Instant at) {
        List<Instant> instants = of(local, zone);
        return instants.get(0).isAfter(at) ? instants.get(0) : instants.get(instants.size() - 1);
    }

    /** @return the first instant after {@code at} at which the local date is another: the next, or once more the one before */
    static Instant endOfDay(ZoneId zone, Instant at) {
        LocalDate date = LocalDate.ofInstant(at, zone);
        Instant end = startOf(date.plusDays(1), zone, at);
        Instant change = nextChange(zone, at);
        if (change == null || !change.isBefore(end)) {
            return end;
        }
        return LocalDate.ofInstant(change, zone).equals(date) ? end : change;
    }

    /** @return when the clock is set next after {@code at}; null when it never is */
    static @Nullable Instant nextChange(ZoneId zone, Instant at) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(at);
        return next == null ? null : next.getInstant();
    }
}
