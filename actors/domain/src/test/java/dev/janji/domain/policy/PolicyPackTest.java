package dev.janji.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.ContactPoint.Consent;
import dev.janji.domain.contact.ContactPoint.Role;
import dev.janji.domain.contact.ContactPoint.Verification;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.testing.ProposalDraft;
import dev.janji.domain.testing.TestRules;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Indonesian pack, second by second: Monday to Saturday 08:00 to 20:00, no holidays, three a day, own and verified numbers. */
class PolicyPackTest {
    private static final PolicyPack PACK = TestRules.indonesian().rules().policy();
    private static final ContactPoint OWN = point(Role.OWN, Verification.VERIFIED, Consent.GIVEN);
    private static final ZoneId JAKARTA = TestRules.JAKARTA;

    private static ContactPoint point(Role role, Verification verification, Consent consent) {
        return new ContactPoint(new ContactPointId("cp"), Channel.SMS, "address", role, verification, consent);
    }

    private static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private static ContactProposal in(@Nullable ZoneId zone) {
        return new ProposalDraft().to(OWN).in(zone).made();
    }

    private static Verdict verdict(String local, ZoneId zone, Instant... made) {
        return PACK.evaluate(
                new ProposalDraft().to(OWN).in(zone).after(made).made(), at(local, zone == null ? JAKARTA : zone));
    }

    @ParameterizedTest(name = "{0} is allowed until {1}")
    @CsvSource({
        "2026-06-01T08:00:00, 2026-06-01T20:00:00",
        "2026-06-01T08:00:00.000000001, 2026-06-01T20:00:00",
        "2026-06-01T19:59:59, 2026-06-01T20:00:00",
        "2026-06-01T19:59:59.999999999, 2026-06-01T20:00:00",
        "2026-06-06T12:00:00, 2026-06-06T20:00:00",
        "2026-08-18T08:00:00, 2026-08-18T20:00:00"
    })
    void shouldAllowWhenLocalTimeIsInsideTheWindow(String local, String until) {
        assertThat(verdict(local, JAKARTA))
                .isEqualTo(new Verdict.Allowed(
                        at(until, JAKARTA),
                        List.of("CONSENT", "ID-01", "ID-01-H", "ID-04", "ID-05", "ID-10", "ID-13")));
    }

    @ParameterizedTest(name = "{0} is deferred until {1} by {2}")
    @CsvSource({
        "2026-06-01T07:59:59, 2026-06-01T08:00:00, ID-01",
        "2026-06-01T00:00:00, 2026-06-01T08:00:00, ID-01",
        "2026-06-01T20:00:00, 2026-06-02T08:00:00, ID-01",
        "2026-06-01T23:59:59, 2026-06-02T08:00:00, ID-01",
        // Saturday evening and Sunday
        "2026-06-06T20:00:00, 2026-06-08T08:00:00, ID-01",
        "2026-06-07T12:00:00, 2026-06-08T08:00:00, ID-01",
        // Independence Day 2026 is a Monday; the evening before is a Sunday
        "2026-08-17T00:00:00, 2026-08-18T08:00:00, ID-01|ID-01-H",
        "2026-08-17T08:00:00, 2026-08-18T08:00:00, ID-01-H",
        "2026-08-17T12:00:00, 2026-08-18T08:00:00, ID-01-H",
        "2026-08-16T12:00:00, 2026-08-18T08:00:00, ID-01",
        "2026-08-15T20:00:00, 2026-08-18T08:00:00, ID-01",
        // month and year ends
        "2026-02-28T20:00:00, 2026-03-02T08:00:00, ID-01"
    })
    void shouldDeferToTheNextAllowedInstantWhenLocalTimeIsOutside(String local, String until, String ids) {
        assertThat(verdict(local, JAKARTA))
                .isEqualTo(new Verdict.Deferred(at(until, JAKARTA), List.of(ids.split("\\|"))));
    }

    @Test
    void shouldSkipAChainOfHolidaysWhenTheyMeetASunday() {
        PolicyPack pack = packWith(Set.of(
                LocalDate.parse("2026-03-19"),
                LocalDate.parse("2026-03-20"),
                LocalDate.parse("2026-03-21"),
                LocalDate.parse("2026-03-23"),
                LocalDate.parse("2026-03-24")));

        assertThat(pack.evaluate(in(JAKARTA), at("2026-03-19T10:00", JAKARTA)))
                .isEqualTo(new Verdict.Deferred(at("2026-03-25T08:00", JAKARTA), List.of("HOLIDAY")));
    }

