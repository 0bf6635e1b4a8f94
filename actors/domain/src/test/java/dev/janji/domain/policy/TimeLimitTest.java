package dev.janji.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.TimeLimit.ContactHours;
import dev.janji.domain.policy.TimeLimit.Counted;
import dev.janji.domain.policy.TimeLimit.NoHolidays;
import dev.janji.domain.policy.TimeLimit.Unit;
import dev.janji.domain.testing.DomainGenerators;
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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules about time where clocks are set: each against a wall clock that is asked minute by minute. */
class TimeLimitTest {
    private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final ContactProposal NOTHING = new ProposalDraft().made();

    private static ContactLimit daily(int attempts) {
        return new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, attempts, 1, WindowUnit.DAYS);
    }

    private static ContactProposal after(Instant... attempts) {
        return new ProposalDraft().after(attempts).made();
    }

    private static boolean wallClockShows(ContactHours rule, Instant at, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        int minute = local.getHour() * 60 + local.getMinute();
        return rule.days().contains(local.getDayOfWeek())
                && minute >= rule.from().toSecondOfDay() / 60
                && minute < rule.to().toSecondOfDay() / 60;
    }

    @TestFactory
    Stream<DynamicTest> shouldFollowTheWallClockMinuteByMinuteWhenClocksAreSet() {
        return Property.of(150, 40).holds((seed, commands) -> {
            DomainGenerators gen = new DomainGenerators(seed);
            for (int i = 0; i < commands; i++) {
                hoursAroundATransition(gen);
            }
        });
    }

    private static void hoursAroundATransition(DomainGenerators gen) {
        ZoneId zone = gen.zone();
        Instant start =
                Instant.parse("2005-01-01T00:00:00Z").plusSeconds(gen.random().nextLong(25L * 365 * 86_400));
        ZoneOffsetTransition set = zone.getRules().nextTransition(start);
        Instant middle = set == null ? start : set.getInstant();
        LocalDateTime near =
                LocalDateTime.ofInstant(middle.plusSeconds(60L * gen.random().nextInt(-90, 90)), zone);
        int from = Math.min(near.getHour() * 60 + near.getMinute(), 24 * 60 - 3);
        int to = from + 1 + gen.random().nextInt(Math.min(90, 24 * 60 - 1 - from));
        Set<DayOfWeek> days = gen.percent(50)
                ? ALL
                : new HashSet<>(List.of(near.getDayOfWeek(), near.getDayOfWeek().plus(3)));
        ContactHours rule =
                new ContactHours(days, LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(to * 60L));
        Instant at = Instant.ofEpochSecond(
                middle.getEpochSecond() / 60 * 60 - 60L * gen.random().nextInt(180));

        Instant earliest = rule.earliestAllowed(at, zone, NOTHING);

        assertThat(wallClockShows(rule, earliest, zone))
                .as("%s allows %s in %s", rule, earliest, zone)
                .isTrue();
        Instant minute = at;
        for (int i = 0; i < 600 && minute.isBefore(earliest); i++, minute = minute.plusSeconds(60)) {
            if (wallClockShows(rule, minute, zone)) {
                throw new AssertionError("Expected " + rule + " to allow " + minute + " in " + zone
                        + ", but it waits until " + earliest);
            }
        }
        Instant until = rule.allowedUntil(earliest, zone, NOTHING);
        assertThat(until).isAfter(earliest);
        assertThat(wallClockShows(rule, until, zone))
                .as("%s ends %s in %s", rule, until, zone)
                .isFalse();
        for (Instant each = earliest; each.isBefore(until); each = each.plusSeconds(60)) {
            assertThat(wallClockShows(rule, each, zone)).isTrue();
        }
    }

    /** On 29 March 2026 Berlin's clock jumps from 02:00 to 03:00; on 25 October 2026 it goes back from 03:00 to 02:00. */
    @ParameterizedTest(name = "{0} to {1}, asked at {2}: {3} until {4}")
    @CsvSource({
        // the window begins in the gap: it opens with the jump
        "02:30, 03:15, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z, 2026-03-29T01:15:00Z",
        // the window ends in the gap: it closes with the jump
        "01:30, 02:30, 2026-03-29T00:45:00Z, 2026-03-29T00:45:00Z, 2026-03-29T01:00:00Z",
        // the window is the gap: that day has none
        "02:15, 02:45, 2026-03-29T00:30:00Z, 2026-03-30T00:15:00Z, 2026-03-30T00:45:00Z",
        // the clock runs through the window twice
        "02:15, 02:45, 2026-10-25T00:45:00Z, 2026-10-25T01:15:00Z, 2026-10-25T01:45:00Z",
        // set back into the window
        "01:30, 02:45, 2026-10-25T00:50:00Z, 2026-10-25T01:00:00Z, 2026-10-25T01:45:00Z",
        // set back out of the window
        "02:30, 04:00, 2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z"
    })
    void shouldFollowTheLocalClockWhenItIsSet(String from, String to, Instant at, Instant opens, Instant closes) {
        ContactHours rule = new ContactHours(ALL, LocalTime.parse(from), LocalTime.parse(to));

        assertThat(rule.earliestAllowed(at, BERLIN, NOTHING)).isEqualTo(opens);
        assertThat(rule.allowedUntil(opens, BERLIN, NOTHING)).isEqualTo(closes);
    }

    /** Apia had no 30 December 2011, a Friday. */
    @Test
    void shouldWaitAWeekWhenTheOnlyAllowedDayDoesNotExist() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        ContactHours fridays = new ContactHours(EnumSet.of(DayOfWeek.FRIDAY), LocalTime.of(8, 0), LocalTime.of(20, 0));
        Instant thursdayNight =
                LocalDateTime.parse("2011-12-29T23:00").atZone(apia).toInstant();

        assertThat(fridays.earliestAllowed(thursdayNight, apia, NOTHING))
                .isEqualTo(LocalDateTime.parse("2012-01-06T08:00").atZone(apia).toInstant());
        NoHolidays rule = new NoHolidays(Set.of(LocalDate.parse("2011-12-29")));
        assertThat(rule.earliestAllowed(thursdayNight, apia, NOTHING))
                .isEqualTo(LocalDateTime.parse("2011-12-31T00:00").atZone(apia).toInstant());
    }

    /** St. John's set its clock back at 00:01, so 7 November 2010 began twice. */
    @Test
    void shouldNeverGoBackInTimeWhenADayBeginsTwice() {
        ZoneId zone = ZoneId.of("America/St_Johns");
        Instant again = Instant.parse("2010-11-07T03:00:00Z");
        assertThat(LocalDateTime.ofInstant(again, zone)).isEqualTo("2010-11-06T23:30");
        LocalDate saturday = LocalDate.parse("2010-11-06");

        Instant sunday = Instant.parse("2010-11-07T03:30:00Z");
        assertThat(new NoHolidays(Set.of(saturday)).earliestAllowed(again, zone, NOTHING))
                .isEqualTo(sunday);
        assertThat(daily(1).earliestAllowed(again, zone, after(again))).isEqualTo(sunday);
        assertThat(daily(1).allowedUntil(again, zone, NOTHING)).isEqualTo(sunday);
        assertThat(new NoHolidays(Set.of()).allowedUntil(Instant.parse("2010-11-07T02:00:00Z"), zone, NOTHING))
                .isEqualTo(Instant.parse("2010-11-07T02:30:00Z"));
    }

    @TestFactory
    Stream<DynamicTest> shouldNeverExceedTheDailyCapHoweverAttemptsFall() {
        return Property.of(50, 60).holds((seed, commands) -> {
            DomainGenerators gen = new DomainGenerators(seed);
            ZoneId zone = gen.zone();
            ContactLimit cap = daily(1 + gen.random().nextInt(4));
            Instant at = gen.instant();
            List<Instant> made = new ArrayList<>();
            for (int i = 0; i < commands; i++) {
                at = at.plusSeconds(gen.random().nextInt(20_000));
                Instant earliest = cap.earliestAllowed(at, zone, after(made.toArray(Instant[]::new)));
                LocalDate day = LocalDate.ofInstant(at, zone);
                long today = made.stream()
                        .filter(each -> LocalDate.ofInstant(each, zone).equals(day))
                        .count();
                assertThat(earliest.equals(at)).isEqualTo(today < cap.most());
                if (!earliest.equals(at)) {
                    assertThat(LocalDate.ofInstant(earliest, zone)).isAfter(day);
                    assertThat(LocalDate.ofInstant(earliest.minusNanos(1), zone))
                            .isEqualTo(day);
                }
                at = earliest;
                made.add(at);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "16, true", "17, false"})
    void shouldKeepTheDailyCapInItsRange(int attempts, boolean legal) {
        if (legal) {
            assertThat(daily(attempts).most()).isEqualTo(attempts);
        } else {
            assertThatThrownBy(() -> daily(attempts)).hasMessageContaining("limit of 1 to 16");
        }
    }

    @Test
    void shouldRefuseHoursThatNeverOpen() {
        assertThatThrownBy(() -> new ContactHours(ALL, LocalTime.of(8, 0), LocalTime.of(8, 0)))
                .hasMessageContaining("window that begins before it ends");
        assertThatThrownBy(() -> new ContactHours(Set.of(), LocalTime.of(8, 0), LocalTime.of(9, 0)))
                .hasMessageContaining("window that begins before it ends");
    }
}
