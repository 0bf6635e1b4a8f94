package dev.janji.loadtest.compliance;

import static dev.janji.loadtest.compliance.PlainRulesTest.deferredBy;
import static dev.janji.loadtest.compliance.PlainRulesTest.draft;
import static dev.janji.loadtest.compliance.PlainRulesTest.forbiddenBy;
import static dev.janji.loadtest.compliance.PlainRulesTest.instant;
import static dev.janji.loadtest.compliance.PlainRulesTest.past;
import static dev.janji.loadtest.compliance.PlainRulesTest.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.loadtest.compliance.ProposedContact.Consent;
import dev.janji.loadtest.compliance.ProposedContact.Debt;
import dev.janji.loadtest.compliance.ProposedContact.Past;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the United States: an objection and the nearest contact without one. */
class PlainUnitedStatesRulesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String TUESDAY = "2026-06-16T12:00:00";
    private static final String[] SIX_CALLS = {
        "2026-06-10T00:00:00",
        "2026-06-11T12:00:00",
        "2026-06-12T12:00:00",
        "2026-06-13T12:00:00",
        "2026-06-14T12:00:00",
        "2026-06-16T09:00:00"
    };

    @ParameterizedTest
    @CsvSource({
        "VOICE, TRIED, 2026-06-10T00:00:00, US-01",
        "VOICE, TRIED, 2026-06-09T23:59:59,",
        "VOICE, TRIED, 2026-06-16T23:59:59, US-01",
        "VOICE, TRIED, 2026-06-17T00:00:00,",
        "VOICE, NOT_CONNECTED, 2026-06-15T12:00:00,",
        "SMS, TRIED, 2026-06-15T12:00:00,"
    })
    void shouldDeferTheEighthCallWhenSevenAreInSevenDays(String channel, String reach, String seventh, String id) {
        Draft draft = call(TUESDAY);
        past(draft, "VOICE", "TRIED", SIX_CALLS);

        past(draft, channel, reach, seventh);

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
        draft.channel = "LETTER";
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
    }

    @Test
    void shouldCountForEachDebtWhenTheContactIsAboutMore() {
        Draft draft = call(TUESDAY);
        draft.debts.add(new Debt("a-2", "CARD", 5, false, Set.of()));
        past(draft, "VOICE", "TRIED", SIX_CALLS);

        draft.past.add(new Past(draft.at, "VOICE", null, Set.of("a-3"), "TRIED"));
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);

        draft.past.add(new Past(draft.at, "VOICE", null, Set.of("a-2", "a-3"), "TRIED"));
        assertThat(draft.judgement()).isEqualTo(deferredBy("US-01"));
    }

    @ParameterizedTest
    @CsvSource({
        "CONVERSATION, 2026-06-10T00:00:00, US-02",
        "INBOUND_CONVERSATION, 2026-06-16T11:00:00, US-02",
        "CONVERSATION, 2026-06-09T23:59:59,",
        "TRIED, 2026-06-16T11:00:00,"
    })
    void shouldDeferACallWhenADebtWasTalkedAboutInSevenDays(String reach, String local, String id) {
        Draft draft = call(TUESDAY);

        past(draft, "VOICE", reach, local);

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
        draft.channel = "SMS";
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-08T12:00:00, 2026-03-02T00:00:00, US-02",
        "2026-03-08T12:00:00, 2026-03-01T23:59:59,",
        "2026-11-01T12:00:00, 2026-10-26T00:00:00, US-02",
        "2026-11-01T12:00:00, 2026-10-25T23:59:59,",
        "2024-03-06T12:00:00, 2024-02-29T00:00:00, US-02",
        "2024-03-06T12:00:00, 2024-02-28T23:59:59,"
    })
    void shouldCountLocalDaysWhenClocksOrMonthsChange(String local, String talked, String id) {
        Draft draft = call(local);

        past(draft, "VOICE", "CONVERSATION", talked);

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
    }

    @ParameterizedTest
    @CsvSource({"2026-06-10T00:00:00,", "2026-06-10T23:59:59,", "2026-06-09T23:59:59, US-01 US-02"})
    void shouldLiftTheLimitsOfCallsForSevenDaysWhenConsented(String given, String ids) {
        Draft draft = callTooMany();

        draft.consents.add(new Consent("CALL_FREQUENCY", "VOICE", instant(given, NEW_YORK), null));

        assertThat(draft.judgement()).isEqualTo(deferredBy(ids));
    }

    @Test
    void shouldNotLiftTheLimitsOfCallsWhenTheConsentIsOverOrOfAnotherKind() {
        Draft draft = callTooMany();

        draft.consents.add(new Consent("CALL_FREQUENCY", null, draft.at.minusSeconds(9), draft.at));
        draft.consents.add(new Consent("CALL_FREQUENCY", "SMS", draft.at.minusSeconds(9), null));
        draft.consents.add(new Consent("OUTSIDE_HOURS", null, draft.at.minusSeconds(9), null));
        assertThat(draft.judgement()).isEqualTo(deferredBy("US-01 US-02"));

        draft.consents.add(new Consent("CALL_FREQUENCY", null, draft.at.minusSeconds(9), draft.at.plusSeconds(1)));
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-08T07:59:59, US-07",
        "2026-03-08T08:00:00,",
        "2026-03-08T20:59:59,",
        "2026-03-08T21:00:00, US-07",
        "2026-11-01T07:59:59, US-07",
        "2026-11-01T08:00:00,",
        "2026-11-01T20:59:59,",
        "2026-11-01T21:00:00, US-07",
        "2026-07-04T12:00:00,"
    })
    void shouldDeferByHoursWhenClocksChangeInNewYork(String local, String id) {
        assertThat(draft(local, "America/New_York", "us-reg-f").judgement()).isEqualTo(deferredBy(id));
    }

    @ParameterizedTest
    @CsvSource({"10:59:59, US-07", "11:00:00,", "20:59:59,", "21:00:00, US-07"})
    void shouldAskBothZonesWhenTheDebtorMayBeInEither(String time, String id) {
        Draft draft = draft("2026-06-16T" + time, "America/New_York", "us-reg-f");

        draft.zones = List.of(NEW_YORK, ZoneId.of("America/Los_Angeles"));

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
    }

    @ParameterizedTest
    @CsvSource({"10:59:59, US-07", "11:00:00,", "20:59:59,", "21:00:00, US-07"})
    void shouldAskWhereTheNumbersOfTheDebtorAreToo(String time, String id) {
        Draft draft = draft("2026-06-16T" + time, "America/New_York", "us-reg-f");

        draft.zones = List.of(ZoneId.of("America/Los_Angeles"));
        draft.numberZones = List.of(NEW_YORK);

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
        draft.zones = List.of();
        draft.numberZones = List.of(NEW_YORK, ZoneId.of("America/Los_Angeles"));
        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
    }

    @ParameterizedTest
    @CsvSource({"us-reg-f, 13:59:59, US-07", "us-reg-f, 14:00:00,", "us-reg-f, 20:59:59,", "us-reg-f, 21:00:00, US-07"})
    void shouldAskFromPuertoRicoToHawaiiWhenTheZoneIsUnknown(String pack, String time, String id) {
        Draft draft = draft("2026-06-16T" + time, "America/Puerto_Rico", pack);

        draft.zones = List.of();

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CEASE", "ATTORNEY", "BANKRUPTCY"})
    void shouldForbidWhenAHoldStands(String hold) {
        Draft draft = draft(TUESDAY, "America/New_York", "us-reg-f");
        draft.holds.addAll(Set.of("HARDSHIP", "DECEASED", "MORATORIUM"));

        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);

        draft.holds.add(hold);
        assertThat(draft.judgement()).isEqualTo(forbiddenBy("US-09"));
    }

    @ParameterizedTest
    @CsvSource({"VOICE, US-09", "SMS, US-09", "LETTER, US-09", "EMAIL, US-11", "PUSH,", "WHATSAPP,"})
    void shouldForbidWhenThePointIsAPlaceOfWork(String channel, String id) {
        Draft draft = draft(TUESDAY, "America/New_York", "us-reg-f");
        draft.role = "WORK";

        draft.channel = channel;

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
    }

    @ParameterizedTest
    @CsvSource({
        "OWN, WRONG, COLLECTION, US-10",
        "OWN, UNVERIFIED, COLLECTION,",
        "OWN, WRONG, LOCATION,",
        "EMERGENCY, VERIFIED, REMINDER, US-10",
        "EMERGENCY, VERIFIED, LOCATION,"
    })
    void shouldForbidWhenAThirdPartyWouldHearOfADebt(String role, String verification, String purpose, String id) {
        Draft draft = draft(TUESDAY, "America/New_York", "us-reg-f");

        to(draft, role, verification, purpose);

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
    }

    @ParameterizedTest
    @CsvSource({
        "p-1, TRIED, US-10",
        ", TRIED, US-10",
        "p-2, TRIED,",
        "p-1, NOT_CONNECTED, US-10",
        "p-1, INBOUND_CONVERSATION,"
    })
    void shouldForbidToAskAThirdPartyTwiceWhenSomethingWasSentToIt(String point, String reach, String id) {
        Draft draft = draft(TUESDAY, "America/New_York", "us-reg-f");
        to(draft, "EMERGENCY", "VERIFIED", "LOCATION");

        draft.past.add(new Past(draft.at.minus(Duration.ofDays(900)), "VOICE", point, Set.of("a-7"), reach));

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
    }

    @Test
    void shouldForbidToAskTwiceWhenEvenTheDebtorsOwnPointIsAskedWhereTheDebtorIs() {
        Draft draft = draft(TUESDAY, "America/New_York", "us-reg-f");
        to(draft, "OWN", "VERIFIED", "LOCATION");

        draft.past.add(new Past(draft.at.minus(Duration.ofDays(900)), "SMS", "p-1", Set.of(), "TRIED"));

        assertThat(draft.judgement()).isEqualTo(forbiddenBy("US-10"));
    }

    @Test
    void shouldForbidToAskAThirdPartyWhenThePastIsNotRemembered() {
        Draft draft = draft(TUESDAY, "America/New_York", "us-reg-f");
        to(draft, "EMERGENCY", "VERIFIED", "LOCATION");

        draft.completeSince = draft.at.minus(Duration.ofDays(900));

        assertThat(draft.judgement()).isEqualTo(forbiddenBy("US-10"));
    }

    @ParameterizedTest
    @CsvSource({"2026-06-09T23:59:59,", "2026-06-10T00:00:00, US-12"})
    void shouldDeferTheThirdCallWhenTwoAreInSevenDaysInMassachusetts(String second, String id) {
        Draft draft = call(TUESDAY, "us-massachusetts");
        draft.consents.add(new Consent("CALL_FREQUENCY", null, draft.at, null));

        past(draft, "VOICE", "TRIED", TUESDAY, second);

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
    }

    @ParameterizedTest
    @CsvSource({"-86400, TRIED,", "-86399, TRIED, US-12", "0, TRIED, US-12", "1, TRIED,", "-1, NOT_CONNECTED,"})
    void shouldDeferTheFourthCallWhenThreeAreInTwentyFourHoursInFlorida(int seconds, String reach, String id) {
        Draft draft = call("2026-03-08T15:00:00", "us-florida");
        for (int hours : List.of(1, 23)) {
            draft.past.add(new Past(draft.at.minus(Duration.ofHours(hours)), "VOICE", null, Set.of("a-7"), "TRIED"));
        }

        draft.past.add(new Past(draft.at.plusSeconds(seconds), "VOICE", null, Set.of("a-8"), reach));

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
    }

    @ParameterizedTest
    @CsvSource({"-86400,", "-86399, US-12"})
    void shouldTakeTheCallsOfFloridaAsReachedWhenNotRemembered(int seconds, String id) {
        Draft draft = call("2026-06-16T15:00:00", "us-florida");
        draft.consents.add(new Consent("CALL_FREQUENCY", null, draft.at, null));

        draft.completeSince = draft.at.plusSeconds(seconds);

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
    }

    @ParameterizedTest
    @CsvSource({
        "VOICE, 19:59:59,",
        "VOICE, 20:00:00, US-12",
        "SMS, 20:00:00, US-12",
        "EMAIL, 20:59:59,",
        "SMS, 21:00:00, US-07 US-12",
        "SMS, 07:59:59, US-07 US-12",
        "SMS, 08:00:00,"
    })
    void shouldDeferCallsAndTextsByHoursWhenInFlorida(String channel, String time, String ids) {
        Draft draft = draft("2026-06-14T" + time, "America/New_York", "us-reg-f", "us-florida");

        draft.channel = channel;

        assertThat(draft.judgement()).isEqualTo(deferredBy(ids));
    }

    @Test
    void shouldNameTheZoneRuleWhenOnlyOneZoneOfFloridaIsClosed() {
        Draft draft = call("2026-06-16T20:30:00", "us-florida");

        draft.zones = List.of(NEW_YORK, ZoneId.of("America/Chicago"));

        assertThat(draft.judgement()).isEqualTo(deferredBy("US-07 US-12"));
    }

    @ParameterizedTest
    @CsvSource({
        "us-tcpa-consent, SMS, LOCATION, US-TCPA",
        "us-tcpa-consent, VOICE, COLLECTION, US-TCPA",
        "us-tcpa-consent, EMAIL, COLLECTION,",
        "us-validation-notice, EMAIL, COLLECTION, US-VALIDATION",
        "us-validation-notice, LETTER, REMINDER, US-VALIDATION",
        "us-validation-notice, EMAIL, LOCATION,"
    })
    void shouldForbidWhenTheLenderDoesNotAttest(String missing, String channel, String purpose, String id) {
        Draft draft = draft(TUESDAY, "America/New_York", "us-reg-f");
        draft.channel = channel;
        draft.purpose = purpose;

        draft.attestations.remove(missing);

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
    }

    private static Draft call(String local, String... state) {
        Draft draft = state.length == 0
                ? draft(local, "America/New_York", "us-reg-f")
                : draft(local, "America/New_York", "us-reg-f", state[0]);
        draft.channel = "VOICE";
        return draft;
    }

    private static Draft callTooMany() {
        Draft draft = call(TUESDAY);
        past(draft, "VOICE", "TRIED", SIX_CALLS);
        past(draft, "VOICE", "CONVERSATION", "2026-06-15T12:00:00");
        return draft;
    }
}
