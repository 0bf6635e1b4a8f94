package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.testing.StepDraft.due;
import static dev.janji.domain.testing.StepDraft.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Action.Sign;
import dev.janji.domain.strategy.Step.Late;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.StepDraft;
import dev.janji.domain.testing.StrategyDraft;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step that waits for a response before it takes its next channel. The first of June 2026 is a Monday. */
class ResponseTest {
    private static final StepDraft WAITS = due("a", 1, "09:00").waiting(Sign.DELIVERED, 24, Channel.SMS, Channel.EMAIL);

    private static DebtorStory by(StepDraft... steps) {
        return by(StrategyDraft.of("s", steps));
    }

    private static DebtorStory by(StrategyDraft strategy) {
        return DebtorStory.ofCard(strategy.rules(), "2026-06-01T08:00", "2026-06-01");
    }

    /** Sends the first channel's contact and hands it over. */
    private static AttemptId first(DebtorStory story) {
        assertThat(story.at("2026-06-02T09:00").wake().contacted()).containsExactly("a");
        AttemptId id = story.openAttempt().id();
        story.answer(Answer.HANDED_OVER);
        return id;
    }

    @Test
    void shouldTakeTheNextChannelExactlyWhenTheTimeIsOver() {
        // given
        DebtorStory story = by(WAITS);
        first(story);

        // when
        LocalDateTime next = story.nextWakeUp();
        story.at(story.at("2026-06-03T09:00").now().minusNanos(1)).wake();

        // then
        assertThat(next).isEqualTo(LocalDateTime.parse("2026-06-03T09:00"));
        assertThat(story.contacted()).isEmpty();
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-03T09:00 EMAIL a");
    }

    @Test
    void shouldTakeNoOtherChannelWhenTheResponseCame() {
        for (Outcome outcome : List.of(Outcome.DELIVERED, Outcome.READ, Outcome.ANSWERED)) {
            // given
            DebtorStory story = by(WAITS);
            AttemptId id = first(story);

            // when
            story.at("2026-06-03T08:59").outcome(id, outcome);

            // then
            assertThat(story.minutesUntil("2026-06-30T00:00")).as("%s", outcome).isEmpty();
        }
    }

    @Test
    void shouldTakeTheNextChannelWhenWhatCameIsNotTheResponse() {
        for (Outcome outcome : List.of(Outcome.UNDELIVERED, Outcome.BOUNCED, Outcome.BUSY, Outcome.UNKNOWN)) {
            // given
            DebtorStory story = by(WAITS);
            AttemptId id = first(story);

            // when
            story.at("2026-06-02T09:01").outcome(id, outcome);

            // then
            assertThat(story.minutesUntil("2026-06-30T00:00"))
                    .as("%s", outcome)
                    .containsExactly("2026-06-03T09:00 EMAIL a");
        }
    }

    @Test
    void shouldCountAsResponseOnlyWhatTheSignIncludes() {
        // given
        DebtorStory story = by(due("a", 1, "09:00").waiting(Sign.READ, 6, Channel.SMS, Channel.EMAIL));
        AttemptId id = first(story);

        // when
        story.outcome(id, Outcome.DELIVERED);

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-02T15:00 EMAIL a");
    }

    @Test
    void shouldTakeNoThirdChannelWhenTheFirstOneRespondsLate() {
        // given
        DebtorStory story = ofThreeChannels(3);
        AttemptId id = first(story);
        List<String> contacts = new ArrayList<>(story.minutesUntil("2026-06-03T12:00"));

        // when
        story.outcome(id, Outcome.DELIVERED);

        // then
        contacts.addAll(story.minutesUntil("2026-06-30T00:00"));
        assertThat(contacts).containsExactly("2026-06-03T09:00 EMAIL a");
    }

    private static DebtorStory ofThreeChannels(int tries) {
        DebtorStory story = by(StrategyDraft.of(
                        "s", due("a", 1, "09:00").waiting(Sign.DELIVERED, 24, Channel.SMS, Channel.EMAIL, Channel.PUSH))
                .tries(tries));
        return story.tell(new LenderEvent.ContactPointChanged(DebtorStory.point("app", Channel.PUSH)));
    }