    @ParameterizedTest(name = "{0} attempts made that day: {1}")
    @CsvSource({"0, allowed", "1, allowed", "2, allowed", "3, deferred", "4, deferred"})
    void shouldDeferToTheNextDayWhenTheDailyCapIsReached(int made, String expected) {
        Instant[] attempts = new Instant[made];
        java.util.Arrays.fill(attempts, at("2026-06-01T08:30", JAKARTA));

        Verdict verdict = verdict("2026-06-01T10:00", JAKARTA, attempts);

        if (expected.equals("allowed")) {
            assertThat(verdict).isInstanceOf(Verdict.Allowed.class);
        } else {
            assertThat(verdict).isEqualTo(new Verdict.Deferred(at("2026-06-02T08:00", JAKARTA), List.of("ID-05")));
        }
    }

    @Test
    void shouldCountOnlyTheAttemptsOfTheLocalDayForTheDailyCap() {
        Instant dayBefore = at("2026-06-01T23:59:59.999", JAKARTA);
        Instant midnight = at("2026-06-02T00:00", JAKARTA);
        Instant dayAfter = at("2026-06-03T00:00", JAKARTA);

        assertThat(verdict("2026-06-02T10:00", JAKARTA, dayBefore, dayBefore, dayBefore, midnight, midnight, dayAfter))
                .isInstanceOf(Verdict.Allowed.class);
        assertThat(verdict("2026-06-02T10:00", JAKARTA, dayBefore, midnight, midnight, midnight))
                .isInstanceOf(Verdict.Deferred.class);
    }

    @Test
    void shouldDemandThatEveryZoneAllowsWhenTheDebtorsIsUnknown() {
        // 08:00 in Jakarta is 10:00 in Jayapura; 18:00 in Jakarta is 20:00 there.
        assertThat(verdict("2026-06-01T08:00", null)).isInstanceOf(Verdict.Allowed.class);
        assertThat(((Verdict.Allowed) verdict("2026-06-01T08:00", null)).until())
                .isEqualTo(at("2026-06-01T18:00", JAKARTA));
        assertThat(verdict("2026-06-01T17:59:59", null)).isInstanceOf(Verdict.Allowed.class);
        assertThat(verdict("2026-06-01T18:00:00", null))
                .as("closed in Jayapura, open in Jakarta: the zone rule is part of the verdict")
                .isEqualTo(new Verdict.Deferred(at("2026-06-02T08:00", JAKARTA), List.of("ID-01", "ID-10")));
        assertThat(verdict("2026-06-01T07:59:59", null))
                .isEqualTo(new Verdict.Deferred(at("2026-06-01T08:00", JAKARTA), List.of("ID-01", "ID-10")));
        assertThat(verdict("2026-06-01T03:00", null))
                .as("closed everywhere: it is not the zone that defers")
                .isEqualTo(new Verdict.Deferred(at("2026-06-01T08:00", JAKARTA), List.of("ID-01")));
    }

