package dev.janji.loadtest.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.loadtest.compliance.Judgement.Kind;
import dev.janji.loadtest.compliance.ProposedContact.Agent;
import dev.janji.loadtest.compliance.ProposedContact.Consent;
import dev.janji.loadtest.compliance.ProposedContact.Debt;
import dev.janji.loadtest.compliance.ProposedContact.Past;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every pack has in common and the rules of Indonesia and the United Kingdom: an objection and the nearest contact without one. */
class PlainRulesTest {
    private static final String TUESDAY = "2026-03-10T12:00:00";

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T07:59:59, ID-01",
        "2026-03-10T07:59:59.999, ID-01",
        "2026-03-10T08:00:00,",
        "2026-03-10T19:59:59,",
        "2026-03-10T19:59:59.999,",
        "2026-03-10T20:00:00, ID-01",
        "2026-03-14T12:00:00,",
        "2026-03-15T12:00:00, ID-01",
        "2026-08-15T12:00:00,",
        "2026-08-17T12:00:00, ID-01",
        "2026-08-18T12:00:00,"
    })
    void shouldDeferByHoursAndHolidaysWhenInIndonesia(String local, String id) {
        assertThat(indonesia(local).judgement()).isEqualTo(deferredBy(id));
    }

    @Test
    void shouldLiftHoursWhenAConsentStands() {
        Draft draft = indonesia("2026-03-10T21:00:00");
        Instant given = draft.at;

        draft.consents.add(new Consent("OUTSIDE_HOURS", null, given, given.plusSeconds(60)));

        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
        draft.at = given.minusSeconds(1);
        assertThat(draft.judgement()).isEqualTo(deferredBy("ID-01"));
        draft.at = given.plusSeconds(59);
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
        draft.at = given.plusSeconds(60);
        assertThat(draft.judgement()).isEqualTo(deferredBy("ID-01"));
    }

    @Test
    void shouldLiftHolidaysForYearsWhenTheConsentHasNoEnd() {
        Draft draft = indonesia("2026-08-17T12:00:00");

        draft.consents.add(new Consent("OUTSIDE_HOURS", "EMAIL", Instant.parse("2020-01-01T00:00:00Z"), null));

        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
        draft.channel = "SMS";
        assertThat(draft.judgement()).isEqualTo(deferredBy("ID-01"));
    }

    @ParameterizedTest
    @CsvSource({
        "OWN, VERIFIED, COLLECTION,",
        "OWN, UNVERIFIED, COLLECTION, ID-04",
        "OWN, WRONG, REMINDER, ID-04",
        "WORK, VERIFIED, REMINDER, ID-04",
        "WORK, VERIFIED, LOCATION,",
        "EMERGENCY, UNVERIFIED, LOCATION,"
    })
    void shouldForbidWhenThePointIsNotOwnAndVerified(String role, String verification, String purpose, String id) {
        Draft draft = indonesia(TUESDAY);

        to(draft, role, verification, purpose);

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COLLECTION", "REMINDER"})
    void shouldNameBothRulesWhenAnEmergencyContactIsToldOfADebt(String purpose) {
        Draft draft = indonesia(TUESDAY);

        to(draft, "EMERGENCY", "VERIFIED", purpose);

        assertThat(draft.judgement()).isEqualTo(forbiddenBy("ID-04 ID-13"));
    }

    @Test
    void shouldDeferTheFourthAttemptWhenItIsOnTheSameLocalDay() {
        Draft draft = indonesia(TUESDAY);

        past(draft, "SMS", "TRIED", "2026-03-10T00:00:00", "2026-03-10T09:00:00", "2026-03-09T23:59:59");
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);

        past(draft, "VOICE", "NOT_CONNECTED", "2026-03-10T23:59:59");
        assertThat(draft.judgement()).isEqualTo(deferredBy("ID-05"));
    }

    @Test
    void shouldNotCountAsAnAttemptWhenTheDebtorCalledOrTomorrowWasMeant() {
        Draft draft = indonesia(TUESDAY);

        past(draft, "SMS", "TRIED", "2026-03-10T00:00:00", "2026-03-10T09:00:00", "2026-03-11T00:00:00");
        past(draft, "VOICE", "INBOUND_CONVERSATION", "2026-03-10T09:00:00");

        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "VOICE, CONVERSATION, 2026-03-10T00:00:00, ID-05",
        "VOICE, INBOUND_CONVERSATION, 2026-03-10T09:00:00, ID-05",
        "VOICE, CONVERSATION, 2026-03-09T23:59:59,",
        "VOICE, TRIED, 2026-03-10T09:00:00,",
        "SMS, CONVERSATION, 2026-03-10T09:00:00,"
    })
    void shouldDeferACallWhenSomebodyTalkedWithUsToday(String channel, String reach, String local, String id) {
        Draft draft = indonesia(TUESDAY);
        draft.channel = "VOICE";

        past(draft, channel, reach, local);

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
        draft.channel = "SMS";
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"30, COLLECTION, SMS,", "31, COLLECTION, SMS, ID-07", "31, COLLECTION, LETTER,", "31, REMINDER, SMS,"})
    void shouldForbidWhenNoWarningLetterWasGiven(int days, String purpose, String channel, String id) {
        Draft draft = indonesia(TUESDAY);
        draft.purpose = purpose;
        draft.channel = channel;

        draft.debts.add(debt(days, "PRE_DUE"));

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
        draft.debts.set(1, debt(days, "WARNING_LETTER"));
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"0, COLLECTION, SMS,", "1, COLLECTION, SMS, ID-11", "1, COLLECTION, LETTER,", "1, REMINDER, SMS,"})
    void shouldForbidWhenNoPreDueNoticeWasGiven(int days, String purpose, String channel, String id) {
        Draft draft = platform();
        draft.purpose = purpose;
        draft.channel = channel;

        draft.debts.add(debt(days));

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
        draft.debts.set(1, debt(days, "PRE_DUE"));
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "90, false, COLLECTION,",
        "91, false, COLLECTION, ID-16",
        "91, true, COLLECTION,",
        "91, false, REMINDER,"
    })
    void shouldForbidWhenTheLenderItselfWorksAnOldDebt(int days, boolean placed, String purpose, String id) {
        Draft draft = platform();
        draft.purpose = purpose;
        draft.channel = "LETTER";

        draft.debts.add(new Debt("a-2", "LOAN", days, placed, Set.of()));

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-09, ID-08", "2026-03-10,", ", ID-08"})
    void shouldForbidACallWhenTheCertificateIsOver(LocalDate until, String id) {
        Draft draft = indonesia(TUESDAY);
        draft.agent = new Agent(until);

        draft.channel = "VOICE";

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
        draft.channel = "SMS";
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
    }

    @Test
    void shouldAllowACallWhenNobodyWasChosenToSpeak() {
        Draft draft = indonesia(TUESDAY);

        draft.channel = "VOICE";

        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"id, Asia/Jakarta, OPT-OUT", "us-reg-f, America/New_York, US-08", "uk, Europe/London, OPT-OUT"})
    void shouldForbidWhenTheDebtorOptedOut(String pack, String zone, String id) {
        Draft draft = draft(TUESDAY, zone, pack);

        draft.optedOutChannels.add("SMS");
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);

        draft.optedOutChannels.add("EMAIL");
        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));

        draft.optedOutChannels.clear();
        draft.pointOptedOut = true;
        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
    }

    @ParameterizedTest
    @CsvSource({"id, Asia/Jakarta", "us-reg-f, America/New_York", "uk, Europe/London"})
    void shouldForbidWhatsAppWhenTheLenderDoesNotAttestIt(String pack, String zone) {
        Draft draft = draft(TUESDAY, zone, pack);
        draft.channel = "WHATSAPP";

        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);

        draft.attestations.remove("whatsapp-allowed");
        assertThat(draft.judgement()).isEqualTo(forbiddenBy("WA-01"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10T07:00:00, ID-01 ID-10",
        "2026-03-10T05:59:59, ID-01",
        "2026-03-10T08:00:00,",
        "2026-03-10T17:59:59,",
        "2026-03-10T18:00:00, ID-01 ID-10",
        "2026-03-10T20:00:00, ID-01"
    })
    void shouldAskAllZonesOfThePackWhenTheDebtorsIsUnknown(String inJakarta, String ids) {
        Draft draft = indonesia(inJakarta);

        draft.zones = List.of();

        assertThat(draft.judgement()).isEqualTo(deferredBy(ids));
    }

    @Test
    void shouldNotNameTheZoneRuleWhenALimitClosesEveryZone() {
        Draft draft = indonesia("2026-03-10T18:00:00");
        draft.zones = List.of();

        past(draft, "SMS", "TRIED", "2026-03-10T09:00:00", "2026-03-10T10:00:00", "2026-03-10T11:00:00");

        assertThat(draft.judgement()).isEqualTo(deferredBy("ID-01 ID-05"));
    }

    @ParameterizedTest
    @CsvSource({
        "id, Asia/Jakarta, 2025-12-31T23:59:59, PACK-VALIDITY",
        "id, Asia/Jakarta, 2026-01-02T08:00:00,",
        "id, Asia/Jakarta, 2026-12-31T19:59:59,",
        "id, Asia/Jakarta, 2027-01-01T00:00:00, PACK-VALIDITY",
        "us-reg-f, America/New_York, 2021-11-29T12:00:00, PACK-VALIDITY",
        "us-reg-f, America/New_York, 2021-11-30T08:00:00,",
        "us-reg-f, America/New_York, 2027-12-31T20:59:59,",
        "us-reg-f, America/New_York, 2028-01-01T12:00:00, PACK-VALIDITY",
        "uk, Europe/London, 2021-05-03T23:59:59, PACK-VALIDITY",
        "uk, Europe/London, 2021-05-04T00:00:00,",
        "uk, Europe/London, 2027-12-31T23:59:59,",
        "uk, Europe/London, 2028-01-01T00:00:00, PACK-VALIDITY"
    })
    void shouldForbidWhenAPackIsNotValid(String pack, String zone, String local, String id) {
        assertThat(draft(local, zone, pack).judgement()).isEqualTo(forbiddenBy(id));
    }

    @Test
    void shouldCountTheDaysOfValidityInTheFirstZoneWhenThereAreMore() {
        Draft draft = draft("2027-12-31T23:30:00", "Europe/London", "uk");

        draft.zones = List.of(ZoneId.of("Europe/London"), ZoneId.of("Europe/Paris"));
        assertThat(draft.judgement()).isEqualTo(Judgement.ALLOWED);

        draft.zones = List.of(ZoneId.of("Europe/Paris"), ZoneId.of("Europe/London"));
        assertThat(draft.judgement()).isEqualTo(forbiddenBy("PACK-VALIDITY"));
    }

    @Test
    void shouldNotNameWhatDefersWhenSomethingForbids() {
        Draft draft = indonesia("2026-03-15T22:00:00");

        draft.pointOptedOut = true;

        assertThat(draft.judgement()).isEqualTo(forbiddenBy("OPT-OUT"));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-09T23:59:59,", "2026-03-10T00:00:00, ID-05", "2026-03-10T12:00:00, ID-05"})
    void shouldTakeALimitAsReachedWhenItsWindowIsNotRemembered(String since, String id) {
        Draft draft = indonesia(TUESDAY);

        draft.completeSince = instant(since, draft.zones.get(0));

        assertThat(draft.judgement()).isEqualTo(deferredBy(id));
    }

    @ParameterizedTest
    @CsvSource({"MORATORIUM, UK-01", "CEASE,", "BANKRUPTCY,"})
    void shouldForbidWhenAMoratoriumStands(String hold, String id) {
        Draft draft = draft("2026-03-15T03:00:00", "Europe/London", "uk");
        draft.purpose = "LOCATION";

        draft.holds.add(hold);

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
    }

    @ParameterizedTest
    @CsvSource({
        "OWN, VERIFIED, COLLECTION,",
        "OWN, UNVERIFIED, REMINDER, UK-03",
        "EMERGENCY, VERIFIED, COLLECTION, UK-03",
        "WORK, WRONG, LOCATION,"
    })
    void shouldForbidWhenThePointIsNotOwnAndVerifiedInTheUnitedKingdom(
            String role, String verification, String purpose, String id) {
        Draft draft = draft(TUESDAY, "Europe/London", "uk");

        to(draft, role, verification, purpose);

        assertThat(draft.judgement()).isEqualTo(forbiddenBy(id));
    }

    @Test
    void shouldRefuseAWordWhenNobodyKnowsIt() {
        Draft draft = indonesia(TUESDAY);

        draft.channel = "Voice";

        assertThatThrownBy(draft::contact)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Voice");
    }

    static Draft draft(String local, String zone, String... packs) {
        ZoneId id = ZoneId.of(zone);
        return new Draft(Set.of(packs), List.of(id), instant(local, id));
    }

    static Instant instant(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    static void to(Draft draft, String role, String verification, String purpose) {
        draft.role = role;
        draft.verification = verification;
        draft.purpose = purpose;
    }

    /** Contacts about an unknown debt at these times in the debtor's zone. */
    static void past(Draft draft, String channel, String reach, String... locals) {
        for (String local : locals) {
            draft.past.add(new Past(instant(local, draft.dayZone()), channel, "p-2", Set.of(), reach));
        }
    }

    static Judgement forbiddenBy(String ids) {
        return judgement(Kind.FORBIDDEN, ids);
    }

    static Judgement deferredBy(String ids) {
        return judgement(Kind.DEFERRED, ids);
    }

    private static Judgement judgement(Kind kind, String ids) {
        if (ids == null) {
            return Judgement.ALLOWED;
        }
        List<String> named = List.of(ids.split(" "));
        return kind == Kind.FORBIDDEN ? Judgement.forbidden(named) : Judgement.deferred(named);
    }

    private static Draft indonesia(String local) {
        return draft(local, "Asia/Jakarta", "id");
    }

    private static Draft platform() {
        Draft draft = draft(TUESDAY, "Asia/Jakarta", "id", "id-p2p");
        draft.debts.set(0, debt(5, "PRE_DUE", "WARNING_LETTER"));
        return draft;
    }

    private static Debt debt(int daysPastDue, String... notices) {
        return new Debt("a-2", "LOAN", daysPastDue, true, Set.of(notices));
    }
}
