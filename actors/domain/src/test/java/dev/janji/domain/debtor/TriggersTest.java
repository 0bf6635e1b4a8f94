package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static dev.janji.domain.testing.StepDraft.due;
import static dev.janji.domain.testing.StepDraft.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.Promise;
import dev.janji.domain.account.PromiseTally;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Step.Late;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.StepDraft;
import dev.janji.domain.testing.StrategyDraft;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps that count from other days than the due date, and what one contact stands for. The first of June 2026 is a Monday. */
class TriggersTest {
    private static final StepDraft REMINDER = on("reminder", Trigger.PROMISE_DUE, -1, "10:00");
    private static final StepDraft BROKEN =
            on("broken", Trigger.PROMISE_BROKEN, 0, "10:00").late(Late.STILL_DUE);
    private static final StepDraft RETURNED = on("returned", Trigger.PAYMENT_REVERSED, 0, "10:00");

    private static DebtorStory by(StepDraft... steps) {
        return DebtorStory.ofCard(StrategyDraft.of("s", steps).rules(), "2026-06-01T08:00", "2026-06-01");
    }

    private static DebtorStory paid(DebtorStory story, String id, long minor, String valueDate) {
        return story.tell(new LenderEvent.PaymentReceived(
                CARD, new PaymentId(id), DebtorStory.rupiah(minor), LocalDate.parse(valueDate)));
    }

    @Test
    void shouldRemindOfAPromiseOnceAndDoNothingElseWhileItIsActive() {
        // given
        DebtorStory story = by(due("a", 1, "09:00"), due("b", 2, "09:00"), due("c", 9, "09:00"), REMINDER, BROKEN);

        // when
        story.promise("pr", 100, "2026-06-05");

        // then
        assertThat(story.minutesUntil("2026-06-06T23:59")).containsExactly("2026-06-04T10:00 SMS reminder");
        assertThat(story.waitsFor()).containsExactly(Plan.PROMISE);
        assertThat(story.minutesUntil("2026-06-10T12:00"))
                .as("the seventh is a Sunday")
                .containsExactly("2026-06-08T08:00 SMS broken", "2026-06-08T08:00 SMS b", "2026-06-10T09:00 SMS c");
    }

    @Test
    void shouldRemindAgainWhenTheReminderWasNeverSent() {
        // given
        DebtorStory story = by(due("a", 1, "09:00"), REMINDER).promise("pr", 100, "2026-06-05");
        story.at("2026-06-04T10:00").wake();

        // when
        story.answer(Answer.EXPIRED);

        // then
        assertThat(story.minutesUntil("2026-06-05T23:59")).containsExactly("2026-06-04T11:00 SMS reminder");
    }

    @Test
    void shouldNotRemindWhenThePromisedDayIsOver() {
        // given
        DebtorStory story = by(REMINDER).promise("pr", 100, "2026-06-05");

        // when
        story.at("2026-06-06T10:00").wake();

        // then
        assertThat(story.contacted())
                .as("a day of grace is left, but no day to remind of")
                .isEmpty();
    }

    @Test
    void shouldNotRemindOfAPromiseThatWasMadeAfterTheRemindersTime() {
        // given
        DebtorStory story = by(REMINDER);

        // when
        story.at("2026-06-04T21:00").promise("pr", 100, "2026-06-05");

        // then
        assertThat(story.minutesUntil("2026-06-06T23:59")).isEmpty();
    }

    @Test
    void shouldRemindOfTheNextPromiseAsWell() {
        // given
        DebtorStory story = by(REMINDER).promise("pr1", 10, "2026-06-05");
        story.liveUntil("2026-06-05T09:00");
        story.pay(CARD, "p1", 10);

        // when
        story.promise("pr2", 50, "2026-06-12");

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-11T10:00 SMS reminder");
    }

    @Test
    void shouldNotRemindOfAKeptPromise() {
        // given
        DebtorStory story = by(REMINDER).promise("pr", 10, "2026-06-05");

        // when
        story.pay(CARD, "p1", 10);

        // then
        assertThat(story.liveUntil("2026-06-30T00:00")).isEmpty();
    }

    @Test
    void shouldNotRemindWhileTheAccountIsDisputed() {
        // given
        DebtorStory story = by(REMINDER).promise("pr", 100, "2026-06-05");

        // when
        story.tell(new LenderEvent.DisputeOpened(CARD, "d1", "AMOUNT"));

        // then
        assertThat(story.liveUntil("2026-06-06T23:59")).isEmpty();
    }

