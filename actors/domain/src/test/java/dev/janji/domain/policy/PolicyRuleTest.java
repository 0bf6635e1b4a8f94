package dev.janji.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.ContactProposal.Debt;
import dev.janji.domain.policy.ContactProposal.Purpose;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To which contacts a rule applies, and which consents lift it. */
class PolicyRuleTest {
    private static final ZoneId JAKARTA = TestRules.JAKARTA;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Monday to Saturday 08:00 to 20:00 and no Independence Day, lifted by a consent; three attempts a day, not lifted. */
    private static final PolicyPack INDONESIAN = pack(
            JAKARTA,
            new PolicyRule(
                    "ID-01",
                    "a test",
                    Scope.ALL,
                    new Lifting("ID-02", Consents.Scope.OUTSIDE_HOURS, 0),
                    new TimeLimit.ContactHours(
                            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                            LocalTime.of(8, 0),
                            LocalTime.of(20, 0))),
            new PolicyRule(
                    "ID-01",
                    "a test",
                    Scope.ALL,
                    new Lifting("ID-02", Consents.Scope.OUTSIDE_HOURS, 0),
                    new TimeLimit.NoHolidays(Set.of(LocalDate.parse("2026-08-17")))),
            TestRules.rule("ID-05", new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, 3, 1, WindowUnit.DAYS)));

    /** One conversation in seven days, lifted by a consent for at most seven days. */
    private static final PolicyPack AMERICAN = pack(
            NEW_YORK,
            new PolicyRule(
                    "US-02",
                    "a test",
                    Scope.ALL,
                    new Lifting("US-03", Consents.Scope.CALL_FREQUENCY, 7),
                    new ContactLimit(Counted.CONVERSATIONS, Unit.DEBT, 1, 7, WindowUnit.DAYS)));

    private static PolicyPack pack(ZoneId zone, PolicyRule... rules) {
        return new PolicyPack(
                "pack-1",
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-12-31"),
                "ZONE",
                List.of(zone),
                List.of(rules));
    }

    private static Instant jakarta(String local) {
        return LocalDateTime.parse(local).atZone(JAKARTA).toInstant();
    }

    private static Instant newYork(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    private static ProposalDraft agreed(@Nullable Channel channel, String from, @Nullable String until) {
        return new ProposalDraft()
                .consenting(
                        Consents.Scope.OUTSIDE_HOURS, channel, jakarta(from), until == null ? null : jakarta(until));
    }

    @ParameterizedTest(name = "for channels {0} and purposes {1}: {3} by {2} is covered {4}")
    @CsvSource({
        ", , SMS, COLLECTION, true",
        ", , LETTER, LOCATION, true",
        "VOICE, , VOICE, COLLECTION, true",
        "VOICE, , SMS, COLLECTION, false",
        "VOICE SMS LETTER, , LETTER, REMINDER, true",
        "VOICE SMS LETTER, , EMAIL, REMINDER, false",
        ", REMINDER COLLECTION, SMS, REMINDER, true",
        ", REMINDER COLLECTION, SMS, COLLECTION, true",
        ", REMINDER COLLECTION, SMS, LOCATION, false",
        // of one of each
        "VOICE, COLLECTION, VOICE, COLLECTION, true",
        "VOICE, COLLECTION, VOICE, REMINDER, false",
        "VOICE, COLLECTION, SMS, COLLECTION, false"
    })
    void shouldApplyToTheChannelsAndPurposesThatItNames(
            @Nullable String channels, @Nullable String purposes, Channel channel, Purpose purpose, boolean covered) {
        Scope scope = new Scope(
                ProposalDraft.words(Channel.class, channels), ProposalDraft.words(Purpose.class, purposes), Set.of());
        PolicyPack pack = pack(JAKARTA, new PolicyRule("US-12", "a test", scope, null, never()));

        Verdict verdict =
                pack.evaluate(new ProposalDraft().by(channel).purpose(purpose).made(), jakarta("2026-06-01T10:00"));

        if (covered) {
            assertThat(verdict).isEqualTo(new Verdict.Forbidden(List.of("US-12")));
        } else {
            assertThat(verdict).isEqualTo(new Verdict.Allowed(jakarta("2027-01-01T00:00"), List.of("ZONE")));
        }
    }

    private static Condition never() {
        return new Condition.LenderAttests("nothing", false);
    }

    @ParameterizedTest(name = "for products {0}, about debts of {1}: {2}")
    @CsvSource({
        "'', card, true",
        "'', '', true",
        "card, card, true",
        "card, loan, false",
        "card, Card, false",
        "card paylater, paylater, true",
        // of each of their products
        "card, loan card, true",
        "card, loan paylater, false",
        // an unknown product falls under every one
        "card, '', true",
        "card, loan ?, true"
    })
    void shouldApplyToTheProductsThatItNamesAndToUnknownOnes(String products, String debts, boolean covered) {
        Scope scope = new Scope(
                Set.of(),
                Set.of(),
                Arrays.stream(products.split(" "))
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
        Debt[] about = Arrays.stream(debts.split(" "))
                .map(product -> new Debt(ProposalDraft.CARD, product.equals("?") ? "" : product, 10, false, Set.of()))
                .toArray(Debt[]::new);

        assertThat(scope.covers(new ProposalDraft().about(about).made())).isEqualTo(covered);
    }

    @ParameterizedTest(name = "agreed to {0} from {1} to {2}, asked {3}: {4} until {5}")
    @CsvSource({
        // Monday evening
        ", 2026-06-01T21:00, , 2026-06-01T20:59:59.999999999, Deferred, 2026-06-02T08:00",
        ", 2026-06-01T21:00, , 2026-06-01T21:00, Allowed, 2026-06-02T00:00",
        ", 2026-06-01T10:00, 2026-06-01T22:00, 2026-06-01T21:59:59.999999999, Allowed, 2026-06-01T22:00",
        ", 2026-06-01T10:00, 2026-06-01T22:00, 2026-06-01T22:00, Deferred, 2026-06-02T08:00",
        "VOICE, 2026-06-01T10:00, , 2026-06-01T22:00, Allowed, 2026-06-02T00:00",
        "SMS, 2026-06-01T10:00, , 2026-06-01T22:00, Deferred, 2026-06-02T08:00",
        // Sunday, and a holiday on a Monday
        ", 2026-06-01T10:00, , 2026-06-07T03:00, Allowed, 2026-06-08T00:00",
        ", 2026-06-01T10:00, , 2026-08-17T12:00, Allowed, 2026-08-18T00:00",
        ", 2026-06-01T10:00, 2026-08-17T12:00:01, 2026-08-17T12:00, Allowed, 2026-08-17T12:00:01",
        ", 2026-06-01T10:00, 2026-08-17T12:00, 2026-08-17T12:00, Deferred, 2026-08-18T08:00",
        // it runs out inside of the hours, and after them
        ", 2026-06-01T09:00, 2026-06-01T13:00, 2026-06-01T12:00, Allowed, 2026-06-01T20:00",
        ", 2026-06-01T09:00, 2026-06-01T21:00, 2026-06-01T12:00, Allowed, 2026-06-01T21:00"
    })
    void shouldBeLiftedFromTheInstantOfTheConsentToItsEnd(
            @Nullable Channel channel, String from, @Nullable String to, String asked, String verdict, String until) {
        ContactProposal proposal = agreed(channel, from, to).made();

        Verdict expected = verdict.equals("Allowed")
                ? new Verdict.Allowed(jakarta(until), List.of("ID-01", "ID-02", "ID-05", "ZONE"))
                : new Verdict.Deferred(jakarta(until), List.of("ID-01"));

        assertThat(INDONESIAN.evaluate(proposal, jakarta(asked))).isEqualTo(expected);
    }

    @Test
    void shouldNotBeLiftedByAConsentToSomethingElseOrOneThatWasTakenBack() {
        Instant evening = jakarta("2026-06-01T22:00");
        Instant agreed = jakarta("2026-06-01T10:00");
        Verdict deferred = new Verdict.Deferred(jakarta("2026-06-02T08:00"), List.of("ID-01"));

        assertThat(INDONESIAN.evaluate(
                        new ProposalDraft()
                                .consenting(Consents.Scope.CALL_FREQUENCY, null, agreed, null)
                                .made(),
                        evening))
                .as("ID-02 takes another consent")
                .isEqualTo(deferred);
        assertThat(INDONESIAN.evaluate(
                        agreed(null, "2026-06-01T10:00", null)
                                .takingBack(Consents.Scope.OUTSIDE_HOURS, Channel.VOICE, agreed)
                                .made(),
                        evening))
                .as("ID-02: taken back")
                .isEqualTo(deferred);
        assertThat(INDONESIAN.evaluate(
                        agreed(Channel.VOICE, "2026-06-01T10:00", null)
                                .takingBack(Consents.Scope.OUTSIDE_HOURS, Channel.SMS, agreed)
                                .made(),
                        evening))
                .as("ID-02: only another one was taken back")
                .isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void shouldNotNameTheConsentThatLiftsNothing() {
        ContactProposal proposal = agreed(Channel.SMS, "2026-06-01T00:00", null).made();

        assertThat(INDONESIAN.evaluate(proposal, jakarta("2026-06-01T12:00")))
                .isEqualTo(new Verdict.Allowed(jakarta("2026-06-01T20:00"), List.of("ID-01", "ID-05", "ZONE")));
    }

    @Test
    void shouldStandUntilTheLaterEndWhenTwoConsentsLiftIt() {
        ContactProposal proposal = agreed(null, "2026-06-01T10:00", "2026-06-01T22:00")
                .consenting(
                        Consents.Scope.OUTSIDE_HOURS,
                        Channel.VOICE,
                        jakarta("2026-06-01T11:00"),
                        jakarta("2026-06-01T23:00"))
                .made();

        assertThat(INDONESIAN.evaluate(proposal, jakarta("2026-06-01T21:00")))
                .isEqualTo(
                        new Verdict.Allowed(jakarta("2026-06-01T23:00"), List.of("ID-01", "ID-02", "ID-05", "ZONE")));
    }

    @ParameterizedTest(name = "three attempts, agreed until {0}: deferred until {1}")
    @CsvSource({
        // the other rule waits for midnight: then the consent has ended, or stands
        "2026-06-01T23:59:59, 2026-06-02T08:00",
        "2026-06-02T00:00, 2026-06-02T08:00",
        "2026-06-02T00:00:01, 2026-06-02T00:00"
    })
    void shouldAskForTheConsentAtTheInstantAtWhichOtherRulesAllow(String until, String expected) {
        Instant evening = jakarta("2026-06-01T21:00");
        ContactProposal proposal = agreed(null, "2026-06-01T10:00", until)
                .after(evening, evening, evening)
                .made();

        assertThat(INDONESIAN.evaluate(proposal, evening))
                .as("ID-02 does not lift ID-05")
                .isEqualTo(new Verdict.Deferred(jakarta(expected), List.of("ID-05")));
    }

    @ParameterizedTest(name = "agreed {0} until {1}, asked {2}: {3} until {4}")
    @CsvSource({
        // the seventh day after its own ends it, at whatever time of its day it was given
        "2026-06-01T00:00, , 2026-06-07T23:59:59.999999999, Allowed, 2026-06-08T00:00",
        "2026-06-01T23:59:59, , 2026-06-07T23:59:59, Allowed, 2026-06-08T00:00",
        "2026-06-01T00:00, , 2026-06-08T00:00, Deferred, 2026-06-13T00:00",
        "2026-06-01T23:59:59, , 2026-06-08T00:00, Deferred, 2026-06-13T00:00",
        "2026-05-31T23:59:59, , 2026-06-07T00:00, Deferred, 2026-06-13T00:00",
        // an end of its own counts when it is sooner
        "2026-06-01T12:00, 2026-06-07T12:00, 2026-06-07T11:59:59, Allowed, 2026-06-07T12:00",
        "2026-06-01T12:00, 2026-06-07T12:00, 2026-06-07T12:00, Deferred, 2026-06-13T00:00",
        "2026-06-01T12:00, 2026-06-12T12:00, 2026-06-07T12:00, Allowed, 2026-06-08T00:00",
        "2026-06-01T12:00, 2026-06-12T12:00, 2026-06-08T00:00, Deferred, 2026-06-13T00:00"
    })
    void shouldBeLiftedForSoManyLocalDaysAtMost(
            String agreed, @Nullable String end, String asked, String verdict, String until) {
        // given a conversation on 6 June: without the consent no call before 13 June
        ContactProposal proposal = new ProposalDraft()
                .in(NEW_YORK)
                .after(newYork("2026-06-06T10:00"), Channel.VOICE, Reach.CONVERSATION)
                .consenting(Consents.Scope.CALL_FREQUENCY, null, newYork(agreed), end == null ? null : newYork(end))
                .made();

        // then
        assertThat(AMERICAN.evaluate(proposal, newYork(asked)))
                .isEqualTo(
                        verdict.equals("Allowed")
                                ? new Verdict.Allowed(newYork(until), List.of("US-02", "US-03", "ZONE"))
                                : new Verdict.Deferred(newYork(until), List.of("US-02")));
    }

    /** The clock of New York is set forward on 8 March 2026 and back on 1 November 2026. */
    @ParameterizedTest(name = "agreed {0}: until {1}")
    @CsvSource({
        "2026-03-02T12:00, 2026-03-09T04:00:00Z",
        "2026-03-08T12:00, 2026-03-15T04:00:00Z",
        "2026-10-26T12:00, 2026-11-02T05:00:00Z",
        "2026-10-25T12:00, 2026-11-01T04:00:00Z",
        "2026-02-22T12:00, 2026-03-01T05:00:00Z"
    })
    void shouldEndAtALocalMidnightWhenTheClockIsSetInBetween(String agreed, Instant end) {
        ProposalDraft draft = new ProposalDraft()
                .in(NEW_YORK)
                .after(end.minusSeconds(3600), Channel.VOICE, Reach.CONVERSATION)
                .consenting(Consents.Scope.CALL_FREQUENCY, null, newYork(agreed), null);

        assertThat(AMERICAN.evaluate(draft.made(), end.minusNanos(1)))
                .isEqualTo(new Verdict.Allowed(end, List.of("US-02", "US-03", "ZONE")));
        assertThat(AMERICAN.evaluate(draft.made(), end)).isInstanceOf(Verdict.Deferred.class);
    }

    @Test
    void shouldRefuseAConsentWithWhatWaitingDoesNotPass() {
        assertThatThrownBy(() -> new PolicyRule(
                        "ID-04",
                        "a test",
                        Scope.ALL,
                        new Lifting("ID-02", Consents.Scope.OUTSIDE_HOURS, 0),
                        new Condition.OwnContactPoints()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a consent to lift a rule about time, but ID-04 is about something else");
    }
}
