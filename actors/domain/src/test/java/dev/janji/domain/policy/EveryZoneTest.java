package dev.janji.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.TimeLimit.ContactHours;
import dev.janji.domain.policy.TimeLimit.Counted;
import dev.janji.domain.policy.TimeLimit.NoHolidays;
import dev.janji.domain.policy.TimeLimit.Unit;
import dev.janji.domain.testing.Property;
import dev.janji.domain.testing.ProposalDraft;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contact hours of ID-01 and US-07 at their edges, in every zone that the JDK knows, from 2024 to 2035: every day on which a clock is
 * set, and the days around it, the ends and beginnings of months and years, and every 29 February.
 */
@EnabledIfSystemProperty(named = "thorough", matches = ".*")
class EveryZoneTest {
    private static final int FIRST_YEAR = 2024;
    private static final int LAST_YEAR = Property.isThorough() ? 2035 : 2026;
    private static final Instant FIRST = Instant.parse("2023-12-30T00:00:00Z");
    private static final Instant LAST = Instant.parse("2036-01-03T00:00:00Z");
    private static final int DAY = 24 * 60;
    private static final ContactProposal NOTHING = new ProposalDraft().made();
    private static final Set<DayOfWeek> WEEK = EnumSet.allOf(DayOfWeek.class);

    /** So many changes of each clock in a short run. */
    private static final int FEW_CHANGES = 3;

    private static final List<ZoneId> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

    /** One zone of each clock: zones that show the same time all these years answer alike. */
    private static final Collection<ZoneId> CLOCKS = clocks();

    private static Collection<ZoneId> clocks() {
        Map<List<Object>, ZoneId> clocks = new LinkedHashMap<>();
        ZONES.forEach(zone -> clocks.putIfAbsent(List.of(zone.getRules().getOffset(FIRST), changes(zone)), zone));
        return clocks.values();
    }