    @Test
    void shouldFollowUpABrokenPromiseFromTheDayAfterItsDeadline() {
        // given
        DebtorStory story = by(BROKEN, on("broken+3", Trigger.PROMISE_BROKEN, 3, "10:00"));

        // when
        story.promise("pr", 100, "2026-06-02");

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00"))
                .as("a day of grace")
                .containsExactly("2026-06-04T10:00 SMS broken", "2026-06-08T08:00 SMS broken+3");
    }

    @Test
    void shouldFollowUpAPromiseThatWasKeptInPart() {
        // given
        DebtorStory story = by(BROKEN).promise("pr", 50, "2026-06-02");

        // when
        story.pay(CARD, "p1", 20);

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-04T10:00 SMS broken");
    }

    @Test
    void shouldWithdrawTheFollowUpWhenALatePaymentKeepsThePromise() {
        // given
        DebtorStory story = by(BROKEN).promise("pr", 50, "2026-06-02");
        story.liveUntil("2026-06-04T09:00");

        // when
        paid(story, "p1", 50, "2026-06-03");

        // then
        assertThat(story.account(CARD).promise().state()).isEqualTo(Promise.State.KEPT);
        assertThat(story.liveUntil("2026-06-30T00:00")).isEmpty();
        assertThat(story.account(CARD).promises())
                .as("decided twice, counted once")
                .isEqualTo(new PromiseTally(1, 0));
    }

