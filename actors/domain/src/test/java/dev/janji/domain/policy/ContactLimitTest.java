package dev.janji.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.ContactProposal.Debt;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.policy.TimeLimit.Counted;
import dev.janji.domain.policy.TimeLimit.Unit;
import dev.janji.domain.testing.ProposalDraft;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of contacts, to the second, in New York: its clock is set forward on 8 March 2026 and back on 1 November 2026. */
class ContactLimitTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** The limits of the shipped packs; "US-12" of Florida is {@link #FLORIDA}. */
    private static final Map<String, ContactLimit> LIMITS = Map.of(
            "ID-05", new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, 3, 1, WindowUnit.DAYS),
            "US-01", new ContactLimit(Counted.CALLS, Unit.DEBT, 7, 7, WindowUnit.DAYS),
            "US-02", new ContactLimit(Counted.CONVERSATIONS, Unit.DEBT, 1, 7, WindowUnit.DAYS),
            "US-12", new ContactLimit(Counted.CALLS, Unit.DEBT, 2, 7, WindowUnit.DAYS));

    private static final ContactLimit FLORIDA = new ContactLimit(Counted.CALLS, Unit.PERSON, 3, 24, WindowUnit.HOURS);

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    private static Debt debt(AccountId account) {
        return new Debt(account, "card", 10, false, Set.of());
    }

    /** @param names card, loan, both or none */
    private static AccountId[] accounts(String names) {
        return switch (names) {
            case "card" -> new AccountId[] {ProposalDraft.CARD};
            case "loan" -> new AccountId[] {ProposalDraft.LOAN};
            case "both" -> new AccountId[] {ProposalDraft.CARD, ProposalDraft.LOAN};
            default -> new AccountId[0];
        };
    }

    private static ProposalDraft about(String names) {
        return new ProposalDraft()
                .about(Stream.of(accounts(names)).map(ContactLimitTest::debt).toArray(Debt[]::new));
    }

    private static String earliest(ContactLimit limit, ProposalDraft draft, String asked) {
        return local(limit.earliestAllowed(at(asked), NEW_YORK, draft.made()));
    }

    private static String local(Instant at) {
        return LocalDateTime.ofInstant(at, NEW_YORK).toString();
    }

    @ParameterizedTest(name = "{0}: calls on {1} June, asked {2}: {3}")
    @CsvSource({
        // one on each of seven days: the first leaves at the midnight that begins the eighth
        "US-01, 1 2 3 4 5 6 7, 2026-06-07T10:00:01, 2026-06-08T00:00",
        "US-01, 1 2 3 4 5 6 7, 2026-06-07T23:59:59.999999999, 2026-06-08T00:00",
        "US-01, 1 2 3 4 5 6 7, 2026-06-08T00:00, 2026-06-08T00:00",
        "US-01, 1 2 3 4 5 6, 2026-06-07T10:00:01, 2026-06-07T10:00:01",
        // seven on one day all leave together
        "US-01, 1 1 1 1 1 1 1, 2026-06-01T10:00:01, 2026-06-08T00:00",
        "US-01, 1 1 1 1 1 1 1, 2026-06-07T23:59:59, 2026-06-08T00:00",
        "US-01, 1 1 1 1 1 1 1, 2026-06-08T00:00, 2026-06-08T00:00",
        "US-01, 1 1 1 1 1 1, 2026-06-01T10:00:01, 2026-06-01T10:00:01",
        // more than the limit: not the first midnight at which one leaves, but the one from which fewer than seven are
        // inside
        "US-01, 1 3 3 3 3 3 3 3, 2026-06-07T12:00, 2026-06-10T00:00",
        "US-01, 1 1 2 3 4 5 6 7, 2026-06-07T12:00, 2026-06-08T00:00",
        "US-01, 1 2 2 3 4 5 6 7, 2026-06-07T12:00, 2026-06-09T00:00",
        "US-12, 1 5, 2026-06-05T12:00, 2026-06-08T00:00",
        "US-12, 1 5, 2026-06-08T00:00, 2026-06-08T00:00",
        "US-12, 1 5 5, 2026-06-07T12:00, 2026-06-12T00:00",
        "US-12, 1, 2026-06-01T12:00, 2026-06-01T12:00",
        "ID-05, 1 1 1, 2026-06-01T12:00, 2026-06-02T00:00",
        "ID-05, 1 1, 2026-06-01T12:00, 2026-06-01T12:00",
        "ID-05, 1 1 1 2 2, 2026-06-02T12:00, 2026-06-02T12:00"
    })
    void shouldWaitForTheMidnightFromWhichFewerAreInsideWhenTheWindowIsFull(
            String id, String days, String asked, String expected) {
        ProposalDraft draft = about("card");
        for (String day : days.split(" ")) {
            draft.after(at("2026-06-0" + day + "T10:00"), Channel.VOICE, Reach.TRIED, ProposalDraft.CARD);
        }

        assertThat(earliest(LIMITS.get(id), draft, asked)).as(id).isEqualTo(expected);
    }

    @ParameterizedTest(name = "a conversation at {0}, asked {1}: {2}")
    @CsvSource({
        "2026-06-01T10:00, 2026-06-01T10:00, 2026-06-08T00:00",
        "2026-06-01T00:00, 2026-06-07T23:59:59.999999999, 2026-06-08T00:00",
        "2026-06-01T23:59:59.999999999, 2026-06-07T23:59:59, 2026-06-08T00:00",
        "2026-06-01T23:59:59.999999999, 2026-06-08T00:00, 2026-06-08T00:00",
        "2026-05-31T23:59:59.999999999, 2026-06-07T00:00, 2026-06-07T00:00",
        // month and year ends
        "2026-01-28T12:00, 2026-02-01T12:00, 2026-02-04T00:00",
        "2026-04-30T12:00, 2026-05-01T12:00, 2026-05-07T00:00",
        "2026-12-28T12:00, 2026-12-31T12:00, 2027-01-04T00:00",
        // February with 28 and with 29 days
        "2026-02-25T12:00, 2026-02-28T12:00, 2026-03-04T00:00",
        "2028-02-25T12:00, 2028-02-28T12:00, 2028-03-03T00:00",
        "2028-02-25T12:00, 2028-02-29T12:00, 2028-03-03T00:00",
        "2028-02-29T12:00, 2028-03-06T23:59:59, 2028-03-07T00:00",
        "2028-02-29T12:00, 2028-03-07T00:00, 2028-03-07T00:00",
        // days of 23 and of 25 hours
        "2026-03-08T01:59:59, 2026-03-14T23:59:59, 2026-03-15T00:00",
        "2026-03-02T12:00, 2026-03-08T12:00, 2026-03-09T00:00",
        "2026-11-01T01:30, 2026-11-07T23:59:59, 2026-11-08T00:00",
        "2026-10-26T12:00, 2026-11-01T12:00, 2026-11-02T00:00"
    })
    void shouldRestOnTheDayOfAConversationAndTheSixDaysAfterIt(String talked, String asked, String expected) {
        ProposalDraft draft = about("card").after(at(talked), Channel.VOICE, Reach.CONVERSATION, ProposalDraft.CARD);

        assertThat(earliest(LIMITS.get("US-02"), draft, asked)).as("US-02").isEqualTo(expected);
    }

    /** The day of 8 March has 23 hours, that of 1 November 25: its 01:30 comes at 05:30 and at 06:30 UTC. */
    @ParameterizedTest(name = "a conversation at {0}, asked {1}: {2}")
    @CsvSource({
        "2026-03-08T05:00:00Z, 2026-03-09T03:59:59Z, 2026-03-09T04:00:00Z",
        "2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z, 2026-03-09T04:00:00Z",
        "2026-03-08T04:59:59Z, 2026-03-08T05:00:00Z, 2026-03-08T05:00:00Z",
        "2026-03-08T06:59:59Z, 2026-03-08T07:00:00Z, 2026-03-09T04:00:00Z",
        "2026-11-01T04:00:00Z, 2026-11-02T04:59:59Z, 2026-11-02T05:00:00Z",
        "2026-11-01T05:30:00Z, 2026-11-01T06:30:00Z, 2026-11-02T05:00:00Z",
        "2026-11-01T05:30:00Z, 2026-11-02T05:00:00Z, 2026-11-02T05:00:00Z",
        "2026-11-01T03:59:59Z, 2026-11-01T04:00:00Z, 2026-11-01T04:00:00Z"
    })
    void shouldCountLocalDaysWhenTheyHaveMoreOrFewerHours(Instant talked, Instant asked, Instant expected) {
        ContactLimit aDay = new ContactLimit(Counted.CONVERSATIONS, Unit.PERSON, 1, 1, WindowUnit.DAYS);
        ContactProposal proposal = new ProposalDraft()
                .after(talked, Channel.VOICE, Reach.CONVERSATION)
                .made();

        assertThat(aDay.earliestAllowed(asked, NEW_YORK, proposal))
                .as("the second rule of ID-05, in another zone")
                .isEqualTo(expected);
    }

    @Test
    void shouldCountTheDaysOfTheZoneThatIsAsked() {
        // 1 June 23:30 in Jakarta is 2 June 01:30 in Jayapura.
        Instant evening = Instant.parse("2026-06-01T16:30:00Z");
        ContactProposal proposal =
                new ProposalDraft().after(evening, evening, evening).made();
        Instant morning = Instant.parse("2026-06-02T02:00:00Z");

        assertThat(LIMITS.get("ID-05").earliestAllowed(morning, ZoneId.of("Asia/Jakarta"), proposal))
                .isEqualTo(morning);
        assertThat(LIMITS.get("ID-05").earliestAllowed(morning, ZoneId.of("Asia/Jayapura"), proposal))
                .isEqualTo(Instant.parse("2026-06-02T15:00:00Z"));
    }

    @ParameterizedTest(name = "about {0}, after contacts about {1}: per debt full {2}, per person full {3}")
    @CsvSource({
        "card, card, true, true",
        "card, loan, false, true",
        // about two debts: counts for each of them
        "card, both, true, true",
        "loan, both, true, true",
        // unknown debts: counts for every debt
        "card, none, true, true",
        "loan, none, true, true",
        // to be about two debts: the fullest decides
        "both, card, true, true",
        "both, loan, true, true",
        "both, both, true, true",
        "both, none, true, true"
    })
    void shouldCountForEachDebtThatAContactIsAbout(String proposed, String past, boolean debtFull, boolean personFull) {
        Instant talked = at("2026-06-01T10:00");
        ContactProposal proposal = about(proposed)
                .after(talked, Channel.VOICE, Reach.CONVERSATION, accounts(past))
                .made();
        ContactLimit perPerson = new ContactLimit(Counted.CONVERSATIONS, Unit.PERSON, 1, 7, WindowUnit.DAYS);
        Instant full = at("2026-06-08T00:00");

        assertThat(LIMITS.get("US-02").earliestAllowed(talked, NEW_YORK, proposal))
                .as("US-02 and US-05: per debt")
                .isEqualTo(debtFull ? full : talked);
        assertThat(perPerson.earliestAllowed(talked, NEW_YORK, proposal))
                .as("per person")
                .isEqualTo(personFull ? full : talked);
    }

    @Test
    void shouldWaitForTheFullestDebtWhenAContactIsAboutTwo() {
        ProposalDraft past = about("both");
        for (int i = 0; i < 7; i++) {
            past.after(at("2026-06-01T10:00").plusSeconds(i), Channel.VOICE, Reach.TRIED, ProposalDraft.LOAN);
            past.after(at("2026-06-03T10:00").plusSeconds(i), Channel.VOICE, Reach.TRIED, ProposalDraft.CARD);
        }

        assertThat(earliest(LIMITS.get("US-01"), past, "2026-06-04T10:00"))
                .as("US-05: a call about two debts obeys US-01 for each")
                .isEqualTo("2026-06-10T00:00");
    }

    @Test
    void shouldAddUpWhatIsAboutOneDebtAndWhatIsAboutUnknownOnes() {
        ProposalDraft past = about("card");
        for (int i = 1; i <= 3; i++) {
            past.after(at("2026-06-01T10:00").plusSeconds(i), Channel.VOICE, Reach.TRIED, ProposalDraft.CARD);
            past.after(at("2026-06-01T11:00").plusSeconds(i), Channel.VOICE, Reach.TRIED);
            past.after(at("2026-06-01T12:00").plusSeconds(i), Channel.VOICE, Reach.TRIED, ProposalDraft.LOAN);
        }

        assertThat(earliest(LIMITS.get("US-01"), past, "2026-06-02T10:00")).isEqualTo("2026-06-02T10:00");

        past.after(at("2026-06-02T09:00"), Channel.VOICE, Reach.TRIED, accounts("both"));

        assertThat(earliest(LIMITS.get("US-01"), past, "2026-06-02T10:00"))
                .as("US-01 and US-05")
                .isEqualTo("2026-06-08T00:00");
    }

    @ParameterizedTest(name = "{0} {1}: attempt {2}, call {3}, conversation {4}; {5}")
    @CsvSource({
        "VOICE, NOT_CONNECTED, true, false, false, US-03",
        "VOICE, TRIED, true, true, false, US-01",
        "VOICE, CONVERSATION, true, true, true, US-02",
        "VOICE, INBOUND_CONVERSATION, false, false, true, US-04",
        "SMS, TRIED, true, false, false, US-06",
        "SMS, CONVERSATION, true, false, false, US-06",
        "SMS, NOT_CONNECTED, true, false, false, ID-05",
        "SMS, INBOUND_CONVERSATION, false, false, false, ID-05",
        "EMAIL, TRIED, true, false, false, US-06",
        "EMAIL, CONVERSATION, true, false, false, US-06",
        "PUSH, TRIED, true, false, false, ID-05",
        "WHATSAPP, CONVERSATION, true, false, false, ID-05",
        "LETTER, TRIED, true, false, false, ID-05"
    })
    void shouldCountAContactForWhatItWas(
            Channel channel, Reach reach, boolean attempt, boolean call, boolean conversation, String id) {
        Instant made = at("2026-06-01T10:00");
        ContactProposal proposal =
                new ProposalDraft().after(made, channel, reach).made();

        for (Counted counted : Counted.values()) {
            boolean full = !new ContactLimit(counted, Unit.PERSON, 1, 1, WindowUnit.DAYS)
                    .earliestAllowed(made, NEW_YORK, proposal)
                    .equals(made);
            assertThat(full)
                    .as("%s, %s", id, counted)
                    .isEqualTo(
                            switch (counted) {
                                case ATTEMPTS -> attempt;
                                case CALLS -> call;
                                case CONVERSATIONS -> conversation;
                            });
        }
    }

    @ParameterizedTest(name = "calls at {0}, asked {1}: {2}")
    @CsvSource({
        "10:00 11:00 12:00, 2026-06-01T12:00, 2026-06-02T10:00",
        "10:00 11:00 12:00, 2026-06-02T09:59:59.999999999, 2026-06-02T10:00",
        // exactly 24 hours old no longer counts
        "10:00 11:00 12:00, 2026-06-02T10:00, 2026-06-02T10:00",
        "10:00 11:00, 2026-06-01T12:00, 2026-06-01T12:00",
        // the third from the end decides
        "10:00 11:00 12:00 13:00, 2026-06-01T13:00, 2026-06-02T11:00",
        "10:00 11:00 12:00 13:00, 2026-06-02T10:00, 2026-06-02T11:00",
        "13:00 10:00 12:00 11:00, 2026-06-01T13:00, 2026-06-02T11:00",
        "10:00 10:00 10:00, 2026-06-01T10:00, 2026-06-02T10:00",
        "10:00 10:00 10:00 10:00, 2026-06-02T09:59:59, 2026-06-02T10:00",
        "10:00 10:00 10:00 10:00, 2026-06-02T10:00, 2026-06-02T10:00",
        "00:00 23:59:59 23:59:59.5, 2026-06-01T23:59:59.5, 2026-06-02T00:00"
    })
    void shouldForgetWhatIsExactlySoManyHoursOld(String times, String asked, String expected) {
        ProposalDraft draft = about("card");
        for (String time : times.split(" ")) {
            draft.after(at("2026-06-01T" + time), Channel.VOICE, Reach.TRIED, ProposalDraft.LOAN);
        }

        assertThat(earliest(FLORIDA, draft, asked)).as("US-12").isEqualTo(expected);
    }

    @ParameterizedTest(name = "three calls at {0}, asked {1}: {2}")
    @CsvSource({
        "2026-03-07T12:00, 2026-03-08T12:59:59, 2026-03-08T13:00",
        "2026-03-07T12:00, 2026-03-08T13:00, 2026-03-08T13:00",
        "2026-10-31T12:00, 2026-11-01T10:59:59, 2026-11-01T11:00",
        "2026-10-31T12:00, 2026-11-01T11:00, 2026-11-01T11:00",
        "2028-02-28T12:00, 2028-02-28T12:00, 2028-02-29T12:00",
        "2026-12-31T12:00, 2026-12-31T12:00, 2027-01-01T12:00"
    })
    void shouldCountHoursThatPassWhenTheClockIsSet(String called, String asked, String expected) {
        ProposalDraft draft = about("card").after(at(called), at(called), at(called));

        assertThat(earliest(FLORIDA, draft, asked)).as("US-12").isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: complete since {1}, asked {2}: {3}")
    @CsvSource({
        "US-01, 2026-06-01T10:00, 2026-06-01T10:00, 2026-06-08T00:00",
        "US-01, 2026-06-01T10:00, 2026-06-07T23:59:59, 2026-06-08T00:00",
        "US-01, 2026-06-01T10:00, 2026-06-08T00:00, 2026-06-08T00:00",
        "US-02, 2026-06-01T23:59:59, 2026-06-07T12:00, 2026-06-08T00:00",
        "ID-05, 2026-06-01T10:00, 2026-06-01T23:59:59, 2026-06-02T00:00",
        "ID-05, 2026-06-01T10:00, 2026-06-02T00:00, 2026-06-02T00:00",
        "US-12, 2026-06-01T10:00, 2026-06-07T12:00, 2026-06-08T00:00"
    })
    void shouldTakeTheLimitAsReachedWhenItLooksFurtherBackThanIsKnown(
            String id, String since, String asked, String expected) {
        ProposalDraft draft = about("both").completeSince(at(since));

        assertThat(earliest(LIMITS.get(id), draft, asked)).as(id).isEqualTo(expected);
    }

    @Test
    void shouldTakeALimitOfHoursAsReachedUntilItLooksBackNoFurtherThanIsKnown() {
        ProposalDraft draft = about("card").completeSince(at("2026-06-01T10:00"));

        assertThat(earliest(FLORIDA, draft, "2026-06-01T10:00")).as("US-12").isEqualTo("2026-06-02T10:00");
        assertThat(earliest(FLORIDA, draft, "2026-06-02T09:59:59")).isEqualTo("2026-06-02T10:00");
        assertThat(earliest(FLORIDA, draft, "2026-06-02T10:00")).isEqualTo("2026-06-02T10:00");

        draft.after(at("2026-06-01T12:00"), at("2026-06-01T13:00"), at("2026-06-01T14:00"));

        assertThat(earliest(FLORIDA, draft, "2026-06-02T10:00"))
                .as("what is remembered counts beside it")
                .isEqualTo("2026-06-02T12:00");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"1, 1", "16, 1", "1, 10000", "16, 2147483647"})
    void shouldTakeALimitThatIsInItsRange(int most, int length) {
        for (WindowUnit unit : WindowUnit.values()) {
            ContactLimit limit = new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, most, length, unit);

            assertThat(limit.most()).isEqualTo(most);
            assertThat(limit.length()).isEqualTo(length);
        }
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({"0, 1", "17, 1", "-1, 1", "2147483647, 1", "1, 0", "1, -1", "16, -2147483648"})
    void shouldRefuseALimitThatIsOutOfItsRange(int most, int length) {
        for (WindowUnit unit : WindowUnit.values()) {
            assertThatThrownBy(() -> new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, most, length, unit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected a limit of 1 to 16 contacts in one or more days or hours, but got " + most
                            + " in " + length);
        }
    }

    @Test
    void shouldCountWhatIsNotRememberedAsReachedWhenItIsToCome() {
        ContactProposal proposal = new ProposalDraft()
                .completeSince(Instant.parse("2026-06-02T10:00:00Z"))
                .made();
        ZoneId utc = ZoneId.of("UTC");
        Instant at = Instant.parse("2026-06-01T12:00:00Z");

        assertThat(new ContactLimit(Counted.CONVERSATIONS, Unit.DEBT, 1, 1, WindowUnit.DAYS)
                        .earliestAllowed(at, utc, proposal))
                .isEqualTo(Instant.parse("2026-06-03T00:00:00Z"));
        assertThat(new ContactLimit(Counted.CALLS, Unit.PERSON, 3, 24, WindowUnit.HOURS)
                        .earliestAllowed(at, utc, proposal))
                .isEqualTo(Instant.parse("2026-06-03T10:00:00Z"));
    }

    @Test
    void shouldNotStopAtADayOnWhichAnotherDebtIsReached() {
        ContactProposal proposal = new ProposalDraft()
                .about(
                        new ContactProposal.Debt(ProposalDraft.CARD, "", 1, false, Set.of()),
                        new ContactProposal.Debt(ProposalDraft.LOAN, "", 1, false, Set.of()))
                .after(Instant.parse("2026-06-01T09:00:00Z"), Channel.VOICE, Reach.CONVERSATION, ProposalDraft.CARD)
                .after(Instant.parse("2026-06-03T09:00:00Z"), Channel.VOICE, Reach.CONVERSATION, ProposalDraft.CARD)
                .after(Instant.parse("2026-06-02T09:00:00Z"), Channel.VOICE, Reach.CONVERSATION, ProposalDraft.LOAN)
                .made();

        assertThat(new ContactLimit(Counted.CONVERSATIONS, Unit.DEBT, 1, 1, WindowUnit.DAYS)
                        .earliestAllowed(Instant.parse("2026-06-01T12:00:00Z"), ZoneId.of("UTC"), proposal))
                .isEqualTo(Instant.parse("2026-06-04T00:00:00Z"));
    }
}