    @ParameterizedTest(name = "12:00 UTC on {1} in {0}: {2}")
    @CsvSource({
        "Asia/Jakarta, 2026-06-01T12:00:00Z, Allowed",
        "Asia/Makassar, 2026-06-01T12:00:00Z, Deferred",
        "Asia/Makassar, 2026-06-01T11:59:59Z, Allowed",
        "Asia/Jayapura, 2026-06-01T11:00:00Z, Deferred",
        "Asia/Jayapura, 2026-05-31T23:00:00Z, Allowed",
        "Asia/Kolkata, 2026-06-01T02:30:00Z, Allowed",
        "Asia/Kolkata, 2026-06-01T02:29:59Z, Deferred"
    })
    void shouldObeyTheTimeOfTheDebtorsAddress(String zone, String now, String expected) {
        assertThat(PACK.evaluate(in(ZoneId.of(zone)), Instant.parse(now))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "OWN, VERIFIED, GIVEN, ",
        "OWN, UNVERIFIED, GIVEN, ID-04",
        "OWN, WRONG, GIVEN, ID-04",
        "WORK, VERIFIED, GIVEN, ID-04",
        "EMERGENCY, VERIFIED, GIVEN, ID-04|ID-13",
        "OWN, VERIFIED, WITHDRAWN, CONSENT",
        "EMERGENCY, UNVERIFIED, WITHDRAWN, CONSENT|ID-04|ID-13"
    })
    void shouldForbidAContactPointThatIsNotTheDebtorsOwn(
            Role role, Verification verification, Consent consent, String ids) {
        for (String local : List.of("2026-06-01T10:00", "2026-06-07T03:00")) {
            Verdict verdict = PACK.evaluate(
                    new ProposalDraft().to(point(role, verification, consent)).made(), at(local, JAKARTA));
            if (ids == null) {
                assertThat(verdict).isNotInstanceOf(Verdict.Forbidden.class);
            } else {
                assertThat(verdict).isEqualTo(new Verdict.Forbidden(List.of(ids.split("\\|"))));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T12:00, false",
        "2025-12-31T23:59:59, false",
        "2026-01-01T12:00, true",
        "2026-12-31T19:59:59, true",
        "2027-01-01T00:00, false",
        "2027-01-01T12:00, false"
    })
    void shouldAllowNothingOutsideOfItsValidity(String local, boolean valid) {
        Verdict verdict = verdict(local, JAKARTA);

        assertThat(verdict instanceof Verdict.Allowed).isEqualTo(valid);
        if (!valid) {
            assertThat(verdict).isEqualTo(new Verdict.Forbidden(List.of(PolicyPack.OUTSIDE_VALIDITY)));
        }
    }

    @Test
    void shouldForbidWhenNoInstantIsEverAllowed() {
        PolicyPack opposite = new PolicyPack(
                "opposite",
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31"),
                "ID-10",
                List.of(ZoneId.of("UTC"), ZoneId.of("Etc/GMT-12")),
                List.of(TestRules.rule(
                        "HOURS",
                        new TimeLimit.ContactHours(
                                EnumSet.allOf(DayOfWeek.class), LocalTime.of(9, 0), LocalTime.of(10, 0)))));

        assertThat(opposite.evaluate(in(null), at("2026-06-01T09:00", ZoneId.of("UTC"))))
                .isEqualTo(new Verdict.Forbidden(List.of("HOURS", "ID-10")));
    }

    @Test
    void shouldAllowUntilItEndsWhenThePackHasNoRuleAboutTime() {
        PolicyPack none = new PolicyPack(
                "none",
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31"),
                "ID-10",
                List.of(JAKARTA),
                List.of());

        assertThat(none.evaluate(in(null), at("2026-06-07T03:00", JAKARTA)))
                .isEqualTo(new Verdict.Allowed(at("2027-01-01T00:00", JAKARTA), List.of("ID-10")));
        assertThat(none.dayZone(null)).isEqualTo(JAKARTA);
        assertThat(none.dayZone(ZoneId.of("UTC"))).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void shouldRefuseAPackWithoutZonesForAnUnknownDebtor() {
        assertThatThrownBy(() -> new PolicyPack(
                        "p",
                        LocalDate.parse("2026-01-01"),
                        LocalDate.parse("2026-12-31"),
                        "ID-10",
                        List.of(),
                        List.of()))
                .hasMessageContaining("policy pack p");
    }

    @Test
    void shouldKnowForWhichNoticesItAsks() {
        PolicyPack pack = new PolicyPack(
                "notices",
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31"),
                "ID-10",
                List.of(JAKARTA),
                List.of(
                        TestRules.rule("ID-13", new Condition.NoEmergencyContacts()),
                        TestRules.rule("ID-11", new Condition.NoticeFirst(NoticeKind.PRE_DUE, 1))));

        assertThat(pack.asksFor(NoticeKind.PRE_DUE)).isTrue();
        assertThat(pack.asksFor(NoticeKind.WARNING_LETTER)).isFalse();
        assertThat(PACK.asksFor(NoticeKind.PRE_DUE)).isFalse();
    }

    @Test
    void shouldShowEveryVerdictToItsCase() {
        Verdict.Cases<String> names = new Verdict.Cases<>() {
            @Override
            public String allowed(Verdict.Allowed v) {
                return "allowed";
            }

            @Override
            public String deferred(Verdict.Deferred v) {
                return "deferred";
            }

            @Override
            public String forbidden(Verdict.Forbidden v) {
                return "forbidden";
            }
        };

        assertThat(verdict("2026-06-01T10:00", JAKARTA).match(names)).isEqualTo("allowed");
        assertThat(verdict("2026-06-01T20:00", JAKARTA).match(names)).isEqualTo("deferred");
        assertThat(verdict("2027-06-01T20:00", JAKARTA).match(names)).isEqualTo("forbidden");
    }

    private static PolicyPack packWith(Set<LocalDate> holidays) {
        return new PolicyPack(
                "holidays",
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31"),
                "ID-10",
                TestRules.INDONESIA,
                List.of(
                        TestRules.rule(
                                "HOURS",
                                new TimeLimit.ContactHours(
                                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                                        LocalTime.of(8, 0),
                                        LocalTime.of(20, 0))),
                        TestRules.rule("HOLIDAY", new TimeLimit.NoHolidays(holidays))));
    }
}