    @Test
    void shouldTakeEachChannelOnceAndThenNoneAgain() {
        // given
        DebtorStory story = ofThreeChannels(9);
        first(story);

        // when
        List<String> contacts = story.minutesUntil("2026-07-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-03T09:00 EMAIL a", "2026-06-04T09:00 PUSH a");
        assertThat(story.events(DebtorEvent.ContactRefused.class))
                .as("it is over, not refused")
                .isEmpty();
    }

    @Test
    void shouldTakeNoMoreChannelsThanTries() {
        // given
        DebtorStory story = ofThreeChannels(2);
        first(story);

        // when
        List<String> contacts = story.minutesUntil("2026-07-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-03T09:00 EMAIL a");
        assertThat(story.events(DebtorEvent.ContactRefused.class)).isEmpty();
    }

    @Test
    void shouldGiveUpOnceWhenTheRulesForbidTheNextChannel() {
        // given
        DebtorStory story = by(WAITS);
        first(story);

        // when
        story.tell(new LenderEvent.ConsentChanged(new ContactPointId("mail"), ContactPoint.Consent.WITHDRAWN));

        // then
        assertThat(story.minutesUntil("2026-07-30T00:00")).isEmpty();
        assertThat(story.events(DebtorEvent.ContactRefused.class))
                .extracting(DebtorEvent.ContactRefused::ruleIds)
                .containsExactly(List.of("CONSENT"));
    }

