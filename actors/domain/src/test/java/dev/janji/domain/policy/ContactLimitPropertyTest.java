package dev.janji.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.ContactProposal.Debt;
import dev.janji.domain.policy.ContactRecord.Contact;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.policy.TimeLimit.Counted;
import dev.janji.domain.policy.TimeLimit.Unit;
import dev.janji.domain.testing.DomainGenerators;
import dev.janji.domain.testing.Property;
import dev.janji.domain.testing.ProposalDraft;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits when contacts are dated to come, how long their answer holds, and all of it against a plain count. */
class ContactLimitPropertyTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<AccountId> ACCOUNTS = List.of(ProposalDraft.CARD, ProposalDraft.LOAN);
    private static final int MINUTE = 60;

    /** "US-12" of Florida. */
    private static final ContactLimit FLORIDA = new ContactLimit(Counted.CALLS, Unit.PERSON, 3, 24, WindowUnit.HOURS);

    /** "US-02". */
    private static final ContactLimit REST = new ContactLimit(Counted.CONVERSATIONS, Unit.DEBT, 1, 7, WindowUnit.DAYS);

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    private static String local(Instant at) {
        return LocalDateTime.ofInstant(at, NEW_YORK).toString();
    }

    @ParameterizedTest(name = "a conversation dated {0}, asked {1}: {2}")
    @CsvSource({
        // on a later day it is not inside yet
        "2026-06-03T15:00, 2026-06-02T12:00, 2026-06-02T12:00",
        "2026-06-03T00:00, 2026-06-02T23:59:59.999999999, 2026-06-02T23:59:59.999999999",
        // later on the same day it is: days are counted, not hours
        "2026-06-03T15:00, 2026-06-03T00:00, 2026-06-10T00:00",
        "2026-06-03T15:00, 2026-06-03T14:59:59, 2026-06-10T00:00"
    })
    void shouldCountTheDayOfAContactThatIsDatedLater(String talked, String asked, String expected) {
        ContactProposal proposal = new ProposalDraft()
                .after(at(talked), Channel.VOICE, Reach.CONVERSATION)
                .made();

        assertThat(local(REST.earliestAllowed(at(asked), NEW_YORK, proposal)))
                .as("US-02")
                .isEqualTo(expected);
    }

    @Test
    void shouldWaitThroughContactsThatAreDatedLaterWhenTheyFillTheWindowAgain() {
        // given one conversation today, and one that is dated on the very day on which that one leaves
        ContactProposal proposal = new ProposalDraft()
                .after(at("2026-06-01T10:00"), Channel.VOICE, Reach.CONVERSATION)
                .after(at("2026-06-08T15:00"), Channel.VOICE, Reach.CONVERSATION)
                .made();

        // then
        assertThat(local(REST.earliestAllowed(at("2026-06-01T12:00"), NEW_YORK, proposal)))
                .as("US-02")
                .isEqualTo("2026-06-15T00:00");
    }

    @Test
    void shouldAllowInBetweenWhenContactsThatAreDatedLaterDoNotMeetTheWindow() {
        ContactProposal proposal = new ProposalDraft()
                .after(at("2026-06-01T10:00"), Channel.VOICE, Reach.CONVERSATION)
                .after(at("2026-06-09T15:00"), Channel.VOICE, Reach.CONVERSATION)
                .made();

        assertThat(local(REST.earliestAllowed(at("2026-06-01T12:00"), NEW_YORK, proposal)))
                .as("US-02")
                .isEqualTo("2026-06-08T00:00");
    }

    @ParameterizedTest(name = "calls at {0}, asked {1}: {2} until {3}")
    @CsvSource({
        // allowed until the first of those that are dated later
        "13:00 14:00 15:00, 2026-06-01T12:00, 2026-06-01T12:00, 2026-06-01T13:00",
        "13:00 14:00 15:00, 2026-06-01T13:00, 2026-06-01T13:00, 2026-06-01T14:00",
        "13:00 14:00 15:00, 2026-06-01T14:59:59, 2026-06-01T14:59:59, 2026-06-01T15:00",
        "13:00 14:00 15:00, 2026-06-01T15:00, 2026-06-02T13:00, 2026-06-03T00:00",
        // a fourth is dated at the very instant at which the first leaves
        "09:00 10:00 11:00 33:00, 2026-06-01T12:00, 2026-06-02T10:00, 2026-06-03T00:00",
        "09:00 10:00 11:00 33:01, 2026-06-01T12:00, 2026-06-02T09:00, 2026-06-02T09:01"
    })
    void shouldCountHoursUpToTheInstantThatIsAskedWhenContactsAreDatedLater(
            String times, String asked, String earliest, String until) {
        // given times of the clock of 1 June, which runs on after 24:00
        ProposalDraft draft = new ProposalDraft();
        for (String time : times.split(" ")) {
            String[] parts = time.split(":");
            draft.after(at("2026-06-01T00:00")
                    .plusSeconds(3600L * Integer.parseInt(parts[0]) + 60L * Integer.parseInt(parts[1])));
        }

        // when
        Instant allowed = FLORIDA.earliestAllowed(at(asked), NEW_YORK, draft.made());

        // then
        assertThat(local(allowed)).as("US-12").isEqualTo(earliest);
        assertThat(local(FLORIDA.allowedUntil(allowed, NEW_YORK, draft.made()))).isEqualTo(until);
    }

    @ParameterizedTest(name = "asked {0}: until {1}")
    @CsvSource({
        "2026-06-01T00:00, 2026-06-02T04:00:00Z",
        "2026-06-01T23:59:59.999999999, 2026-06-02T04:00:00Z",
        "2026-12-31T12:00, 2027-01-01T05:00:00Z",
        "2028-02-28T12:00, 2028-02-29T05:00:00Z",
        "2028-02-29T12:00, 2028-03-01T05:00:00Z",
        // the clock is set on that day
        "2026-03-08T00:30, 2026-03-09T04:00:00Z",
        "2026-03-07T12:00, 2026-03-08T05:00:00Z",
        "2026-11-01T00:30, 2026-11-02T05:00:00Z"
    })
    void shouldHoldUntilTheNextLocalMidnightWhenNothingIsDatedLater(String asked, Instant until) {
        for (ContactLimit limit : List.of(REST, FLORIDA)) {
            ContactProposal proposal = new ProposalDraft().after(at(asked)).made();

            assertThat(limit.allowedUntil(at(asked), NEW_YORK, proposal)).isEqualTo(until);
        }
    }

    @Test
    void shouldHoldUntilMidnightWhenWhatIsDatedLaterDoesNotCountOrCountsByDays() {
        Instant noon = at("2026-06-01T12:00");
        ContactProposal text = new ProposalDraft()
                .after(at("2026-06-01T13:00"), Channel.SMS, Reach.TRIED)
                .made();
        ContactProposal call = new ProposalDraft()
                .after(at("2026-06-01T13:00"), Channel.VOICE, Reach.CONVERSATION)
                .made();
        ContactLimit twice = new ContactLimit(Counted.CONVERSATIONS, Unit.DEBT, 2, 7, WindowUnit.DAYS);
        ContactProposal tomorrow =
                new ProposalDraft().after(at("2026-06-02T00:00")).made();

        assertThat(local(FLORIDA.allowedUntil(noon, NEW_YORK, text)))
                .as("US-06")
                .isEqualTo("2026-06-02T00:00");
        assertThat(local(FLORIDA.allowedUntil(noon, NEW_YORK, tomorrow))).isEqualTo("2026-06-02T00:00");
        assertThat(local(twice.allowedUntil(noon, NEW_YORK, call))).isEqualTo("2026-06-02T00:00");
    }

    @TestFactory
    Stream<DynamicTest> shouldFindTheFirstMinuteAtWhichAPlainCountAllows() {
        return Property.of(60, 25).holds((seed, commands) -> {
            DomainGenerators gen = new DomainGenerators(seed);
            for (int i = 0; i < commands; i++) {
                agreesWithAPlainCount(gen);
            }
        });
    }

    /** Everything lies on whole minutes, so that no instant between two of them can be the first. */
    private static void agreesWithAPlainCount(DomainGenerators gen) {
        SplittableRandom random = gen.random();
        ZoneId zone = gen.percent(30) ? NEW_YORK : gen.zone();
        WindowUnit unit = gen.oneOf(WindowUnit.class);
        int length = unit == WindowUnit.DAYS ? 1 + random.nextInt(3) : 1 + random.nextInt(50);
        ContactLimit limit =
                new ContactLimit(gen.oneOf(Counted.class), gen.oneOf(Unit.class), 1 + random.nextInt(3), length, unit);
        Instant at = Instant.ofEpochSecond(gen.instant().getEpochSecond() / MINUTE * MINUTE);
        List<PastContact> contacts = gen.listOf(9, () -> contact(gen, at));
        ContactRecord past = new ContactRecord(
                contacts, gen.percent(20) ? at.minusSeconds(MINUTE * (long) random.nextInt(3 * 1440)) : null);
        ContactProposal proposal = proposal(gen, past);

        Instant earliest = limit.earliestAllowed(at, zone, proposal);

        assertThat(earliest).isAfterOrEqualTo(at);
        assertThat(plainlyAllowed(limit, earliest, zone, proposal))
                .as("%s allows %s in %s of %s, asked %s", limit, earliest, zone, past, at)
                .isTrue();
        if (earliest.isAfter(at)) {
            assertThat(plainlyAllowed(limit, earliest.minusSeconds(1), zone, proposal))
                    .as("%s waits until %s in %s of %s, asked %s", limit, earliest, zone, past, at)
                    .isFalse();
        }
        for (Instant each = at; each.isBefore(earliest); each = each.plusSeconds(5 * MINUTE)) {
            if (plainlyAllowed(limit, each, zone, proposal)) {
                throw new AssertionError("Expected " + limit + " to allow " + each + " in " + zone + " of " + past
                        + ", but it waits until " + earliest);
            }
        }
        Instant until = limit.allowedUntil(earliest, zone, proposal);
        assertThat(until).isAfter(earliest);
        for (Instant each = earliest; each.isBefore(until); each = each.plusSeconds(5 * MINUTE)) {
            if (!plainlyAllowed(limit, each, zone, proposal)) {
                throw new AssertionError("Expected " + limit + " to hold until " + until + " in " + zone + " of " + past
                        + ", but " + each + " is not allowed");
            }
        }
    }

    /** Most of them in the five days before, some on the day after. */
    private static Contact contact(DomainGenerators gen, Instant at) {
        Instant made = at.plusSeconds(MINUTE * (long) gen.random().nextInt(-5 * 1440, gen.percent(30) ? 1440 : 1));
        Set<AccountId> accounts = gen.percent(30) ? Set.of() : Set.copyOf(gen.listOf(2, () -> gen.oneOf(ACCOUNTS)));
        Channel channel = gen.percent(80) ? Channel.VOICE : gen.oneOf(Channel.class);
        return new Contact(made, channel, null, accounts, gen.oneOf(Reach.class));
    }

    private static ContactProposal proposal(DomainGenerators gen, ContactRecord past) {
        ContactProposal one = new ProposalDraft().made();
        List<AccountId> accounts = gen.percent(40) ? ACCOUNTS : List.of(gen.oneOf(ACCOUNTS));
        List<Debt> debts = accounts.stream()
                .map(account -> new Debt(account, "card", 10, false, Set.of()))
                .toList();
        return new ContactProposal(
                one.point(), one.purpose(), debts, one.where(), past, one.consents(), one.holds(), null);
    }

    /** As docs/rules.md says it: of one debt after the other, or of the person, everything inside is counted. */
    private static boolean plainlyAllowed(ContactLimit limit, Instant at, ZoneId zone, ContactProposal proposal) {
        Instant unknown = proposal.past().completeSince();
        if (unknown != null && isInside(limit, unknown, at, zone)) {
            return false;
        }
        for (Debt debt : proposal.debts()) {
            int inside = 0;
            for (PastContact each : proposal.past().contacts()) {
                Contact contact = (Contact) each;
                boolean counts = limit.per() == Unit.PERSON
                        || contact.accounts().isEmpty()
                        || contact.accounts().contains(debt.account());
                inside += counts && isCounted(limit, contact) && isInside(limit, contact.at(), at, zone) ? 1 : 0;
            }
            if (inside >= limit.most()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInside(ContactLimit limit, Instant contact, Instant at, ZoneId zone) {
        if (limit.unit() == WindowUnit.HOURS) {
            return !contact.isAfter(at) && contact.isAfter(at.minusSeconds(3600L * limit.length()));
        }
        LocalDate day = LocalDate.ofInstant(contact, zone);
        LocalDate today = LocalDate.ofInstant(at, zone);
        return !day.isAfter(today) && day.isAfter(today.minusDays(limit.length()));
    }

    private static boolean isCounted(ContactLimit limit, Contact contact) {
        boolean ours = contact.reach() != Reach.INBOUND_CONVERSATION;
        boolean talked = contact.reach() == Reach.CONVERSATION || !ours;
        return switch (limit.counted()) {
            case ATTEMPTS -> ours;
            case CALLS -> ours && contact.channel() == Channel.VOICE && contact.reach() != Reach.NOT_CONNECTED;
            case CONVERSATIONS -> talked && contact.channel() == Channel.VOICE;
        };
    }
}