    /** Who has paid all that was due by the promise is not told of the broken word with the next instalment. */
    @Test
    void shouldNotSpeakOfABrokenPromiseWhenWhatWasDueIsPaid() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                StrategyDraft.of("s", BROKEN, due("next", 1, "09:00")).rules(),
                "2026-06-03T08:00",
                "2026-06-01",
                "2026-07-01");
        story.at("2026-06-01T08:00").promise("pr", 50, "2026-06-02").liveUntil("2026-06-04T09:00");

        // when
        story.pay(CARD, "p1", 100);

        // then
        assertThat(story.account(CARD).promise().state()).isEqualTo(Promise.State.BROKEN);
        assertThat(story.minutesUntil("2026-07-30T00:00")).containsExactly("2026-07-02T09:00 SMS next");
    }

    @Test
    void shouldTellOfAReversedPayment() {
        // given
        DebtorStory story = by(RETURNED, on("returned+2", Trigger.PAYMENT_REVERSED, 2, "10:00"));
        story.pay(CARD, "p1", 10).at("2026-06-03T12:00");

        // when
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00"))
                .containsExactly("2026-06-03T12:00 SMS returned", "2026-06-05T10:00 SMS returned+2");
    }

    @Test
    void shouldNotTellOfAReversedPaymentWhenAnotherOneCameSince() {
        // given
        DebtorStory story = by(RETURNED).pay(CARD, "p1", 10).at("2026-06-03T08:00");
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));

        // when
        story.at("2026-06-03T08:30").pay(CARD, "p2", 10);

        // then
        assertThat(story.liveUntil("2026-06-30T00:00")).isEmpty();
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p2"), "NSF"));
        assertThat(story.liveUntil("2026-07-15T00:00")).containsExactly("2026-06-30 returned");
    }

    /** {@code returned} leads, for its time came later; 08:00 is the first that is allowed. */
    private static DebtorStory merged() {
        DebtorStory story = by(due("a", 2, "09:00").by(Channel.EMAIL), RETURNED);
        story.pay(CARD, "p1", 10).at("2026-06-03T10:00");
        return story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));
    }

    @Test
    void shouldStandForTheDueStepsOfOtherTriggers() {
        // given
        DebtorStory story = merged();

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-03T10:00 SMS returned+a");
    }

    @Test
    void shouldReopenBothWhenTheContactIsNeverSent() {
        // given
        DebtorStory story = merged().wake();
        assertThat(story.contacted()).containsExactly("returned", "a");

        // when
        story.answer(Answer.WITHDRAWN);

        // then
        assertThat(story.account(CARD).progress().passed().values()).allMatch(minute -> minute < 2 * 1_440 + 540);
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-03T10:00 SMS returned+a");
    }

    @Test
    void shouldReopenBothWhenADoubtIsSettledAsNeverSent() {
        // given
        DebtorStory story = merged().wake();
        Attempt open = story.openAttempt();
        story.answer(Answer.IN_DOUBT);
        assertThat(story.at("2026-06-03T11:00").wake().contacted()).isEmpty();

        // when
        story.accept(new DebtorCommand.SettleAttempt(open.id(), Settlement.NEVER_SENT, ""));

        // then
        assertThat(story.wake().contacted()).containsExactly("returned", "a");
    }

    /** A contact stands for others, a refusal does not. */
    @Test
    void shouldTakeTheOtherTriggersStepInItsOwnWayWhenTheLeadingOneCannotBeMade() {
        // given
        DebtorStory story = by(
                due("a", 2, "09:00").by(Channel.EMAIL),
                on("letter", Trigger.PAYMENT_REVERSED, 0, "10:00").by(Channel.LETTER));
        story.pay(CARD, "p1", 10).at("2026-06-03T10:00");
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-03T10:00 EMAIL a");
        assertThat(story.events(DebtorEvent.ContactRefused.class))
                .extracting(
                        each -> each.steps().stream().map(StepReference::name).toList())
                .containsExactly(List.of("letter"));
    }

    @Test
    void shouldNotStandForAStillDueStep() {
        // given
        DebtorStory story = by(
                due("a", 2, "09:00"),
                RETURNED,
                on("still", Trigger.BUCKET_ENTERED, 0, "09:00").late(Late.STILL_DUE));
        story.pay(CARD, "p1", 10).at("2026-06-03T10:00");

        // when
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00"))
                .containsExactly("2026-06-03T10:00 SMS still", "2026-06-03T10:00 SMS returned+a");
    }

    @Test
    void shouldCountFromTheDayOnWhichABucketIsEntered() {
        // given
        DebtorStory story = by(
                on("b1+2", Trigger.BUCKET_ENTERED, 2, "10:00").of("B1"),
                on("b2+3", Trigger.BUCKET_ENTERED, 3, "10:00").of("B2"));

        // when
        List<String> contacts = story.minutesUntil("2026-07-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-04T10:00 SMS b1+2", "2026-07-06T08:00 SMS b2+3");
        assertThat(story.account(CARD).bucketSince()).isEqualTo(LocalDate.parse("2026-07-02"));
    }

    /** The lender's payment cures the first due date on 10 June; the second one is a month away. */
    @Test
    void shouldCountFromTheDayOnWhichAnAccountIsCuredAndNotFromTheNextDueDate() {
        // given
        DebtorStory story = DebtorStory.ofCard(
                StrategyDraft.of(
                                "s",
                                on("cured+1", Trigger.BUCKET_ENTERED, 1, "10:00")
                                        .of("CURRENT"))
                        .rules(),
                "2026-06-01T08:00",
                "2026-06-01",
                "2026-07-01");
        story.liveUntil("2026-06-10T12:00");

        // when
        story.pay(CARD, "p1", 100);

        // then
        assertThat(story.account(CARD).bucketSince()).isEqualTo(LocalDate.parse("2026-06-10"));
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-11T10:00 SMS cured+1");
    }

    @Test
    void shouldKnowNoDayOfABucketWhenNothingIsUnpaidOrNobodyKnowsTheZone() {
        // given
        DebtorStory all = by(due("a", 1, "09:00"));
        DebtorStory nowhere =
                new DebtorStory("2026-06-01T08:00").by(StrategyDraft.of("s").rules());
        nowhere.tell(new LenderEvent.DebtorUpserted(new Profile("Ayu", "id", "Jalan 1", null, List.of())))
                .account(LOAN, "2026-06-01", "2026-07-01");
        all.liveUntil("2026-06-10T12:00");
        nowhere.liveUntil("2026-06-10T12:00");
        LocalDate late = nowhere.account(LOAN).bucketSince();

        // when
        all.pay(CARD, "p1", 100);
        nowhere.pay(LOAN, "p1", 100);

        // then
        assertThat(all.account(CARD).bucketSince()).isNull();
        assertThat(late).as("days past due say which day it was").isEqualTo(LocalDate.parse("2026-06-02"));
        assertThat(nowhere.account(LOAN).bucketSince()).isNull();
    }

    @Test
    void shouldContactOnceForTwoAccountsOfDifferentTriggers() {
        // given
        DebtorStory story = by(due("a", 3, "10:00"), RETURNED).account(LOAN, "2026-05-29");
        story.at("2026-06-03T08:00")
                .tell(new LenderEvent.PaymentReceived(
                        CARD, new PaymentId("p1"), DebtorStory.rupiah(10), LocalDate.parse("2026-06-03")));
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));

        // when
        story.wake();

        // then
        assertThat(story.openAttempt().covers())
                .extracting(step -> step.account() + " " + step.name())
                .containsExactly("loan a");
        assertThat(story.answer(Answer.HANDED_OVER).nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T10:00"));
        assertThat(story.minutesUntil("2026-06-03T12:00")).containsExactly("2026-06-03T10:00 SMS returned");
    }
}
