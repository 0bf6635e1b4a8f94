package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import dev.janji.domain.policy.Verdict;
import dev.janji.domain.testing.ProposalDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packs that Janji ships, and the folder that comes before them. */
class ShippedPoliciesTest {
    private static final Set<String> ATTESTED = Set.of("us-tcpa-consent", "us-validation-notice");

    /** One rule about holidays, of this calendar. */
    private static final String HOUSE = """
            policy: house
            version: 9
            jurisdiction: Nowhere
            valid: { from: 2026-01-01, to: 2026-12-31 }
            zone: { id: H-00, citation: house rule, when-unknown: [Asia/Jakarta] }
            rules:
              - { id: H-01, citation: house rule, holidays: { calendar: indonesia } }
            """;

    private static final String CALENDAR = """
            calendar: indonesia
            decree: a decree
            dates:
              - { date: 2026-08-17, name: Independence }
              - { date: 2026-12-25, name: Christmas }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeRoomForCalendars() throws IOException {
        Files.createDirectory(folder.resolve("calendars"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static PolicyPack shipped(String names) {
        return new Policies(null).read(List.of(names.split(" ")), ATTESTED);
    }

    private static Set<LocalDate> holidays(PolicyPack pack) {
        return pack.rules().stream()
                .map(PolicyRule::test)
                .filter(TimeLimit.NoHolidays.class::isInstance)
                .map(test -> ((TimeLimit.NoHolidays) test).holidays())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @FieldSource("dev.janji.actors.rules.Policies#SHIPPED")
    void shouldReadEveryShippedPack(String name) {
        PolicyPack pack = shipped(name);

        assertThat(pack.version()).matches(name + "-[1-9][0-9]*");
        assertThat(pack.validFrom()).isBefore(pack.validTo());
        assertThat(pack.zoneRuleId()).isNotBlank();
        assertThat(pack.rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.id()).matches("[A-Z]+(-[A-Z0-9]+)+");
            assertThat(rule.citation()).isNotBlank();
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "id, ID-10 ID-01 ID-01 ID-04 ID-05 ID-05 ID-07 ID-08 ID-12 ID-13 OPT-OUT WA-01",
        "id-p2p, ID-10 ID-11 ID-16",
        "us-reg-f, US-07 US-01 US-02 US-07 US-08 US-09 US-09 US-10 US-10 US-10 US-11 US-TCPA US-VALIDATION WA-01",
        "us-massachusetts, US-07 US-12",
        "us-florida, US-07 US-12 US-12",
        "uk, UK-02 UK-01 UK-03 OPT-OUT WA-01"
    })
    void shouldHaveTheRulesOfTheSpecification(String name, String ids) {
        PolicyPack pack = shipped(name);

        assertThat(pack.zoneRuleId()).isEqualTo(ids.substring(0, ids.indexOf(' ')));
        assertThat(String.join(" ", pack.rules().stream().map(PolicyRule::id).toList()))
                .isEqualTo(ids.substring(ids.indexOf(' ') + 1));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "id, ID-06, ID-01, 08:00, 20:00, 6",
        "id-p2p, ID-06, ID-15, 07:00, 20:00, 7",
        "id id-p2p, ID-06, ID-01 ID-15, 08:00, 20:00, 6"
    })
    void shouldSayWhenAVisitMayBegin(String names, String id, String hours, LocalTime from, LocalTime to, int days) {
        PolicyPack pack = shipped(names);

        assertThat(pack.field()).allSatisfy(each -> assertThat(each.id()).isEqualTo(id));
        FieldTerms.Hours visiting = pack.visiting(LocalDate.parse("2026-08-01"), LocalDate.parse("2026-08-20"));
        assertThat(visiting).isNotNull();
        assertThat(String.join(" ", visiting.ruleIds())).isEqualTo(hours);
        assertThat(visiting.from()).isEqualTo(from);
        assertThat(visiting.to()).isEqualTo(to);
        assertThat(visiting.days()).hasSize(days);
        if (names.startsWith("id-p2p")) {
            assertThat(visiting.except()).isEmpty();
        } else {
            assertThat(visiting.except()).contains(LocalDate.parse("2026-08-17"));
        }
    }

    @Test
    void shouldSayNothingOfVisitsElsewhere() {
        assertThat(shipped("uk").field()).isEmpty();
        assertThat(shipped("us-reg-f").visiting(LocalDate.parse("2026-08-01"), LocalDate.parse("2026-08-20")))
                .isNull();
    }

    @ParameterizedTest(name = "{0}: {2} to {3}")
    @CsvSource({
        "id id-p2p, id-3+id-p2p-2, 2026-01-01, 2026-12-31, Asia/Jakarta Asia/Makassar Asia/Jayapura",
        "us-reg-f us-massachusetts, us-reg-f-2+us-massachusetts-1, 2021-11-30, 2027-12-31, America/New_York America/Chicago"
                + " America/Denver America/Phoenix America/Los_Angeles America/Anchorage Pacific/Honolulu America/Puerto_Rico",
        "us-reg-f us-florida, us-reg-f-2+us-florida-1, 2021-11-30, 2027-12-31, America/New_York America/Chicago America/Denver"
                + " America/Phoenix America/Los_Angeles America/Anchorage Pacific/Honolulu America/Puerto_Rico",
        "uk, uk-2, 2021-05-04, 2027-12-31, Europe/London"
    })
    void shouldLayPacksOverEachOther(String names, String version, LocalDate from, LocalDate to, String zones) {
        PolicyPack pack = shipped(names);

        assertThat(pack.version()).isEqualTo(version);
        assertThat(pack.validFrom()).isEqualTo(from);
        assertThat(pack.validTo()).isEqualTo(to);
        assertThat(pack.zonesWhenUnknown()).extracting(ZoneId::getId).containsExactly(zones.split(" "));
    }

    @ParameterizedTest(name = "{0}: {2} by {1}, {3} days past due, at {4}: {5}")
    @CsvSource({
        "id, SMS, COLLECTION, 30, 2026-06-02T10:00, allowed",
        "id, SMS, COLLECTION, 31, 2026-06-02T10:00, forbidden ID-07",
        "id, LETTER, COLLECTION, 31, 2026-06-02T10:00, allowed",
        "id, SMS, REMINDER, 31, 2026-06-02T10:00, allowed",
        "id, WHATSAPP, COLLECTION, 30, 2026-06-02T10:00, forbidden WA-01",
        "id, SMS, COLLECTION, 30, 2026-06-02T07:59:59, deferred ID-01",
        "id, SMS, COLLECTION, 30, 2026-06-02T08:00, allowed",
        "id, SMS, COLLECTION, 30, 2026-06-02T20:00, deferred ID-01",
        // a Saturday, a Sunday, a holiday on a Monday
        "id, SMS, COLLECTION, 30, 2026-06-06T19:59:59, allowed",
        "id, SMS, COLLECTION, 30, 2026-06-07T12:00, deferred ID-01",
        "id, SMS, COLLECTION, 30, 2026-06-01T12:00, deferred ID-01",
        "id, SMS, COLLECTION, 30, 2027-01-01T12:00, forbidden PACK-VALIDITY",
        "id id-p2p, SMS, COLLECTION, 0, 2026-06-02T10:00, allowed",
        "id id-p2p, SMS, COLLECTION, 1, 2026-06-02T10:00, forbidden ID-11",
        "id id-p2p, LETTER, COLLECTION, 90, 2026-06-02T10:00, allowed",
        "id id-p2p, LETTER, COLLECTION, 91, 2026-06-02T10:00, forbidden ID-16",
        "id id-p2p, VOICE, COLLECTION, 91, 2026-06-02T10:00, forbidden ID-07 ID-11 ID-16",
        "us-reg-f, VOICE, COLLECTION, 91, 2026-06-02T07:59:59, deferred US-07",
        "us-reg-f, VOICE, COLLECTION, 91, 2026-06-02T20:59:59, allowed",
        "us-reg-f, VOICE, COLLECTION, 91, 2026-06-02T21:00, deferred US-07",
        "us-reg-f, WHATSAPP, COLLECTION, 91, 2026-06-02T10:00, forbidden WA-01",
        "us-reg-f us-florida, VOICE, COLLECTION, 91, 2026-06-02T20:00, deferred US-12",
        "us-reg-f us-florida, SMS, COLLECTION, 91, 2026-06-02T19:59:59, allowed",
        "us-reg-f us-florida, EMAIL, COLLECTION, 91, 2026-06-02T20:00, allowed",
        "us-reg-f us-massachusetts, SMS, COLLECTION, 91, 2026-06-02T20:59:59, allowed",
        "uk, VOICE, COLLECTION, 91, 2026-06-07T03:00, allowed",
        "uk, WHATSAPP, COLLECTION, 91, 2026-06-07T03:00, forbidden WA-01"
    })
    void shouldJudgeAsTheSpecificationSays(
            String names, Channel channel, Purpose purpose, int late, LocalDateTime asked, String verdict) {
        PolicyPack pack = shipped(names);
        ZoneId zone = pack.dayZone(null);
        ProposalDraft draft =
                new ProposalDraft().in(zone).by(channel).purpose(purpose).late(late);

        assertThat(shown(pack.evaluate(draft.made(), asked.atZone(zone).toInstant())))
                .isEqualTo(verdict);
    }

    /** The example of the comment on 12 CFR 1006.6(b)(1)(i): an area code of the Eastern zone, an address in the Pacific zone. */
    @ParameterizedTest(name = "{0}: address {1}, numbers {2}, {3} in New York: {4}")
    @CsvSource({
        "us-reg-f, America/Los_Angeles, America/New_York, 10:59:59, deferred US-07",
        "us-reg-f, America/Los_Angeles, America/New_York, 11:00, allowed",
        "us-reg-f, America/Los_Angeles, America/New_York, 20:59:59, allowed",
        "us-reg-f, America/Los_Angeles, America/New_York, 21:00, deferred US-07",
        // The other way round, and two numbers without an address.
        "us-reg-f, America/New_York, America/Los_Angeles, 10:59:59, deferred US-07",
        "us-reg-f, America/New_York, America/Los_Angeles, 20:59:59, allowed",
        "us-reg-f, '', America/New_York America/Denver, 09:59:59, deferred US-07",
        "us-reg-f, '', America/New_York America/Denver, 10:00, allowed",
        "us-reg-f, '', America/New_York America/Denver, 20:59:59, allowed",
        "us-reg-f, '', America/New_York America/Denver, 21:00, deferred US-07",
        // Nothing known: from Puerto Rico to Hawaii. A number that says nothing leaves the address alone.
        "us-reg-f, '', '', 13:59:59, deferred US-07",
        "us-reg-f, '', '', 14:00, allowed",
        "us-reg-f, America/New_York, '', 08:00, allowed",
        // A pack that counts the numbers is not loosened by one that does not.
        "us-reg-f us-massachusetts, America/Los_Angeles, America/New_York, 10:59:59, deferred US-07",
        "us-massachusetts us-reg-f, America/Los_Angeles, America/New_York, 10:59:59, deferred US-07"
    })
    void shouldHearEveryZoneThatAddressAndNumbersTellByUs07(
            String names, String address, String numbers, LocalTime time, String verdict) {
        ProposalDraft draft =
                new ProposalDraft().by(Channel.EMAIL).in(zones(address)).withNumbersIn(zones(numbers));

        Verdict judged = shipped(names)
                .evaluate(
                        draft.made(),
                        LocalDate.parse("2026-06-02")
                                .atTime(time)
                                .atZone(ZoneId.of("America/New_York"))
                                .toInstant());

        assertThat(shown(judged)).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}: {1} in Makassar: {2}")
    @CsvSource({"07:59:59, deferred ID-01", "08:00, allowed", "19:59:59, allowed", "20:00, deferred ID-01"})
    void shouldHearTheAddressAloneById10(LocalTime time, String verdict) {
        ProposalDraft draft = new ProposalDraft()
                .by(Channel.EMAIL)
                .in(ZoneId.of("Asia/Makassar"))
                .withNumbersIn(ZoneId.of("Asia/Jayapura"), ZoneId.of("America/New_York"));

        Verdict judged = shipped("id")
                .evaluate(
                        draft.made(),
                        LocalDate.parse("2026-06-02")
                                .atTime(time)
                                .atZone(ZoneId.of("Asia/Makassar"))
                                .toInstant());

        assertThat(shown(judged)).isEqualTo(verdict);
    }

    private static ZoneId[] zones(String names) {
        return names.isEmpty()
                ? new ZoneId[0]
                : Stream.of(names.split(" ")).map(ZoneId::of).toArray(ZoneId[]::new);
    }

    private static String shown(Verdict verdict) {
        return verdict.match(new Verdict.Cases<>() {
            @Override
            public String allowed(Verdict.Allowed v) {
                return "allowed";
            }

            @Override
            public String deferred(Verdict.Deferred v) {
                return "deferred " + String.join(" ", v.ruleIds());
            }

            @Override
            public String forbidden(Verdict.Forbidden v) {
                return "forbidden " + String.join(" ", v.ruleIds());
            }
        });
    }

    @ParameterizedTest(name = "{0}: {1} calls an hour ago, {2}: {3}")
    @CsvSource({
        "us-reg-f, 6, TRIED, allowed",
        "us-reg-f, 7, TRIED, deferred US-01",
        "us-reg-f, 7, NOT_CONNECTED, allowed",
        "us-reg-f, 1, CONVERSATION, deferred US-02",
        "us-reg-f, 1, INBOUND_CONVERSATION, deferred US-02",
        "us-reg-f us-massachusetts, 1, TRIED, allowed",
        "us-reg-f us-massachusetts, 2, TRIED, deferred US-12",
        "us-reg-f us-florida, 2, TRIED, allowed",
        "us-reg-f us-florida, 3, TRIED, deferred US-12",
        "id, 2, TRIED, allowed",
        "id, 3, NOT_CONNECTED, deferred ID-05",
        "id, 1, CONVERSATION, deferred ID-05",
        "uk, 16, TRIED, allowed"
    })
    void shouldCountCallsAsTheSpecificationSays(String names, int calls, Reach reach, String verdict) {
        PolicyPack pack = shipped(names);
        ZoneId zone = pack.dayZone(null);
        Instant now = LocalDateTime.parse("2026-06-02T12:00").atZone(zone).toInstant();
        ProposalDraft draft = new ProposalDraft().in(zone);
        for (int i = 0; i < calls; i++) {
            draft.after(now.minusSeconds(3600), Channel.VOICE, reach);
        }

        assertThat(shown(pack.evaluate(draft.made(), now))).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} under a hold {1}: {2}")
    @CsvSource({
        "uk, MORATORIUM, UK-01",
        "us-reg-f, CEASE, US-09",
        "us-reg-f, ATTORNEY, US-09",
        "us-reg-f, BANKRUPTCY, US-09",
        "id, CEASE, ''",
        "uk, BANKRUPTCY, ''"
    })
    void shouldStopOnTheHoldsOfTheSpecification(String name, Hold.Kind kind, String id) {
        assertThat(shipped(name).stoppingOn(kind)).isEqualTo(id.isEmpty() ? List.of() : List.of(id));
    }

    @ParameterizedTest(name = "{0}, {1} days past due: {2}")
    @CsvSource({
        "id, -5, 1 current",
        "id, 0, 1 current",
        "id, 1, 2 special mention",
        "id, 90, 2 special mention",
        "id, 91, 3 substandard",
        "id, 120, 3 substandard",
        "id, 121, 4 doubtful",
        "id, 180, 4 doubtful",
        "id, 181, 5 loss",
        "id id-p2p, 90, performing",
        "id id-p2p, 91, loss"
    })
    void shouldClassifyAsTheSpecificationSays(String names, int daysPastDue, String expected) {
        BucketScale classes = shipped(names).classes();

        assertThat(classes).as("ID-17").isNotNull();
        assertThat(classes.of(daysPastDue).name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-reg-f", "us-reg-f us-florida", "uk"})
    void shouldNotClassifyWhereNoRegulatorAsksForIt(String names) {
        assertThat(shipped(names).classes()).as("ID-17 is of Indonesia").isNull();
    }

    @Test
    void shouldDemandWhatTheLenderDidNotAttest() {
        PolicyPack pack = new Policies(null).read(List.of("us-reg-f"), Set.of("whatsapp-allowed"));
        Instant now = Instant.parse("2026-06-02T16:00:00Z");
        ProposalDraft draft = new ProposalDraft().in(ZoneId.of("America/New_York"));

        assertThat(shown(pack.evaluate(draft.by(Channel.VOICE).made(), now)))
                .isEqualTo("forbidden US-TCPA US-VALIDATION");
        assertThat(shown(pack.evaluate(draft.by(Channel.WHATSAPP).made(), now))).isEqualTo("forbidden US-VALIDATION");
        assertThat(shown(pack.evaluate(draft.purpose(Purpose.LOCATION).made(), now)))
                .as("WA-01 is attested, and US-VALIDATION is not about location")
                .isEqualTo("allowed");
    }

    @Test
    void shouldFindAFileOfTheFolderBeforeTheShippedOne() throws IOException {
        write("id.yaml", HOUSE);
        Policies policies = new Policies(folder);

        assertThat(policies.read(List.of("id"), Set.of()).version()).isEqualTo("house-9");
        assertThat(policies.read(List.of("id", "uk"), Set.of()).version())
                .as("what is not in the folder is among the shipped ones")
                .isEqualTo("house-9+uk-2");
        assertThat(shipped("id").version()).isEqualTo("id-3");
    }

    @Test
    void shouldFindACalendarOfTheFolderBeforeTheShippedOne() throws IOException {
        write("house.yaml", HOUSE);
        Policies policies = new Policies(folder);
        assertThat(holidays(policies.read(List.of("house"), Set.of())))
                .as("a pack of the folder with a shipped calendar")
                .hasSize(17)
                .isEqualTo(holidays(shipped("id")));

        write("calendars/indonesia.yaml", CALENDAR);

        Set<LocalDate> two = Set.of(LocalDate.parse("2026-08-17"), LocalDate.parse("2026-12-25"));
        assertThat(holidays(policies.read(List.of("house"), Set.of()))).isEqualTo(two);
        assertThat(holidays(policies.read(folder.resolve("house.yaml"), Set.of())))
                .isEqualTo(two);
        assertThat(holidays(policies.read(List.of("id"), Set.of())))
                .as("a shipped pack with a calendar of the folder")
                .isEqualTo(two);
    }

    @ParameterizedTest(name = "{0} becomes {1}: line {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-12-25 | 2026-08-17 | 5 | expected every date once, but found 2026-08-17 twice",
                "2026-12-25 | 2026-02-29 | 5 | expected a date such as 2026-08-17, but found `2026-02-29`",
                "decree: a decree | source: a decree | 2 | expected one of calendar, dates, decree, but found `source`",
                "name: Christmas | day: Christmas | 5 | expected one of date, name, but found `day`",
                "', name: Christmas' | '' | 5 | expected `name`, but it is missing",
                "decree: a decree | '' | 1 | expected `decree`, but it is missing"
            })
    void shouldSayWhereACalendarIsWrongAndWhatToWrite(String old, String with, int line, String problem)
            throws IOException {
        write("id.yaml", HOUSE);
        write("calendars/indonesia.yaml", CALENDAR.replace(old, with));
        Policies policies = new Policies(folder);

        assertThatThrownBy(() -> policies.read(List.of("id"), Set.of()))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessage(folder.resolve("calendars/indonesia.yaml") + ":" + line + ": " + problem);
    }

    @Test
    void shouldSayWhereItLookedWhenACalendarIsUnknown() throws IOException {
        write("house.yaml", HOUSE.replace("indonesia", "mars"));

        assertThatThrownBy(() -> new Policies(folder).read(List.of("house"), Set.of()))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessageMatching(
                        ".*/house\\.yaml:\\d+: expected calendars/mars\\.yaml in .* or among what Janji ships .*, but it is"
                                + " not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sg", "ID"})
    void shouldSayWhereItLookedWhenAPackIsUnknown(String name) {
        String shipped =
                "among what Janji ships (packs id, id-p2p, us-reg-f, us-massachusetts, us-florida, uk; calendar indonesia),"
                        + " but it is not there";

        assertThatThrownBy(() -> new Policies(folder).read(List.of("id", name), Set.of()))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessage(name + ": expected " + name + ".yaml in " + folder + " or " + shipped);
        assertThatThrownBy(() -> new Policies(null).read(List.of(name), Set.of()))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessage(name + ": expected " + name + ".yaml " + shipped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id.yaml", "../id", "a b", "", "a\u0000b"})
    void shouldRefuseANameThatIsNone(String name) {
        assertThatThrownBy(() -> new Policies(folder).read(List.of(name), Set.of()))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessageContaining("expected a name of letters, digits and dashes");
    }

    @Test
    void shouldRefuseToReadNoPackAtAll() {
        assertThatThrownBy(() -> new Policies(null).read(List.of(), Set.of()))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessage("packs: expected a policy pack such as [id], but found none");
    }
}