    static Stream<Arguments> hours() {
        return Stream.of(
                Arguments.of(
                        "ID-01",
                        new ContactHours(
                                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                                LocalTime.of(8, 0),
                                LocalTime.of(20, 0))),
                Arguments.of("US-07", new ContactHours(WEEK, LocalTime.of(8, 0), LocalTime.of(21, 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hours")
    void shouldOpenAndCloseToTheSecondInEveryZone(String id, ContactHours hours) {
        long days = 0;
        for (ZoneId zone : CLOCKS) {
            for (LocalDate day : days(zone)) {
                opensAndCloses(hours, day, zone);
                days++;
            }
        }

        assertThat(ZONES).hasSizeGreaterThan(500);
        assertThat(days).as("clocks x days of " + id).isGreaterThan(Property.isThorough() ? 20_000 : 2_000);
    }

    private static void opensAndCloses(ContactHours hours, LocalDate day, ZoneId zone) {
        boolean works = hours.days().contains(day.getDayOfWeek());
        Instant opening = day.atTime(hours.from()).atZone(zone).toInstant();
        Instant closing = day.atTime(hours.to()).atZone(zone).toInstant();
        LocalDate following = day.plusDays(1);
        while (!hours.days().contains(following.getDayOfWeek())) {
            following = following.plusDays(1);
        }
        Instant next = following.atTime(hours.from()).atZone(zone).toInstant();

        waits(hours, opening.minusSeconds(1), works ? opening : next, zone);
        waits(hours, closing, next, zone);
        if (works) {
            allows(hours, opening, closing, zone);
            allows(hours, closing.minusSeconds(1), closing, zone);
        } else {
            waits(hours, opening, next, zone);
            waits(hours, closing.minusSeconds(1), next, zone);
        }
    }

    private static void waits(ContactHours hours, Instant at, Instant until, ZoneId zone) {
        Instant earliest = hours.earliestAllowed(at, zone, NOTHING);
        if (!earliest.equals(until)) {
            throw new AssertionError("Expected " + hours + " in " + zone + " to make " + at + " wait until " + until
                    + ", but it is " + earliest);
        }
    }

    private static void allows(ContactHours hours, Instant at, Instant until, ZoneId zone) {
        waits(hours, at, at, zone);
        Instant end = hours.allowedUntil(at, zone, NOTHING);
        if (!end.equals(until)) {
            throw new AssertionError(
                    "Expected " + hours + " in " + zone + " to allow " + at + " until " + until + ", but it is " + end);
        }
    }

    /** The days are looked at minute by minute, from the midnight before the clock is set to the one after, once for each clock. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("hours")
    void shouldFollowTheWallClockThroughEveryDayOnWhichItIsSet(String id, ContactHours hours) {
        long days = 0;
        for (ZoneId zone : CLOCKS) {
            List<ZoneOffsetTransition> changes = changes(zone);
            int looked = Property.isThorough() ? changes.size() : Math.min(FEW_CHANGES, changes.size());
            for (ZoneOffsetTransition change : changes.subList(0, looked)) {
                throughTheDay(hours, change.getInstant(), zone);
                days++;
            }
        }

        assertThat(days).as("days on which a clock is set, " + id).isGreaterThan(Property.isThorough() ? 500 : 100);
    }

    private static void throughTheDay(ContactHours hours, Instant change, ZoneId zone) {
        Instant start = LocalDate.ofInstant(change.minusNanos(1), zone)
                .atStartOfDay(zone)
                .toInstant();
        Instant end =
                LocalDate.ofInstant(change, zone).plusDays(1).atStartOfDay(zone).toInstant();
        int minutes = (int) ((end.getEpochSecond() - start.getEpochSecond()) / 60);
        WallClock clock = new WallClock(zone, start, minutes + 3 * DAY, local -> shows(hours, local));
        for (int i = 0; i < minutes; i++) {
            if (clock.allows(i)) {
                allows(hours, clock.at(i), clock.closes(i), zone);
            } else {
                waits(hours, clock.at(i), clock.opens(i), zone);
            }
        }
    }

    private static boolean shows(ContactHours hours, LocalDateTime local) {
        return hours.days().contains(local.getDayOfWeek())
                && !local.toLocalTime().isBefore(hours.from())
                && local.toLocalTime().isBefore(hours.to());
    }

    private static Set<LocalDate> days(ZoneId zone) {
        Set<LocalDate> days = new TreeSet<>();
        for (LocalDate first = LocalDate.of(FIRST_YEAR, 1, 1);
                first.getYear() <= LAST_YEAR;
                first = first.plusMonths(1)) {
            days.add(first);
            days.add(first.plusMonths(1).minusDays(1));
        }
        for (ZoneOffsetTransition change : changes(zone)) {
            LocalDate day = LocalDate.ofInstant(change.getInstant(), zone);
            for (int i = -2; i <= 2; i++) {
                days.add(day.plusDays(i));
            }
        }
        return days;
    }

    private static List<ZoneOffsetTransition> changes(ZoneId zone) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        for (ZoneOffsetTransition next = zone.getRules().nextTransition(FIRST);
                next != null && next.getInstant().isBefore(LAST);
                next = zone.getRules().nextTransition(next.getInstant())) {
            changes.add(next);
        }
        return changes;
    }

    /** Clocks that were set back over midnight, so that a day began twice; none has been since 2011, and any may be again. */
    @Test
    void shouldFollowTheWallClockWhenADayBeginsTwice() {
        int met = 0;
        for (ZoneId zone : ZONES) {
            for (ZoneOffsetTransition change : zone.getRules().getTransitions()) {
                LocalDate before = LocalDate.ofInstant(change.getInstant().minusNanos(1), zone);
                LocalDate again = LocalDate.ofInstant(change.getInstant(), zone);
                if (again.isBefore(before) && change.getInstant().isAfter(Instant.parse("1980-01-01T00:00:00Z"))) {
                    aroundMidnight(change.getInstant(), before, zone);
                    met++;
                }
            }
        }

        assertThat(met).isGreaterThan(20);
    }

    private static void aroundMidnight(Instant change, LocalDate twice, ZoneId zone) {
        asksAgainWhenTheDateChanges(new NoHolidays(Set.of(twice)), change, zone);
        asksAgainWhenTheDateChanges(new NoHolidays(Set.of(twice.minusDays(1))), change, zone);
        asksAgainWhenTheDateChanges(
                new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, 1, 1, WindowUnit.DAYS), change, zone);
        for (int from = 22 * 60; from < DAY - 1; from += 29) {
            LocalTime opens = LocalTime.ofSecondOfDay(60L * from);
            minuteByMinute(new ContactHours(WEEK, opens, LocalTime.of(23, 59)), change, zone);
            minuteByMinute(new ContactHours(WEEK, LocalTime.MIDNIGHT, opens), change, zone);
            minuteByMinute(new ContactHours(EnumSet.of(twice.getDayOfWeek()), LocalTime.MIDNIGHT, opens), change, zone);
            minuteByMinute(
                    new ContactHours(
                            EnumSet.complementOf(EnumSet.of(twice.getDayOfWeek())), opens, LocalTime.of(23, 59)),
                    change,
                    zone);
        }
    }

    private static void asksAgainWhenTheDateChanges(TimeLimit limit, Instant change, ZoneId zone) {
        for (int minute = -70; minute < 70; minute++) {
            Instant at = change.plusSeconds(60L * minute);
            LocalDate date = LocalDate.ofInstant(at, zone);
            Instant other = at;
            while (LocalDate.ofInstant(other, zone).equals(date)) {
                other = other.plusSeconds(60);
            }
            if (limit.earliestAllowed(at, zone, NOTHING).equals(at)) {
                assertThat(limit.allowedUntil(at, zone, NOTHING))
                        .as("%s in %s at %s", limit, zone, at)
                        .isEqualTo(other);
            }
        }
    }

    private static void minuteByMinute(ContactHours hours, Instant change, ZoneId zone) {
        int minutes = 8 * 60;
        WallClock clock = new WallClock(
                zone, change.minusSeconds(60L * minutes / 2), minutes + 9 * DAY, local -> shows(hours, local));
        for (int i = 0; i < minutes; i++) {
            if (clock.allows(i)) {
                allows(hours, clock.at(i), clock.closes(i), zone);
            } else {
                waits(hours, clock.at(i), clock.opens(i), zone);
            }
        }
    }
}
