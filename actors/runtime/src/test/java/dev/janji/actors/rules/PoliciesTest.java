package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.ContactLimit;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packs of a folder: what they mean, and what is said of wrong ones. */
class PoliciesTest {
    private static final String GOOD = """
            policy: house
            version: 3
            jurisdiction: Nowhere
            valid: { from: 2026-01-01, to: 2026-12-31 }
            zone:
              id: H-00
              citation: house rule
              when-unknown: [Asia/Jakarta, Asia/Makassar]
            rules:
              - id: H-01
                citation: a law
                hours: { days: [monday], from: "08:00", to: "20:00" }
                lifted-by: { id: H-02, consent: outside-hours, most-days: 7 }
              - id: H-03
                citation: house rule
                limit: { of: calls, most: 2, days: 7, per: debt }
                channels: [voice]
                products: [card, pay later]
              - id: H-04
                citation: house rule
                notice-first: { notice: warning-letter, from-days-past-due: 31 }
                purposes: [collection, reminder]
              - id: H-05
                citation: house rule
                not-at-work: true
              - id: H-06
                citation: house rule
                holidays: { calendar: house }
              - id: H-07
                citation: house rule
                placed-when-older: { days: 90 }
              - id: H-08
                citation: house rule
                stops-on-hold: [cease]
            """;

    private static final String CLASSES = """
            classes: { id: H-09, citation: house rule, of: [
              { name: good, to: 0 },
              { name: watched, to: 90 },
              { name: lost } ] }
            """;

    private static final String CALENDAR = """
            calendar: house
            decree: a decree
            dates:
              - { date: 2026-08-17, name: Independence }
              - { date: 2028-02-29, name: Leap day }
            """;

    private static final String DEMANDS = "hours, holidays, limit, own-contact-points, no-wrong-contact-points,"
            + " no-emergency-contacts, once-for-each-point, not-at-work, opt-outs-respected, certified-agents, channels-only,"
            + " lender-attests, notice-first, placed-when-older, stops-on-hold";

    private static final String RULE_KEYS = "certified-agents, channels, channels-only, citation, holidays, hours, id,"
            + " lender-attests, lifted-by, limit, no-emergency-contacts, no-wrong-contact-points, not-at-work, notice-first,"
            + " once-for-each-point, opt-outs-respected, own-contact-points, placed-when-older, products, purposes, stops-on-hold";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheCalendar() throws IOException {
        Files.createDirectory(folder.resolve("calendars"));
        Files.writeString(folder.resolve("calendars/house.yaml"), CALENDAR);
    }

    private PolicyPack read(String text) throws IOException {
        Files.writeString(folder.resolve("house.yaml"), text);
        return new Policies(folder).read(List.of("house"), Set.of());
    }

    /** Takes {@code \n} for a line break, {@code ...} for everything that stands there. */
    private static String changed(String good, String old, String with) {
        String text = with.replace("\\n", "\n");
        if (old.equals("...")) {
            return text;
        }
        String replaced = old.replace("\\n", "\n");
        assertThat(good).as("the file to change").contains(replaced);
        return good.replace(replaced, text);
    }

    @Test
    void shouldReadEveryRuleOfAFile() throws IOException {
        PolicyRule.Scope all = PolicyRule.Scope.ALL;

        assertThat(read(GOOD))
                .isEqualTo(new PolicyPack(
                        "house-3",
                        LocalDate.parse("2026-01-01"),
                        LocalDate.parse("2026-12-31"),
                        "H-00",
                        List.of(ZoneId.of("Asia/Jakarta"), ZoneId.of("Asia/Makassar")),
                        List.of(
                                new PolicyRule(
                                        "H-01",
                                        "a law",
                                        all,
                                        new PolicyRule.Lifting("H-02", Consents.Scope.OUTSIDE_HOURS, 7),
                                        new TimeLimit.ContactHours(
                                                Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(20, 0))),
                                new PolicyRule(
                                        "H-03",
                                        "house rule",
                                        new PolicyRule.Scope(
                                                Set.of(Channel.VOICE), Set.of(), Set.of("card", "pay later")),
                                        null,
                                        new ContactLimit(
                                                TimeLimit.Counted.CALLS, TimeLimit.Unit.DEBT, 2, 7, WindowUnit.DAYS)),
                                new PolicyRule(
                                        "H-04",
                                        "house rule",
                                        new PolicyRule.Scope(
                                                Set.of(), Set.of(Purpose.COLLECTION, Purpose.REMINDER), Set.of()),
                                        null,
                                        new Condition.NoticeFirst(NoticeKind.WARNING_LETTER, 31)),
                                house("H-05", new Condition.NotAtWork()),
                                house(
                                        "H-06",
                                        new TimeLimit.NoHolidays(
                                                Set.of(LocalDate.parse("2026-08-17"), LocalDate.parse("2028-02-29")))),
                                house("H-07", new Condition.PlacedWhenOlder(90)),
                                house("H-08", new Condition.StopsOnHold(Set.of(Hold.Kind.CEASE))))));
    }

