package dev.janji.loadtest.compliance;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Draws where a debtor may be and an instant there, with a liking for edges of hours, days, years and offsets. Confined to one thread. */
final class MomentDraws {
    private static final List<ZoneId> INDONESIA =
            zones("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura");
    private static final List<ZoneId> UNITED_STATES = zones(
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "America/Detroit",
            "America/Indiana/Knox",
            "Pacific/Honolulu",
            "America/Puerto_Rico");
    private static final List<ZoneId> UNITED_KINGDOM = zones("Europe/London", "Europe/Jersey");
    private static final List<ZoneId> WORLD = new TreeSet<>(ZoneId.getAvailableZoneIds())
            .stream().filter(id -> !id.startsWith("SystemV/")).map(ZoneId::of).toList();
    private static final List<LocalTime> EDGES = List.of(
            LocalTime.of(7, 59, 59),
            LocalTime.of(7, 59, 59, 999_000_000),
            LocalTime.of(8, 0),
            LocalTime.of(8, 0, 1),
            LocalTime.of(19, 59, 59),
            LocalTime.of(19, 59, 59, 999_000_000),
            LocalTime.of(20, 0),
            LocalTime.of(20, 0, 1),
            LocalTime.of(20, 59, 59),
            LocalTime.of(20, 59, 59, 999_000_000),
            LocalTime.of(21, 0),
            LocalTime.of(21, 0, 1),
            LocalTime.MIDNIGHT,
            LocalTime.of(0, 0, 1),
            LocalTime.of(23, 59, 59));
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final LocalTime CLOSES = LocalTime.of(20, 0);
    private static final LocalDate EARLIEST = LocalDate.of(2024, 1, 1);
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int TRIES = 15;

    private final Dice dice;

    /** Which time of a day is wanted. */
    enum Hour {
        OPEN,
        EDGE,
        CLOSED,
        ANY
    }

    MomentDraws(Dice dice) {
        this.dice = dice;
    }

    /** @return the zones in which the debtor may be; empty when unknown */
    List<ZoneId> zones(Set<String> packs, boolean unsure) {
        List<ZoneId> home = home(packs);
        int chance = unsure ? dice.between(70, 95) : dice.between(0, 99);
        if (chance < 70) {
            return List.of(dice.of(home));
        }
        if (chance < 80) {
            return List.of(dice.of(home), dice.of(home));
        }
        if (chance < 92) {
            return List.of();
        }
        return chance < 94 ? List.of(dice.of(WORLD), dice.of(home)) : List.of(dice.of(WORLD));
    }

    /** @return the zones of the area codes of the debtor's numbers; empty when they tell nothing */
    List<ZoneId> numberZones(Set<String> packs, boolean unsure) {
        if (!dice.percent(unsure ? 50 : 15)) {
            return List.of();
        }
        List<ZoneId> home = home(packs);
        return dice.percent(80) ? List.of(dice.of(home)) : List.of(dice.of(home), dice.of(home));
    }

    Instant at(Draft draft, Hour hour, boolean atTheEndOfValidity) {
        List<ZoneId> zones = draft.judgedZones();
        LocalDate day = atTheEndOfValidity ? edgeOfValidity(draft) : day(draft, zones.get(0));
        if (hour == Hour.EDGE && dice.percent(10)) {
            return besideTheTransition(zones.get(0), day);
        }
        Instant at = at(day, time(hour), dice.of(zones));
        for (int tried = 0; hour == Hour.OPEN && !isOpen(at, zones) && tried < TRIES; tried++) {
            at = at(day, time(hour), dice.of(zones));
        }
        return at;
    }

    private Instant at(LocalDate day, LocalTime time, ZoneId zone) {
        return dice.percent(50)
                ? day.atTime(time).atZone(zone).withLaterOffsetAtOverlap().toInstant()
                : day.atTime(time).atZone(zone).toInstant();
    }

    private LocalTime time(Hour hour) {
        return switch (hour) {
            case OPEN -> OPENS.plusSeconds(dice.below(SECONDS_OF_A_DAY / 2));
            case EDGE -> dice.of(EDGES);
            case CLOSED -> CLOSES.plusSeconds(dice.below(SECONDS_OF_A_DAY / 2));
            case ANY -> LocalTime.ofSecondOfDay(dice.below(SECONDS_OF_A_DAY));
        };
    }

    private LocalDate day(Draft draft, ZoneId zone) {
        LocalDate valid = validDay(draft);
        int chance = dice.between(0, 99);
        if (chance < 4) {
            return EARLIEST.plusDays(dice.below(12 * 365L));
        }
        if (chance < 6) {
            return edgeOfValidity(draft);
        }
        if (chance < 8) {
            return draft.isBoundBy("id")
                    ? LocalDate.of(2026, 2, 28).plusDays(dice.between(0, 1))
                    : LocalDate.of(2024, 2, 28).plusDays(dice.between(0, 8));
        }
        if (chance < 16) {
            return transitionDay(zone, valid);
        }
        if (chance < 20) {
            return valid.with(TemporalAdjusters.lastDayOfMonth());
        }
        if (chance < 24 && draft.isBoundBy("id")) {
            return dice.of(PackFacts.HOLIDAYS);
        }
        if (chance < 28) {
            return valid.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        }
        return valid.getDayOfWeek() == DayOfWeek.SUNDAY ? valid.minusDays(1) : valid;
    }

    private LocalDate validDay(Draft draft) {
        PackFacts pack = dice.of(PackFacts.named(draft.packs));
        LocalDate from = pack.firstDay().isBefore(EARLIEST) ? EARLIEST : pack.firstDay();
        return from.plusDays(dice.below(pack.lastDay().toEpochDay() - from.toEpochDay()));
    }

    private LocalDate edgeOfValidity(Draft draft) {
        PackFacts pack = dice.of(PackFacts.named(draft.packs));
        return dice.oneOf(
                pack.firstDay().minusDays(1),
                pack.firstDay(),
                pack.lastDay(),
                pack.lastDay().plusDays(1));
    }

    private static LocalDate transitionDay(ZoneId zone, LocalDate near) {
        ZoneOffsetTransition next =
                zone.getRules().nextTransition(near.atStartOfDay(zone).toInstant());
        return next == null || next.getDateTimeBefore().getYear() != near.getYear()
                ? near
                : next.getDateTimeBefore().toLocalDate();
    }

    private Instant besideTheTransition(ZoneId zone, LocalDate near) {
        Instant start = near.atStartOfDay(zone).toInstant();
        ZoneOffsetTransition next = zone.getRules().nextTransition(start);
        return (next == null || next.getDateTimeBefore().getYear() != near.getYear() ? start : next.getInstant())
                .plusSeconds(dice.between(-1, 1));
    }

    private static boolean isOpen(Instant at, List<ZoneId> zones) {
        return zones.stream()
                .map(zone -> LocalTime.ofInstant(at, zone))
                .noneMatch(time -> time.isBefore(OPENS) || !time.isBefore(CLOSES));
    }

    private static List<ZoneId> home(Set<String> packs) {
        if (packs.contains("id")) {
            return INDONESIA;
        }
        return packs.contains("uk") ? UNITED_KINGDOM : UNITED_STATES;
    }

    private static List<ZoneId> zones(String... ids) {
        return List.of(ids).stream().map(ZoneId::of).toList();
    }
}