    @Test
    void shouldDeferTheNextChannelWhenTheHourIsNotAllowed() {
        // given
        DebtorStory story = by(due("a", 1, "09:00").waiting(Sign.DELIVERED, 12, Channel.SMS, Channel.EMAIL));
        first(story);

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).as("at 21:00 it is night").containsExactly("2026-06-03T08:00 EMAIL a");
    }

    @Test
    void shouldStayInItsWindowWithTheNextChannel() {
        // given
        DebtorStory story =
                by(due("a", 1, "09:00").until("12:00").waiting(Sign.DELIVERED, 6, Channel.SMS, Channel.EMAIL));
        first(story);

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-03T09:00 EMAIL a");
    }

    @Test
    void shouldDropTheNextChannelWithTheStep() {
        // given
        DebtorStory story =
                by(due("a", 1, "09:00").late(Late.DROP).waiting(Sign.DELIVERED, 24, Channel.SMS, Channel.EMAIL));
        first(story);

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).isEmpty();
    }

    @Test
    void shouldLetTheNextStepTakeThePlaceOfTheNextChannel() {
        // given
        DebtorStory story = by(WAITS, due("b", 2, "08:30"));
        first(story);

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).containsExactly("2026-06-03T08:30 SMS b");
    }

    @Test
    void shouldTakeNoOtherChannelWhenThePaymentCameInBetween() {
        // given
        DebtorStory story = by(WAITS);
        first(story);

        // when
        story.pay(CARD, "p1", 100);

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00")).isEmpty();
    }

    @Test
    void shouldTakeTheNextChannelAfterTheRestWhenOnlyAPartWasPaid() {
        // given
        DebtorStory story = by(StrategyDraft.of("s", WAITS).rest(3));
        first(story);

        // when
        story.pay(CARD, "p1", 10);

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00")).containsExactly("2026-06-05T08:00 EMAIL a");
    }

    @Test
    void shouldTryTheNextChannelOnAnotherPointWhenTheFirstOneIsRefused() {
        // given
        DebtorStory story =
                by(WAITS).tell(new LenderEvent.ContactPointChanged(DebtorStory.point("mail2", Channel.EMAIL)));
        AttemptId id = first(story);
        story.at("2026-06-03T09:00").wake().answer(Answer.REFUSED);

        // when
        LocalDateTime retry = story.nextWakeUp();
        story.at(retry.toString()).wake();

        // then
        assertThat(retry).isEqualTo(LocalDateTime.parse("2026-06-03T10:00"));
        assertThat(story.openAttempt().contactPoint()).isEqualTo(new ContactPointId("mail2"));
        assertThat(story.known().history().find(id)).isNotNull();
    }

    /** The step was made by text message; that e-mail refuses it does not undo that. */
    @Test
    void shouldRespectAResponseThatComesWhileTheNextChannelWaitsForItsRetry() {
        // given
        DebtorStory story = by(WAITS);
        AttemptId id = first(story);
        story.at("2026-06-03T09:00").wake().answer(Answer.EXPIRED);

        // when
        story.at("2026-06-03T09:30").outcome(id, Outcome.DELIVERED);

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00")).isEmpty();
    }

    @Test
    void shouldGiveUpOnceWhenTheLastPointOfTheNextChannelIsRefused() {
        // given
        DebtorStory story = by(WAITS);
        first(story);
        story.at("2026-06-03T09:00").wake().answer(Answer.REFUSED);

        // when
        List<String> contacts = story.minutesUntil("2026-06-30T00:00");

        // then
        assertThat(contacts).isEmpty();
        assertThat(story.events(DebtorEvent.ContactRefused.class))
                .extracting(DebtorEvent.ContactRefused::ruleIds)
                .containsExactly(List.of(Plan.NO_CONTACT_POINT));
    }

    @Test
    void shouldNotMakeAStepAgainThatOnlyRodeAlongWithARefusedContact() {
        // given: the next channel of `a` rides along with the contact for the reversed payment
        DebtorStory story =
                by(WAITS, on("back", Trigger.PAYMENT_REVERSED, 0, "09:01").by(Channel.EMAIL));
        AttemptId id = first(story);
        story.pay(CARD, "p1", 10).at("2026-06-03T08:00");
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));
        assertThat(story.at("2026-06-03T09:01").wake().contacted()).containsExactly("back", "a");

        // when
        story.answer(Answer.REFUSED).outcome(id, Outcome.DELIVERED);

        // then
        assertThat(story.minutesUntil("2026-06-30T00:00"))
                .as("no text message twice")
                .isEmpty();
    }

    @Test
    void shouldTakeNoNextChannelOfABucketThatTheAccountLeftOnTheSameDay() {
        // given
        DebtorStory story = by(on("b1", Trigger.BUCKET_ENTERED, 0, "09:00")
                        .of("B1")
                        .waiting(Sign.DELIVERED, 1, Channel.SMS, Channel.EMAIL))
                .account(DebtorStory.LOAN, "2026-06-01", "2026-06-20");
        story.at("2026-06-02T09:00").wake().answer(Answer.HANDED_OVER);

        // when
        story.pay(DebtorStory.LOAN, "p1", 100);

        // then
        assertThat(story.account(DebtorStory.LOAN).bucket()).isEqualTo("CURRENT");
        assertThat(story.account(DebtorStory.LOAN).bucketSince()).isEqualTo("2026-06-02");
        assertThat(story.at("2026-06-02T10:00").wake().openAttempt().covers())
                .extracting(StepReference::account)
                .containsExactly(CARD);
    }

    /** The reminder of a promise may have a next channel as well, which carries no other step with it. */
    @Test
    void shouldTakeTheNextChannelOfAPromisesReminderAndNothingElse() {
        // given
        DebtorStory story = by(
                due("a", 1, "09:00"),
                on("reminder", Trigger.PROMISE_DUE, -1, "09:00")
                        .waiting(Sign.DELIVERED, 24, Channel.SMS, Channel.EMAIL));
        story.promise("pr", 100, "2026-06-05");

        // when
        List<String> contacts = story.minutesUntil("2026-06-06T12:00");

        // then
        assertThat(contacts).containsExactly("2026-06-04T09:00 SMS reminder", "2026-06-05T09:00 EMAIL reminder");
        assertThat(story.minutesUntil("2026-06-30T00:00"))
                .as("what waited for the promise is taken when it is broken")
                .containsExactly("2026-06-08T08:00 SMS a");
    }
}