    private static PolicyRule house(String id, PolicyRule.Test test) {
        return new PolicyRule(id, "house rule", PolicyRule.Scope.ALL, null, test);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "own-contact-points: true | OwnContactPoints[]",
                "no-wrong-contact-points: true | NoWrongContactPoints[]",
                "no-emergency-contacts: true | NoEmergencyContacts[]",
                "once-for-each-point: true | OnceForEachPoint[]",
                "opt-outs-respected: true | OptOutsRespected[]",
                "certified-agents: true | CertifiedAgents[]",
                "channels-only: [whatsapp] | ChannelsOnly[channels=[WHATSAPP]]",
                "lender-attests: whatsapp-allowed | LenderAttests[name=whatsapp-allowed, given=false]",
                "notice-first: { notice: pre-due, from-days-past-due: -10000 } | NoticeFirst[notice=PRE_DUE, fromDaysPastDue=-10000]",
                "placed-when-older: { days: 0 } | PlacedWhenOlder[days=0]",
                "holidays: { dates: [2028-02-29] } | NoHolidays[holidays=[2028-02-29]]",
                "limit: { of: attempts, most: 16, hours: 24, per: person }"
                        + " | ContactLimit[counted=ATTEMPTS, per=PERSON, most=16, length=24, unit=HOURS]",
                "limit: { of: conversations, most: 1, days: 10000, per: debt }"
                        + " | ContactLimit[counted=CONVERSATIONS, per=DEBT, most=1, length=10000, unit=DAYS]"
            })
    void shouldReadEveryDemand(String demand, String test) throws IOException {
        PolicyPack pack = read(changed(GOOD, "not-at-work: true", demand));

        assertThat(pack.rules().get(3).test()).hasToString(test);
    }

    @Test
    void shouldTellAFileOfItsOwnWhatTheLenderAttests() throws IOException {
        Path file = folder.resolve("alone.yaml");
        Files.writeString(file, changed(GOOD, "not-at-work: true", "lender-attests: whatsapp-allowed"));
        Policies policies = new Policies(folder);

        assertThat(policies.read(file, Set.of("other")).rules().get(3).test())
                .isEqualTo(new Condition.LenderAttests("whatsapp-allowed", false));
        assertThat(policies.read(file, Set.of("whatsapp-allowed"))
                        .rules()
                        .get(3)
                        .test())
                .as("WA-01 is such a rule")
                .isEqualTo(new Condition.LenderAttests("whatsapp-allowed", true));
    }

    @Test
    void shouldReadAFileAnewWhenItChanges() throws IOException {
        Policies policies = new Policies(folder);
        read(GOOD);
        assertThat(policies.read(List.of("house"), Set.of()).version()).isEqualTo("house-3");

        Files.writeString(folder.resolve("house.yaml"), changed(GOOD, "version: 3", "version: 4"));

        assertThat(policies.read(List.of("house"), Set.of()).version()).isEqualTo("house-4");
    }

    @ParameterizedTest(name = "{0} becomes {1}: line {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // not YAML
                "[cease] | [cease | 35 | expected YAML, but expected ',' or ']', but got <stream end>",
                "rules:\\n | rules:\\n\t- id: X\\n | 10 | expected YAML, but found character '\\t(TAB)' that cannot start any token."
                        + " (Do not use \\t(TAB) for indentation)",
                "policy: house | policy: *other | 1 | expected YAML, but found undefined alias other",
                "... | hello | 1 | expected keys with values, but found `hello`",
                "... | - a list | 1 | expected keys with values, but found a list",
                // keys: unknown, missing, twice
                "version: 3 | edition: 3 | 2 |"
                        + " expected one of classes, field, jurisdiction, moratoria, policy, rules, valid, version, zone, but found `edition`",
                "when-unknown: | zones: | 8 | expected one of citation, id, when-unknown, zones-from, but found `zones`",
                "to: 2026-12-31 | until: 2026-12-31 | 4 | expected one of from, to, but found `until`",
                "not-at-work: | not-on-sunday: | 25 | expected one of {rule keys}, but found `not-on-sunday`",
                "to: \"20:00\" | till: \"20:00\" | 12 | expected one of days, from, to, but found `till`",
                "calendar: house | name: house | 28 | expected one of calendar, dates, but found `name`",
                "per: debt | each: debt | 16 | expected one of days, hours, most, of, per, but found `each`",
                "most-days: 7 | days: 7 | 13 | expected one of consent, id, most-days, but found `days`",
                "{ days: 90 } | { hours: 90 } | 31 | expected one of days, but found `hours`",
                "version: 3\\n | ~~ | 1 | expected `version`, but it is missing",
                "jurisdiction: Nowhere\\n | ~~ | 1 | expected `jurisdiction`, but it is missing",
                "citation: house rule\\n  when | when | 6 | expected `citation`, but it is missing",
                ", to: 2026-12-31 | ~~ | 4 | expected `to`, but it is missing",
                "citation: a law\\n    hours | hours | 10 | expected `citation`, but it is missing",
                "most: 2, | ~~ | 16 | expected `most`, but it is missing",
                ", per: debt | ~~ | 16 | expected `per`, but it is missing",
                "id: H-02, | ~~ | 13 | expected `id`, but it is missing",
                "calendar: house | ~~ | 28 | expected either `calendar` or `dates`, but found neither",
                "version: 3 | version: 3\\nversion: 4 | 3 | expected `version` once, but it is there twice",
                "not-at-work: true | not-at-work: true\\n    not-at-work: true | 26 | expected `not-at-work` once, but it is there twice",
                // dates, times, zones, numbers, words, texts, lists
                "to: 2026-12-31 | to: 2026-02-29 | 4 | expected a date such as 2026-08-17, but found `2026-02-29`",
                "to: 2026-12-31 | to: 31.12.2026 | 4 | expected a date such as 2026-08-17, but found `31.12.2026`",
                "to: 2026-12-31 | to: 2025-12-31 | 4 | expected `to` on or after 2026-01-01, but found `2025-12-31`",
                "{ calendar: house } | { dates: [today] } | 28 | expected a date such as 2026-08-17, but found `today`",
                "\"08:00\" | 8am | 12 | expected a time such as \"08:00\", but found `8am`",
                "\"20:00\" | \"24:00\" | 12 | expected a time such as \"08:00\", but found `24:00`",
                "Asia/Jakarta | Asia/Batavia | 8 | expected an IANA zone such as Asia/Jakarta, but found `Asia/Batavia`",
                "[Asia/Jakarta, Asia/Makassar] | [] | 8 | expected one or more, but the list is empty",
                "version: 3 | version: 0 | 2 | expected a number from 1 to 2147483647, but found 0",
                "version: 3 | version: 3.1 | 2 | expected a whole number, but found `3.1`",
                "days: 7, | days: 0, | 16 | expected a number from 1 to 10000, but found 0",
                "days: 7, | hours: 240001, | 16 | expected a number from 1 to 240000, but found 240001",
                "most-days: 7 | most-days: 0 | 13 | expected a number from 1 to 10000, but found 0",
                "days: 90 | days: -1 | 31 | expected a number from 0 to 10000, but found -1",
                "due: 31 | due: 10001 | 21 | expected a number from -10000 to 10000, but found 10001",
                "most: 2 | most: 17 | 16 | expected a number from 1 to 16, but found 17",
                "most: 2 | most: 0 | 16 | expected a number from 1 to 16, but found 0",
                "of: calls | of: Calls | 16 | expected one of attempts, calls, conversations, but found `Calls`",
                "per: debt | per: debtor | 16 | expected one of person, debt, but found `debtor`",
                "[voice] | [phone] | 17 | expected one of sms, email, push, whatsapp, letter, voice, but found `phone`",
                "[voice] | voice | 17 | expected a list such as [a, b], but found `voice`",
                "[card, pay later] | [card, [loan]] | 18 | expected a text, but found a list",
                "[collection, | [dunning, | 22 | expected one of reminder, collection, location, but found `dunning`",
                "[monday] | [Mon] | 12 | expected one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, but found `Mon`",
                "warning-letter | warning_letter | 21 | expected one of pre-due, warning-letter, but found `warning_letter`",
                "[cease] | [stop] | 34 | expected one of moratorium, deceased, bankruptcy, attorney, cease, hardship, but found `stop`",
                "outside-hours | nights | 13 | expected one of channel, outside-hours, call-frequency, but found `nights`",
                "outside-hours | channel | 13 | expected outside-hours or call-frequency, but found `channel`",
                "not-at-work: true | not-at-work: false | 25 | expected `true`, or no such line, but found `false`",
                "not-at-work: true | not-at-work: | 25 | expected a text, but found nothing",
                "jurisdiction: Nowhere | jurisdiction: {} | 3 | expected a text, but found keys with values",
                "{ days: 90 } | 90 | 31 | expected keys with values, but found `90`",
                // a rule demands one thing
                "not-at-work: true | not-at-work: true\\n    certified-agents: true | 23 | expected one of {demands} in rule H-05,"
                        + " but found not-at-work and certified-agents",
                "rule\\n    not-at-work: true | rule | 23 | expected one of {demands} in rule H-05, but found none",
                "not-at-work: true | not-at-work: true\\n    lifted-by: { id: X, consent: outside-hours } | 26 |"
                        + " expected `lifted-by` with hours, holidays or limit only, but found it with not-at-work",
                "days: 7, | days: 7, hours: 24, | 16 | expected either `days` or `hours`, but found both",
                "days: 7, | ~~ | 16 | expected either `days` or `hours`, but found neither",
                "\"20:00\" | \"08:00\" | 12 | Expected a day and a window that begins before it ends,"
                        + " but got [MONDAY] from 08:00 to 08:00",
                "[monday] | [] | 12 | expected one or more, but the list is empty",
                "[cease] | [] | 34 | expected one or more, but the list is empty",
                "[voice] | [] | 17 | expected one or more, but the list is empty",
                "{ calendar: house } | { calendar: house, dates: [2026-01-02] } | 28 |"
                        + " expected either `calendar` or `dates`, but found both",
                "to: 2026-12-31 | to: +999999999-12-31 | 4 | expected a date such as 2026-08-17, but found `+999999999-12-31`",
                "Asia/Jakarta | +07:00 | 8 | expected an IANA zone such as Asia/Jakarta, but found `+07:00`"
            })
    void shouldSayWhereAFileIsWrongAndWhatToWrite(String old, String with, int line, String problem) {
        String text = changed(GOOD, old, with);

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessage(folder.resolve("house.yaml") + ":" + line + ": "
                        + problem.replace("{demands}", DEMANDS).replace("{rule keys}", RULE_KEYS));
    }

    @ParameterizedTest(name = "{0} days past due: {1}")
    @CsvSource({"-2147483648, good", "0, good", "1, watched", "90, watched", "91, lost", "2147483647, lost"})
    void shouldReadTheClassesOfAFile(int daysPastDue, String name) throws IOException {
        assertThat(read(GOOD + CLASSES).classes())
                .as("ID-17")
                .isNotNull()
                .satisfies(classes -> assertThat(classes.of(daysPastDue).name()).isEqualTo(name));
        assertThat(read(GOOD).classes()).isNull();
    }

    @ParameterizedTest(name = "{0} becomes {1}: line {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "of: | are: | 35 | expected one of citation, id, of, but found `are`",
                "id: H-09, | ~~ | 35 | expected `id`, but it is missing",
                "citation: house rule, | ~~ | 35 | expected `citation`, but it is missing",
                "name: watched, | ~~ | 37 | expected `name`, but it is missing",
                "to: 0 | until: 0 | 36 | expected one of name, to, but found `until`",
                "to: 90 | to: 10001 | 37 | expected a number from -10000 to 10000, but found 10001",
                "to: 90 | to: 0 | 35 | Expected bucket watched to end at or after 1, but it ends at 0",
                "{ name: lost } | { name: lost, to: 180 } | 35 | Expected the last bucket to have no end, but it ends at 180"
            })
    void shouldSayWhereClassesAreWrongAndWhatToWrite(String old, String with, int line, String problem) {
        String text = GOOD + changed(CLASSES, old, with);

        assertThatThrownBy(() -> read(text))
                .as("ID-17")
                .isInstanceOf(RuleFileRefused.class)
                .hasMessage(folder.resolve("house.yaml") + ":" + line + ": " + problem);
    }

    @ParameterizedTest(name = "a file of <{0}>")
    @CsvSource({"''", "'# only a remark\\n'", "'\\n\\n'"})
    void shouldSayThatAFileIsEmpty(String text) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessage(folder.resolve("house.yaml") + ": expected rules, but it is empty");
    }
}
