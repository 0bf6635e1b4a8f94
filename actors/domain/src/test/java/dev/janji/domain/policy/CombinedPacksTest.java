package dev.janji.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.BucketScale.Bucket;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint.Role;
import dev.janji.domain.contact.ContactPoint.Verification;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.policy.PolicyRule.Lifting;
import dev.janji.domain.policy.PolicyRule.Scope;
import dev.janji.domain.policy.TimeLimit.Counted;
import dev.janji.domain.policy.TimeLimit.Unit;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs that are laid over each other, how long their word holds, and which holds stop everything. */
class CombinedPacksTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final ZoneId HONOLULU = ZoneId.of("Pacific/Honolulu");

    private static final PolicyPack FEDERAL = new PolicyPack(
            "us-reg-f-1",
            LocalDate.parse("2021-11-30"),
            LocalDate.parse("2027-12-31"),
            "US-07",
            List.of(NEW_YORK, HONOLULU),
            List.of(
                    TestRules.rule("US-07", hours("08:00", "21:00")),
                    TestRules.rule("US-09", new Condition.StopsOnHold(Set.of(Hold.Kind.CEASE, Hold.Kind.ATTORNEY))),
                    TestRules.rule("US-09", new Condition.NotAtWork())));

    private static final PolicyPack STATE = new PolicyPack(
            "us-florida-1",
            LocalDate.parse("2026-03-01"),
            LocalDate.parse("2028-12-31"),
            "OTHER",
            List.of(CHICAGO, NEW_YORK),
            List.of(
                    TestRules.rule("US-12", hours("08:00", "20:00")),
                    TestRules.rule("US-12", new ContactLimit(Counted.CALLS, Unit.PERSON, 3, 24, WindowUnit.HOURS))));

    private static final PolicyPack BOTH = PolicyPack.combined(List.of(FEDERAL, STATE));

    private static TimeLimit hours(String from, String to) {
        return new TimeLimit.ContactHours(EnumSet.allOf(DayOfWeek.class), LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Instant newYork(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    private static Verdict verdict(PolicyPack pack, String local) {
        return pack.evaluate(new ProposalDraft().in(NEW_YORK).made(), newYork(local));
    }

    @Test
    void shouldAddRulesOfAStrategyAndNothingElse() {
        PolicyRule spacing =
                TestRules.rule("SPACING", new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, 1, 20, WindowUnit.HOURS));

        PolicyPack more = FEDERAL.with(List.of(spacing));

        assertThat(more.rules())
                .startsWith(FEDERAL.rules().toArray(new PolicyRule[0]))
                .endsWith(spacing)
                .hasSize(4);
        assertThat(more.version()).isEqualTo(FEDERAL.version());
        assertThat(more.zonesWhenUnknown()).isEqualTo(FEDERAL.zonesWhenUnknown());
        assertThat(FEDERAL.with(List.of()))
                .as("nothing is copied when there is nothing to add")
                .isSameAs(FEDERAL);
    }

    @Test
    void shouldHaveEveryRuleAndZoneAndOnlyTheCommonDaysWhenPacksAreLaidOverEachOther() {
        assertThat(BOTH.version()).isEqualTo("us-reg-f-1+us-florida-1");
        assertThat(BOTH.validFrom()).isEqualTo("2026-03-01");
        assertThat(BOTH.validTo()).isEqualTo("2027-12-31");
        assertThat(BOTH.zoneRuleId()).isEqualTo("US-07");
        assertThat(BOTH.zonesWhenUnknown()).containsExactly(NEW_YORK, HONOLULU, CHICAGO);
        assertThat(BOTH.dayZone(null)).isEqualTo(NEW_YORK);
        assertThat(BOTH.rules())
                .extracting(PolicyRule::id)
                .containsExactly("US-07", "US-09", "US-09", "US-12", "US-12");
    }

    @Test
    void shouldCountTheDaysOfTheFirstPackWhenTheOrderIsAnother() {
        PolicyPack turned = PolicyPack.combined(List.of(STATE, FEDERAL));

        assertThat(turned.version()).isEqualTo("us-florida-1+us-reg-f-1");
        assertThat(turned.zoneRuleId()).isEqualTo("OTHER");
        assertThat(turned.zonesWhenUnknown()).containsExactly(CHICAGO, NEW_YORK, HONOLULU);
        assertThat(turned.validFrom()).isEqualTo("2026-03-01");
        assertThat(turned.validTo()).isEqualTo("2027-12-31");
    }

    @Test
    void shouldTakeTheClassesOfTheLastThatHasSome() {
        BucketScale first = classes("first");
        BucketScale last = classes("last");

        assertThat(PolicyPack.combined(List.of(with(first), with(last), FEDERAL))
                        .classes())
                .as("ID-17")
                .isEqualTo(last);
        assertThat(PolicyPack.combined(List.of(FEDERAL, with(last), with(first)))
                        .classes())
                .isEqualTo(first);
        assertThat(BOTH.classes()).isNull();
    }

    private static BucketScale classes(String name) {
        return new BucketScale(List.of(new Bucket(name, Integer.MIN_VALUE, Integer.MAX_VALUE)));
    }

    private static PolicyPack with(BucketScale classes) {
        return new PolicyPack(
                "classes-1", FEDERAL.validFrom(), FEDERAL.validTo(), "ID-10", List.of(NEW_YORK), List.of(), classes);
    }

    @Test
    void shouldBeThePackItselfWhenThereIsOnlyOne() {
        assertThat(PolicyPack.combined(List.of(FEDERAL))).isSameAs(FEDERAL);
    }

    @Test
    void shouldRefuseToCombineNothing() {
        assertThatThrownBy(() -> PolicyPack.combined(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a policy pack, but there is none");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-02-28T23:59:59, false",
        "2026-03-01T12:00, true",
        "2027-12-31T19:59:59, true",
        "2028-01-01T00:00, false"
    })
    void shouldAllowNothingOutsideTheValidityOfOneOfThem(String asked, boolean allowed) {
        Verdict verdict = verdict(BOTH, asked);

        assertThat(verdict instanceof Verdict.Allowed).isEqualTo(allowed);
        if (!allowed) {
            assertThat(verdict).isEqualTo(new Verdict.Forbidden(List.of("PACK-VALIDITY")));
        }
    }

    @Test
    void shouldAllowNothingEverWhenTheyAreNeverValidTogether() {
        PolicyPack old = new PolicyPack(
                "old-1",
                LocalDate.parse("2020-01-01"),
                LocalDate.parse("2020-12-31"),
                "US-07",
                List.of(NEW_YORK),
                List.of());
        PolicyPack never = PolicyPack.combined(List.of(FEDERAL, old));

        for (String asked : List.of("2020-06-01T12:00", "2021-06-01T12:00", "2026-06-01T12:00")) {
            assertThat(verdict(never, asked)).isEqualTo(new Verdict.Forbidden(List.of(PolicyPack.OUTSIDE_VALIDITY)));
        }
    }

    @Test
    void shouldForbidByValidityAloneWhenOtherRulesObjectToo() {
        ContactProposal stopped = new ProposalDraft()
                .in(NEW_YORK)
                .to(Role.WORK, Verification.VERIFIED)
                .holding(Hold.Kind.CEASE)
                .made();

        assertThat(BOTH.evaluate(stopped, newYork("2026-02-28T23:59:59")))
                .isEqualTo(new Verdict.Forbidden(List.of("PACK-VALIDITY")));
        assertThat(BOTH.evaluate(stopped, newYork("2026-06-01T23:00")))
                .as("and by no rule about time when one objects that waiting does not satisfy")
                .isEqualTo(new Verdict.Forbidden(List.of("US-09")));
    }

    @ParameterizedTest(name = "{0}: deferred until {1} by {2}")
    @CsvSource({
        "2026-06-01T07:59:59, 2026-06-01T08:00, US-07 US-12",
        "2026-06-01T20:00, 2026-06-02T08:00, US-12",
        "2026-06-01T21:00, 2026-06-02T08:00, US-07 US-12"
    })
    void shouldObeyTheStrictestOfBoth(String asked, String until, String ids) {
        assertThat(verdict(BOTH, asked)).isEqualTo(new Verdict.Deferred(newYork(until), List.of(ids.split(" "))));
        assertThat(verdict(BOTH, "2026-06-01T19:59:59"))
                .isEqualTo(new Verdict.Allowed(newYork("2026-06-01T20:00"), List.of("US-07", "US-09", "US-12")));
    }

    @Test
    void shouldAskTheZonesOfBothWhenTheDebtorsIsUnknown() {
        ContactProposal somewhere = new ProposalDraft().in().made();

        // 08:00 in Honolulu is 14:00 in New York; 20:00 in New York ends it
        assertThat(BOTH.evaluate(somewhere, newYork("2026-06-01T13:59:59")))
                .as("the zone rule US-07 is named, some zone would allow it")
                .isEqualTo(new Verdict.Deferred(newYork("2026-06-01T14:00"), List.of("US-07", "US-12")));
        assertThat(BOTH.evaluate(somewhere, newYork("2026-06-01T14:00")))
                .isEqualTo(new Verdict.Allowed(newYork("2026-06-01T20:00"), List.of("US-07", "US-09", "US-12")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "MORATORIUM, UK-01",
        "CEASE, HOUSE UK-09 US-09",
        "ATTORNEY, US-09",
        "BANKRUPTCY, ''",
        "DECEASED, ''",
        "HARDSHIP, ''"
    })
    void shouldNameOnceAndSortedTheRulesThatStopOnAHold(Hold.Kind kind, String ids) {
        PolicyPack pack = PolicyPack.combined(List.of(
                FEDERAL,
                FEDERAL,
                new PolicyPack(
                        "uk-1",
                        FEDERAL.validFrom(),
                        FEDERAL.validTo(),
                        "UK-02",
                        List.of(NEW_YORK),
                        List.of(
                                TestRules.rule("UK-09", new Condition.StopsOnHold(Set.of(Hold.Kind.CEASE))),
                                TestRules.rule("HOUSE", new Condition.StopsOnHold(Set.of(Hold.Kind.CEASE))),
                                TestRules.rule("UK-01", new Condition.StopsOnHold(Set.of(Hold.Kind.MORATORIUM)))))));

        assertThat(pack.stoppingOn(kind)).isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
    }

    @ParameterizedTest(name = "valid to {0}, asked {1}: until {2}")
    @CsvSource({
        "2026-12-31, 2026-12-31T12:00, 2027-01-01T05:00:00Z",
        "2026-12-31, 2026-12-30T12:00, 2026-12-31T05:00:00Z",
        "2028-02-29, 2028-02-29T12:00, 2028-03-01T05:00:00Z",
        // the last day is the one on which the clock is set
        "2026-03-08, 2026-03-08T12:00, 2026-03-09T04:00:00Z",
        "2026-11-01, 2026-11-01T00:30, 2026-11-02T05:00:00Z"
    })
    void shouldHoldUntilTheEndOfTheValidityAtMost(LocalDate last, String asked, Instant until) {
        // given a limit that holds until midnight, and a consent that would lift it for ever
        ContactLimit rest = new ContactLimit(Counted.CONVERSATIONS, Unit.PERSON, 1, 7, WindowUnit.DAYS);
        Lifting forEver = new Lifting("US-03", Consents.Scope.CALL_FREQUENCY, 0);
        PolicyPack plain = untilLast(last, TestRules.rule("US-02", rest));
        PolicyPack lifted = untilLast(last, new PolicyRule("US-02", "a test", Scope.ALL, forEver, rest));
        ProposalDraft draft = new ProposalDraft().in(NEW_YORK);

        // then
        assertThat(plain.evaluate(draft.made(), newYork(asked)))
                .isEqualTo(new Verdict.Allowed(until, List.of("US-02", "US-07")));

        // given that somebody talked with the debtor, who agreed to more calls
        draft.after(newYork(asked), Channel.VOICE, Reach.CONVERSATION)
                .consenting(Consents.Scope.CALL_FREQUENCY, null, newYork(asked), null);

        // then
        assertThat(lifted.evaluate(draft.made(), newYork(asked)))
                .isEqualTo(new Verdict.Allowed(
                        last.plusDays(1).atStartOfDay(NEW_YORK).toInstant(), List.of("US-02", "US-03", "US-07")));
    }

    private static PolicyPack untilLast(LocalDate last, PolicyRule rule) {
        return new PolicyPack(
                "short-1", LocalDate.parse("2026-01-01"), last, "US-07", List.of(NEW_YORK), List.of(rule));
    }
}
