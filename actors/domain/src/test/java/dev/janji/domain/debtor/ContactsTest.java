package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactRecord;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of an attempt: authorized, answered or not, looked up, reported. */
class ContactsTest {
    private static final String DUE = "2026-06-02T09:00";

    private static DebtorStory withOpenAttempt() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.at(DUE).wake();
        story.openAttempt();
        return story;
    }

    @Test
    void shouldNameTheAttemptAfterDebtorAndSequenceNumberWhenItIsAuthorized() {
        DebtorStory story = withOpenAttempt();

        Attempt attempt = story.openAttempt();
        assertThat(attempt.id()).isEqualTo(new AttemptId("bank~d1~" + story.state.version()));
        assertThat(attempt.validUntil()).isEqualTo(story.now().plusSeconds(30));
        DebtorEvent.ContactAuthorized event =
                story.events(DebtorEvent.ContactAuthorized.class).get(0);
        assertThat(event.ruleIds()).contains("ID-01", "ID-05", "ID-10");
        assertThat(event.strategyVersion()).isEqualTo("default-1");
        assertThat(event.policyVersion()).isEqualTo("pack");
    }

    @Test
    void shouldEndTheValidityWithTheWindowWhenThatComesFirst() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");

        story.at("2026-06-02T19:59:50").wake();

        assertThat(story.openAttempt().validUntil())
                .isEqualTo(story.at("2026-06-02T20:00:00").now());
    }

    @Test
    void shouldDeferToTheNextMorningWhenTheWindowIsOver() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");

        story.at("2026-06-02T20:00:00").wake();

        assertThat(story.known().openAttempt()).isNull();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T08:00"));
        assertThat(story.events(DebtorEvent.ContactDeferred.class).get(0).ruleIds())
                .containsExactly("ID-01");
        assertThat(story.at("2026-06-03T08:00").wake().contacted()).containsExactly("H+1");
    }

    @Test
    void shouldTryTheNextContactPointLaterWhenOneIsRefused() {
        DebtorStory story = withOpenAttempt();
        assertThat(story.openAttempt().channel()).isEqualTo(Channel.SMS);

        story.answer(Answer.REFUSED);

        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T10:00"));
        assertThat(story.events(DebtorEvent.ContactDeferred.class).get(0).ruleIds())
                .containsExactly("RETRY");
        story.at("2026-06-02T10:00").wake();
        assertThat(story.openAttempt().channel()).isEqualTo(Channel.EMAIL);
        story.answer(Answer.REFUSED).at("2026-06-02T11:00").wake();
        assertThat(story.events(DebtorEvent.ContactRefused.class).get(0).ruleIds())
                .containsExactly(Plan.NO_CONTACT_POINT);
    }

    @Test
    void shouldGiveUpTheStepWhenItsTriesAreExhausted() {
        DebtorStory story = withOpenAttempt();
        story.answer(Answer.EXPIRED).at("2026-06-02T10:00").wake();
        story.answer(Answer.EXPIRED).at("2026-06-02T11:00").wake();
        story.answer(Answer.EXPIRED).at("2026-06-02T12:00").wake();

        assertThat(story.known().openAttempt()).isNull();
        assertThat(story.events(DebtorEvent.ContactRefused.class).get(0).ruleIds())
                .containsExactly(Plan.TRIES);
        assertThat(story.liveUntil("2026-06-04T12:00")).containsExactly("2026-06-04 H+3");
    }

    /** An attempt that the house took back reached nobody, and the channel did not fail either. */
    @Test
    void shouldCountNoTryOfWhatWasWithdrawn() {
        DebtorStory story = withOpenAttempt();
        for (int withdrawn = 0; withdrawn < 5; withdrawn++) {
            story.answer(Answer.WITHDRAWN).wake();
        }
        assertThat(story.account(CARD).progress().current().tries()).isEqualTo(6);

        story.answer(Answer.EXPIRED).at("2026-06-02T10:00").wake();
        story.answer(Answer.EXPIRED).at("2026-06-02T11:00").wake();
        assertThat(story.openAttempt().covers()).extracting(StepReference::name).containsExactly("H+1");
        story.answer(Answer.EXPIRED).at("2026-06-02T12:00").wake();
        assertThat(story.events(DebtorEvent.ContactRefused.class).get(0).ruleIds())
                .containsExactly(Plan.TRIES);
    }

    @Test
    void shouldDecideAnewWhenTheAttemptWasWithdrawnByAPartialPayment() {
        DebtorStory story = withOpenAttempt();
        AttemptId open = story.openAttempt().id();

        Decision decision = story.decide(payment(10));
        assertThat(decision).isInstanceOfSatisfying(Decision.Accepted.class, accepted -> {
            assertThat(accepted.ack()).isEqualTo(Decision.Ack.AFTER_OPEN_ATTEMPT);
            assertThat(accepted.followUps()).containsExactly(new FollowUp.WithdrawContact(open, Channel.SMS));
        });
        story.pay(CARD, "p1", 10).answer(Answer.WITHDRAWN);

        assertThat(story.liveUntil("2026-06-03T12:00")).containsExactly("2026-06-03 H+1");
    }

    @Test
    void shouldPutTheAttemptInDoubtWhenNoAnswerComesInTime() {
        DebtorStory story = withOpenAttempt();
        FollowUp lookUp = lookUpOf(story.openAttempt());

        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T09:00:35"));
        assertThat(story.at("2026-06-02T09:00:34").wake().followUps).isEmpty();
        story.at("2026-06-02T09:00:35").wake();

        assertThat(story.followUps).containsExactly(lookUp);
        assertThat(story.known().openAttempt()).isNull();
        assertThat(DebtorRules.outstanding(story.state, story.context()).followUps())
                .containsExactly(lookUp);
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T09:15:35"));
        assertThat(story.wake().contacted()).as("never blindly sent again").isEmpty();
    }

    @Test
    void shouldCountTheAttemptAsMadeWhenNobodyKnowsForADay() {
        DebtorStory story = withOpenAttempt();
        story.at("2026-06-02T09:00:35").wake();

        story.at("2026-06-03T09:00:34").wake();
        assertThat(story.events(DebtorEvent.AttemptSettled.class)).isEmpty();
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T09:00:35"));
        story.at("2026-06-03T09:00:35").wake();

        assertThat(story.events(DebtorEvent.AttemptSettled.class))
                .extracting(DebtorEvent.AttemptSettled::settlement)
                .containsExactly(Settlement.COUNTED_AS_MADE);
        assertThat(story.liveUntil("2026-06-04T12:00")).containsExactly("2026-06-04 H+3");
    }

    @Test
    void shouldMakeTheStepAgainWhenTheProviderNeverSawIt() {
        DebtorStory story = withOpenAttempt();
        AttemptId id = story.openAttempt().id();
        story.at("2026-06-02T09:00:35").wake();

        story.at("2026-06-02T09:10:00").accept(new DebtorCommand.SettleAttempt(id, Settlement.NEVER_SENT, ""));

        assertThat(story.wake().contacted()).containsExactly("H+1");
        assertThat(story.openAttempt().id()).isNotEqualTo(id);
    }

    @Test
    void shouldLookUpEveryAttemptInDoubtWhenThereAreSeveral() {
        DebtorStory story = withOpenAttempt();
        FollowUp first = lookUpOf(story.openAttempt());
        story.answer(Answer.IN_DOUBT);
        story.account(DebtorStory.LOAN, "2026-06-01").at("2026-06-02T09:05:00").wake();
        FollowUp second = lookUpOf(story.openAttempt());
        story.answer(Answer.IN_DOUBT);

        story.at("2026-06-02T09:30:00").wake();

        assertThat(story.followUps).containsExactly(first, second);
    }

    private static FollowUp lookUpOf(Attempt attempt) {
        return new FollowUp.LookUpContact(attempt.id(), Channel.SMS, attempt.authorizedAt());
    }

    @Test
    void shouldSettleTheDoubtWhenTheAnswerComesLate() {
        DebtorStory story = withOpenAttempt();
        AttemptId id = story.openAttempt().id();
        story.at("2026-06-02T09:00:35").wake();

        story.accept(new DebtorCommand.RecordAnswer(id, Answer.HANDED_OVER, "", "ref"));
        story.accept(new DebtorCommand.RecordAnswer(id, Answer.HANDED_OVER, "", "ref"));
        story.accept(new DebtorCommand.RecordAnswer(id, Answer.IN_DOUBT, "", ""));

        assertThat(story.known().history().attempts())
                .singleElement()
                .satisfies(past -> assertThat(past.settlement()).isEqualTo(Settlement.SENT));
        assertThat(story.events(DebtorEvent.AttemptSettled.class)).hasSize(1);
    }

    @Test
    void shouldTakeAReceiptAsTheAnswerWhenItComesFirst() {
        DebtorStory story = withOpenAttempt();
        AttemptId id = story.openAttempt().id();

        story.outcome(id, Outcome.DELIVERED);

        assertThat(story.known().openAttempt()).isNull();
        story.accept(new DebtorCommand.RecordAnswer(id, Answer.HANDED_OVER, "", "ref"));
        assertThat(story.known().history().attempts())
                .singleElement()
                .isEqualTo(new PastAttempt(
                        story.events(DebtorEvent.ContactAuthorized.class).get(0).attempt(),
                        Answer.HANDED_OVER,
                        null,
                        Outcome.DELIVERED));
    }

    @Test
    void shouldSettleTheDoubtWhenAReceiptComes() {
        DebtorStory story = withOpenAttempt();
        AttemptId id = story.openAttempt().id();
        story.answer(Answer.IN_DOUBT).outcome(id, Outcome.DELIVERED);

        assertThat(story.known().history().inDoubt()).isEmpty();
        story.accept(new DebtorCommand.SettleAttempt(id, Settlement.NEVER_SENT, ""));
        assertThat(story.known().history().attempts().get(0).countsAsMade()).isTrue();
        assertThat(story.wake().contacted()).isEmpty();
    }

    @Test
    void shouldNotUseAnAddressAgainWhenItBouncedHoweverReceiptsAreOrdered() {
        for (List<Outcome> order : List.of(
                List.of(Outcome.BOUNCED, Outcome.DELIVERED, Outcome.READ),
                List.of(Outcome.READ, Outcome.BOUNCED, Outcome.DELIVERED),
                List.of(Outcome.DELIVERED, Outcome.READ, Outcome.BOUNCED))) {
            DebtorStory story = withOpenAttempt();
            AttemptId id = story.openAttempt().id();
            order.forEach(outcome -> story.outcome(id, outcome));

            ContactPoint point = story.known().profile().contactPoint(new ContactPointId("sms"));
            assertThat(point.verification()).as(order.toString()).isEqualTo(ContactPoint.Verification.WRONG);
            assertThat(story.known().history().attempts().get(0).outcome()).isEqualTo(Outcome.BOUNCED);
        }
    }

    @Test
    void shouldNotUseAnAddressAgainThatTheProviderRefusesAsDeadAndNotCountItAsAContact() {
        DebtorStory story = withOpenAttempt();
        AttemptId id = story.openAttempt().id();

        story.answer(Answer.REFUSED).outcome(id, Outcome.BOUNCED);

        ContactPoint point = story.known().profile().contactPoint(new ContactPointId("sms"));
        assertThat(Contactability.of(point, story.known()).kind()).isEqualTo(Contactability.Kind.DEAD);
        assertThat(story.known().history().attempts().get(0).countsAsMade()).isFalse();
    }

    @Test
    void shouldCountWhatWasRefusedAndIsReportedAllTheSame() {
        DebtorStory story = withOpenAttempt();
        AttemptId id = story.openAttempt().id();

        story.answer(Answer.REFUSED).outcome(id, Outcome.DELIVERED);

        assertThat(story.known().history().attempts().get(0).countsAsMade()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void shouldRefuseWhenAnAnswerSpeaksOfAnUnknownAttempt(Answer answer) {
        DebtorStory story = withOpenAttempt();
        AttemptId stranger = new AttemptId("bank~d1~999");
        Decision.Rejected unknown = new Decision.Rejected(RefusalReason.ATTEMPT_UNKNOWN, "attempt");

        assertThat(story.decide(new DebtorCommand.RecordAnswer(stranger, answer, "", "")))
                .isEqualTo(unknown);
        assertThat(story.decide(new DebtorCommand.SettleAttempt(stranger, Settlement.SENT, "")))
                .isEqualTo(unknown);
        assertThat(story.decide(new DebtorCommand.RecordOutcome(stranger, Outcome.READ, story.now())))
                .isEqualTo(unknown);
        DebtorStory nobody = new DebtorStory(DUE);
        assertThat(nobody.decide(new DebtorCommand.RecordAnswer(stranger, answer, "", "")))
                .isEqualTo(unknown);
        assertThat(nobody.decide(new DebtorCommand.SettleAttempt(stranger, Settlement.SENT, "")))
                .isEqualTo(unknown);
        assertThat(nobody.decide(new DebtorCommand.RecordOutcome(stranger, Outcome.READ, nobody.now())))
                .isEqualTo(unknown);
        assertThat(nobody.wake().journal).isEmpty();
        assertThat(DebtorRules.outstanding(nobody.state, nobody.context()))
                .isEqualTo(new DebtorRules.Outstanding(List.of(), null));
    }

    @ParameterizedTest(name = "{0}, settled {1}, reported {2}: counts {3}")
    @CsvSource(
            nullValues = "none",
            value = {
                "HANDED_OVER, none, none, true",
                "IN_DOUBT, none, none, true",
                "IN_DOUBT, SENT, none, true",
                "IN_DOUBT, COUNTED_AS_MADE, none, true",
                "IN_DOUBT, NEVER_SENT, none, false",
                "IN_DOUBT, NEVER_SENT, DELIVERED, true",
                "REFUSED, none, none, false",
                "EXPIRED, none, none, false",
                "WITHDRAWN, none, none, false",
                "WITHDRAWN, none, READ, true"
            })
    void shouldCountForCapsWhatMayHaveReachedTheDebtor(
            Answer answer, Settlement settlement, Outcome outcome, boolean counts) {
        DebtorStory story = withOpenAttempt();
        PastAttempt past = new PastAttempt(story.openAttempt(), answer, settlement, outcome);

        assertThat(past.countsAsMade()).isEqualTo(counts);
        assertThat(ContactHistory.NONE.with(past).record().contacts()).hasSize(counts ? 1 : 0);
    }

    @Test
    void shouldKeepWhatCountsForCapsWhenManyAttemptsCameToNothing() {
        DebtorStory story = withOpenAttempt();
        Attempt open = story.openAttempt();
        ContactHistory history = ContactHistory.NONE.with(new PastAttempt(open, Answer.HANDED_OVER, null, null));
        for (int i = 0; i < 3 * ContactHistory.KEPT; i++) {
            Attempt next = new Attempt(
                    new AttemptId("bank~d1~" + (1_000 + i)),
                    open.channel(),
                    open.contactPoint(),
                    open.covers(),
                    "t",
                    open.authorizedAt().plus(Duration.ofMinutes(i)),
                    open.validUntil());
            history = history.with(new PastAttempt(next, Answer.WITHDRAWN, null, null));
        }

        assertThat(history.attempts()).hasSize(ContactHistory.KEPT);
        assertThat(history.record().contacts())
                .extracting(ContactRecord.PastContact::at)
                .containsExactly(open.authorizedAt());
        assertThat(history.record().completeSince()).isEqualTo(open.authorizedAt());
    }

    @Test
    void shouldKeepTheLatestWhenContactsElsewhereAreToldOutOfOrder() {
        DebtorStory story = withOpenAttempt();
        ContactHistory history = ContactHistory.NONE;
        for (int i = 0; i < 2 * ContactHistory.KEPT; i++) {
            history = history.with(new ContactHistory.Elsewhere(
                    story.now().minus(Duration.ofDays(i)), Channel.VOICE, LenderEvent.ContactResult.REACHED, null));
        }

        assertThat(history.elsewhere()).hasSize(ContactHistory.KEPT);
        assertThat(history.record().contacts())
                .extracting(ContactRecord.PastContact::at)
                .contains(story.now());
        assertThat(history.record().completeSince())
                .isEqualTo(story.now().minus(Duration.ofDays(ContactHistory.KEPT - 1)));
    }

    private static LenderEvent payment(long minor) {
        return new LenderEvent.PaymentReceived(
                CARD,
                new dev.janji.domain.id.PaymentId("p1"),
                DebtorStory.rupiah(minor),
                java.time.LocalDate.parse("2026-06-02"));
    }
}
