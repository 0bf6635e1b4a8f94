package dev.janji.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.ContactPoint.Consent;
import dev.janji.domain.contact.ContactPoint.Role;
import dev.janji.domain.contact.ContactPoint.Verification;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.policy.ContactProposal.Debt;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.policy.ContactRecord.Contact;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.testing.ProposalDraft;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What waiting does not pass, on both sides of each edge. */
class ConditionTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-01");
    private static final Instant BEFORE = Instant.parse("2026-05-01T03:00:00Z");

    private static boolean allows(Condition condition, ProposalDraft draft) {
        return condition.allows(draft.made(), TODAY);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "OWN, VERIFIED, true",
        "OWN, UNVERIFIED, false",
        "OWN, WRONG, false",
        "WORK, VERIFIED, false",
        "WORK, UNVERIFIED, false",
        "EMERGENCY, VERIFIED, false",
        "EMERGENCY, WRONG, false"
    })
    void shouldAllowOnlyOwnAndVerifiedContactPoints(Role role, Verification verification, boolean allowed) {
        assertThat(allows(new Condition.OwnContactPoints(), new ProposalDraft().to(role, verification)))
                .as("ID-04, UK-03")
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void shouldForbidAContactPointThatIsKnownToBeWrong(Role role) {
        Condition condition = new Condition.NoWrongContactPoints();

        assertThat(allows(condition, new ProposalDraft().to(role, Verification.WRONG)))
                .as("US-10")
                .isFalse();
        assertThat(allows(condition, new ProposalDraft().to(role, Verification.UNVERIFIED)))
                .isTrue();
        assertThat(allows(condition, new ProposalDraft().to(role, Verification.VERIFIED)))
                .isTrue();
    }

    @ParameterizedTest(name = "{1} to {0}: {2}")
    @CsvSource({
        "EMERGENCY, LOCATION, true",
        "EMERGENCY, COLLECTION, false",
        "EMERGENCY, REMINDER, false",
        "OWN, LOCATION, true",
        "OWN, COLLECTION, true",
        "OWN, REMINDER, true",
        "WORK, LOCATION, true",
        "WORK, COLLECTION, true",
        "WORK, REMINDER, true"
    })
    void shouldOnlyAskAnEmergencyContactWhereTheDebtorIs(Role role, Purpose purpose, boolean allowed) {
        ProposalDraft draft =
                new ProposalDraft().to(role, Verification.VERIFIED).purpose(purpose);

        assertThat(allows(new Condition.NoEmergencyContacts(), draft))
                .as("ID-13, US-10")
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "after {1} at {0}: {2}")
    @CsvSource({
        // the proposed one is cp
        "cp, TRIED, false",
        "cp, CONVERSATION, false",
        "cp, NOT_CONNECTED, false",
        "other, TRIED, true",
        "other, CONVERSATION, true",
        // what is not known to have gone elsewhere went there
        ", TRIED, false",
        ", NOT_CONNECTED, false",
        // the debtor's own call is no attempt
        "cp, INBOUND_CONVERSATION, true",
        ", INBOUND_CONVERSATION, true"
    })
    void shouldUseAContactPointOnce(@Nullable String point, Reach reach, boolean allowed) {
        ContactPointId id = point == null ? null : new ContactPointId(point);
        ProposalDraft draft = new ProposalDraft().after(new Contact(BEFORE, Channel.VOICE, id, Set.of(), reach));

        assertThat(allows(new Condition.OnceForEachPoint(), draft)).as("US-10").isEqualTo(allowed);
    }

    @Test
    void shouldUseAContactPointOnlyWhenNothingOfThePastIsMissing() {
        Condition condition = new Condition.OnceForEachPoint();

        assertThat(allows(condition, new ProposalDraft())).as("US-10").isTrue();
        assertThat(allows(condition, new ProposalDraft().completeSince(Instant.EPOCH)))
                .as("US-10: what is no longer remembered may have gone there")
                .isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"OWN, true", "WORK, false", "EMERGENCY, true"})
    void shouldForbidAPlaceOfWork(Role role, boolean allowed) {
        for (Verification verification : Verification.values()) {
            assertThat(allows(new Condition.NotAtWork(), new ProposalDraft().to(role, verification)))
                    .as("US-09, US-11")
                    .isEqualTo(allowed);
        }
    }

    @ParameterizedTest(name = "{0} to a number whose consent is {1}, opted out of {2}: {3}")
    @CsvSource({
        "SMS, GIVEN, , true",
        "SMS, WITHDRAWN, , false",
        "SMS, GIVEN, SMS, false",
        "SMS, WITHDRAWN, SMS, false",
        "SMS, GIVEN, VOICE, true",
        "SMS, GIVEN, EMAIL PUSH WHATSAPP LETTER VOICE, true",
        "LETTER, GIVEN, LETTER, false"
    })
    void shouldSendNothingToWhatWasOptedOut(
            Channel channel, Consent consent, @Nullable String optedOut, boolean allowed) {
        ContactPoint point = ProposalDraft.own(channel).withConsent(consent);
        ProposalDraft draft = new ProposalDraft().to(point);
        ProposalDraft.words(Channel.class, optedOut).forEach(draft::optingOut);

        assertThat(allows(new Condition.OptOutsRespected(), draft))
                .as("OPT-OUT, US-08")
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void shouldAllowOnlyTheNamedChannels(Channel channel) {
        ProposalDraft draft = new ProposalDraft().by(channel);

        assertThat(allows(new Condition.ChannelsOnly(Set.of(channel)), draft))
                .as("ID-12")
                .isTrue();
        assertThat(allows(new Condition.ChannelsOnly(EnumSet.allOf(Channel.class)), draft))
                .isTrue();
        assertThat(allows(new Condition.ChannelsOnly(EnumSet.complementOf(EnumSet.of(channel))), draft))
                .isFalse();
        assertThat(allows(new Condition.ChannelsOnly(Set.of()), draft)).isFalse();
    }

    @ParameterizedTest(name = "{0} attests {1}")
    @CsvSource({"WA-01, whatsapp-allowed", "US-TCPA, us-tcpa-consent", "US-VALIDATION, us-validation-notice"})
    void shouldAllowOnlyWhatTheLenderAttests(String id, String name) {
        assertThat(allows(new Condition.LenderAttests(name, true), new ProposalDraft()))
                .as(id)
                .isTrue();
        assertThat(allows(new Condition.LenderAttests(name, false), new ProposalDraft()))
                .as(id)
                .isFalse();
    }

    @ParameterizedTest(name = "{0}: {3} days past due with notices {4}: {5}")
    @CsvSource({
        "ID-07, WARNING_LETTER, 31, 30, , true",
        "ID-07, WARNING_LETTER, 31, 31, , false",
        "ID-07, WARNING_LETTER, 31, 31, WARNING_LETTER, true",
        "ID-07, WARNING_LETTER, 31, 31, PRE_DUE, false",
        "ID-07, WARNING_LETTER, 31, 31, PRE_DUE WARNING_LETTER, true",
        "ID-07, WARNING_LETTER, 31, 2147483647, , false",
        "ID-07, WARNING_LETTER, 31, -2147483648, , true",
        "ID-11, PRE_DUE, 1, 0, , true",
        "ID-11, PRE_DUE, 1, 1, , false",
        "ID-11, PRE_DUE, 1, 1, PRE_DUE, true",
        "ID-11, PRE_DUE, 1, 1, WARNING_LETTER, false",
        "ID-11, PRE_DUE, 1, -1, , true"
    })
    void shouldDemandTheNoticeFromThatDayOn(
            String id, NoticeKind notice, int from, int daysPastDue, @Nullable String given, boolean allowed) {
        Set<NoticeKind> notices = ProposalDraft.words(NoticeKind.class, given);
        ProposalDraft draft = new ProposalDraft().late(daysPastDue, notices.toArray(NoticeKind[]::new));

        assertThat(allows(new Condition.NoticeFirst(notice, from), draft))
                .as(id)
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "card {0} days past due with {1}, loan {2} with {3}: {4}")
    @CsvSource({
        "31, WARNING_LETTER, 31, WARNING_LETTER, true",
        "31, WARNING_LETTER, 31, , false",
        "31, , 31, WARNING_LETTER, false",
        "30, , 30, , true",
        "30, , 31, , false",
        "31, WARNING_LETTER, 30, , true"
    })
    void shouldDemandTheNoticeForEveryDebtOfTheContact(
            int card, @Nullable String cardNotices, int loan, @Nullable String loanNotices, boolean allowed) {
        ProposalDraft draft = new ProposalDraft()
                .about(
                        new Debt(
                                ProposalDraft.CARD,
                                "card",
                                card,
                                false,
                                ProposalDraft.words(NoticeKind.class, cardNotices)),
                        new Debt(
                                ProposalDraft.LOAN,
                                "loan",
                                loan,
                                false,
                                ProposalDraft.words(NoticeKind.class, loanNotices)));

        assertThat(allows(new Condition.NoticeFirst(NoticeKind.WARNING_LETTER, 31), draft))
                .as("ID-07")
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} days past due, with an operator {1}: {2}")
    @CsvSource({
        "89, false, true",
        "90, false, true",
        "91, false, false",
        "90, true, true",
        "91, true, true",
        "-3, false, true",
        "2147483647, false, false",
        "2147483647, true, true"
    })
    void shouldLeaveAnOlderDebtToAnOperator(int daysPastDue, boolean placed, boolean allowed) {
        Debt debt = new Debt(ProposalDraft.CARD, "card", daysPastDue, placed, Set.of());
        Debt young = new Debt(ProposalDraft.LOAN, "loan", 90, false, Set.of());
        Condition condition = new Condition.PlacedWhenOlder(90);

        assertThat(allows(condition, new ProposalDraft().about(debt)))
                .as("ID-16")
                .isEqualTo(allowed);
        assertThat(allows(condition, new ProposalDraft().about(young, debt)))
                .as("ID-16: of every debt of the contact")
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "certified until {0}, today {1}: {2}")
    @CsvSource({
        "2026-06-02, 2026-06-01, true",
        "2026-06-01, 2026-06-01, true",
        "2026-05-31, 2026-06-01, false",
        "2028-02-29, 2028-02-29, true",
        "2028-02-29, 2028-03-01, false",
        "2026-12-31, 2027-01-01, false",
        ", 2026-06-01, false"
    })
    void shouldLetOnlyCertifiedPersonsSpeak(@Nullable LocalDate until, LocalDate today, boolean allowed) {
        ContactProposal proposal = new ProposalDraft().spokenBy(until).made();

        assertThat(new Condition.CertifiedAgents().allows(proposal, today))
                .as("ID-08, and ID-14 of the training")
                .isEqualTo(allowed);
    }

    @Test
    void shouldDemandNoCertificateWhenNoPersonSpeaks() {
        assertThat(allows(new Condition.CertifiedAgents(), new ProposalDraft()))
                .as("ID-08")
                .isTrue();
    }

    @ParameterizedTest(name = "{0} stops on {1}; standing {2}: {3}")
    @CsvSource({
        "UK-01, MORATORIUM, MORATORIUM, false",
        "UK-01, MORATORIUM, , true",
        "UK-01, MORATORIUM, CEASE DECEASED BANKRUPTCY ATTORNEY HARDSHIP, true",
        "UK-01, MORATORIUM, HARDSHIP MORATORIUM, false",
        "US-09, CEASE ATTORNEY BANKRUPTCY, CEASE, false",
        "US-09, CEASE ATTORNEY BANKRUPTCY, ATTORNEY, false",
        "US-09, CEASE ATTORNEY BANKRUPTCY, BANKRUPTCY, false",
        "US-09, CEASE ATTORNEY BANKRUPTCY, MORATORIUM DECEASED HARDSHIP, true",
        "US-09, CEASE ATTORNEY BANKRUPTCY, , true"
    })
    void shouldStopWhileSuchAHoldStands(String id, String kinds, @Nullable String standing, boolean allowed) {
        ProposalDraft draft = new ProposalDraft();
        ProposalDraft.words(Hold.Kind.class, standing).forEach(draft::holding);

        assertThat(allows(new Condition.StopsOnHold(ProposalDraft.words(Hold.Kind.class, kinds)), draft))
                .as(id)
                .isEqualTo(allowed);
    }
}
