package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which step comes when. The first of June 2026 is a Monday. */
class PlanTest {
    @Test
    void shouldTakeEveryStepOnceWhenNobodyPays() {
        DebtorStory story = DebtorStory.ofCard("2026-05-01T08:00", "2026-06-01");

        List<String> contacts = story.liveUntil("2026-07-31T23:59");

        assertThat(contacts)
                .containsExactly(
                        "2026-05-29 D-3",
                        "2026-06-02 H+1",
                        "2026-06-04 H+3",
                        "2026-06-08 H+7",
                        "2026-06-15 H+14",
                        "2026-07-01 H+30");
        assertThat(story.nextWakeUp()).as("next bucket").isEqualTo(LocalDateTime.parse("2026-08-01T00:00"));
    }

    /** The regression of killbill/killbill#2297: after a partial payment the next state of the overdue plan was skipped. */
    @Test
    void shouldNeitherSkipNorRepeatAStageWhenAPartialPaymentReanchorsThePlan_killbill2297() {
        DebtorStory story = DebtorStory.ofCard("2026-05-01T08:00", "2026-06-01", "2026-06-11");

        assertThat(story.liveUntil("2026-06-09T12:00"))
                .containsExactly("2026-05-29 D-3", "2026-06-02 H+1", "2026-06-04 H+3", "2026-06-08 H+7");

        story.pay(CARD, "p1", 40);
        assertThat(story.liveUntil("2026-06-16T12:00"))
                .as("40 of 100 paid: the first due date stays the anchor, its next stage comes and no other again")
                .containsExactly("2026-06-15 H+14");

        story.pay(CARD, "p2", 60);
        assertThat(story.liveUntil("2026-07-30T12:00"))
                .as("the first due date is paid: the second one's plan begins at the step of today")
                .containsExactly("2026-06-17 H+3", "2026-06-18 H+7", "2026-06-25 H+14", "2026-07-11 H+30");

        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p2"), "NSF"));
        assertThat(story.liveUntil("2026-09-30T00:00"))
                .as("the first due date is back, and goes on where it stood")
                .containsExactly("2026-07-30 H+30");
    }

    @Test
    void shouldBeginAtTheStepOfTodayWhenADebtorIsTakenOverLate() {
        DebtorStory story = DebtorStory.ofCard("2026-06-10T11:00", "2026-06-01");

        assertThat(story.liveUntil("2026-06-30T00:00")).containsExactly("2026-06-10 H+7", "2026-06-15 H+14");
    }

    @Test
    void shouldRunOnlyTheLatestDueStepWhenTheServerWasDown() {
        DebtorStory story = DebtorStory.ofCard("2026-05-01T08:00", "2026-06-01");
        story.liveUntil("2026-06-02T12:00");

        story.at("2026-06-20T11:00").wake();

        assertThat(story.contacted()).containsExactly("H+14");
        assertThat(story.answer(Answer.HANDED_OVER).liveUntil("2026-06-30T00:00"))
                .isEmpty();
    }

    @Test
    void shouldDropAReminderWhenItsDueDateIsOver() {
        DebtorStory story = DebtorStory.ofCard("2026-06-02T06:00", "2026-06-01");

        assertThat(story.liveUntil("2026-06-02T08:59")).isEmpty();
        assertThat(story.liveUntil("2026-06-02T09:00")).containsExactly("2026-06-02 H+1");
    }

    @Test
    void shouldRestTheDayOfAPaymentWhenTheStrategyRestsOneDay() {
        DebtorStory story = DebtorStory.ofCard("2026-06-02T08:00", "2026-06-01");
        story.pay(CARD, "p1", 10);

        assertThat(story.liveUntil("2026-06-02T23:59")).isEmpty();
        assertThat(DebtorRules.explain(story.state, story.context()).ruleIds()).containsExactly("REST-AFTER-PAYMENT");
        assertThat(story.liveUntil("2026-06-03T23:59")).containsExactly("2026-06-03 H+1");
    }

    @Test
    void shouldContactOnceForAllAccountsWhenSeveralAreDue() {
        DebtorStory story = DebtorStory.ofCard("2026-05-01T08:00", "2026-06-03").account(LOAN, "2026-05-28");

        story.at("2026-06-04T09:00").wake();

        FollowUp.SendContact send = (FollowUp.SendContact) story.followUps.get(0);
        assertThat(send.attempt().covers())
                .extracting(step -> step.account() + " " + step.name())
                .containsExactly("loan H+3", "card H+1");
        assertThat(send.attempt().template()).isEqualTo("template-H+3");
        assertThat(send.facts())
                .isEqualTo(new ContactFacts(
                        "Ayu",
                        LOAN,
                        DebtorStory.rupiah(100),
                        LocalDate.parse("2026-05-28"),
                        7,
                        LocalDate.parse("2026-06-04"),
                        Owed.unknown(DebtorStory.rupiah(100))));
        story.answer(Answer.HANDED_OVER);
        assertThat(story.wake().contacted()).isEmpty();
    }

    @Test
    void shouldStillTakeTheOtherAccountsStepWhenOneIsRefused() {
        Strategy strategy = Strategy.of(
                "s",
                List.of(
                        Step.contact("sms", 1, LocalTime.of(9, 0), List.of(Channel.SMS), "t"),
                        Step.contact("letter", 5, LocalTime.of(9, 0), List.of(Channel.LETTER), "t")),
                0,
                10,
                3);
        DebtorStory story = DebtorStory.ofDebtor("2026-05-01T08:00").by(with(strategy));
        story.account(CARD, "2026-06-04").account(LOAN, "2026-05-31");

        story.at("2026-06-05T09:00").wake();

        assertThat(story.events(DebtorEvent.ContactRefused.class))
                .extracting(refused -> refused.steps().get(0).account() + " " + refused.ruleIds())
                .containsExactly("loan [NO-CONTACT-POINT]");
        assertThat(story.contacted()).containsExactly("sms");
        assertThat(story.openAttempt().covers())
                .extracting(StepReference::account)
                .containsExactly(CARD);
    }

    @Test
    void shouldWakeUpForTheNextStepWhenTheOneBeforeStillWaits() {
        Strategy strategy = Strategy.of(
                "s", List.of(TestRules.step("first", 1, "09:00"), TestRules.step("second", 1, "09:30")), 0, 60, 3);
        DebtorStory story = DebtorStory.ofCard("2026-05-01T08:00", "2026-06-01").by(with(strategy));
        story.at("2026-06-02T09:00").wake().answer(Answer.EXPIRED);

        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-02T09:30"));
        assertThat(story.at("2026-06-02T09:30").wake().contacted()).containsExactly("second");
    }

    @Test
    void shouldStayAwayWhileADisputeIsOpen() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.tell(new LenderEvent.DisputeOpened(CARD, "d1", "AMOUNT"));

        assertThat(story.liveUntil("2026-06-05T08:00")).isEmpty();

        story.tell(new LenderEvent.DisputeResolved(CARD, "d1"));
        assertThat(story.liveUntil("2026-06-05T12:00")).containsExactly("2026-06-05 H+3");
    }

    @Test
    void shouldResumeByItselfWhenAHoldRunsOut() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        Instant until = story.at("2026-06-05T11:00").now();
        story.at("2026-06-01T08:00")
                .tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("h"), Hold.Kind.HARDSHIP, null, until)));

        assertThat(story.liveUntil("2026-06-05T10:59")).isEmpty();
        assertThat(story.liveUntil("2026-06-05T11:00")).containsExactly("2026-06-05 H+3");
    }

    @Test
    void shouldLeaveOtherAccountsAloneWhenAHoldIsOnOne() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01").account(LOAN, "2026-06-01");
        story.tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("h"), Hold.Kind.BANKRUPTCY, CARD, null)));

        story.at("2026-06-02T09:00").wake();

        assertThat(story.openAttempt().covers())
                .extracting(StepReference::account)
                .containsExactly(LOAN);
    }

    @Test
    void shouldWaitForAPromiseAndGoOnWhenItIsBroken() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.tell(promise("2026-06-04"));

        assertThat(story.liveUntil("2026-06-05T23:59"))
                .as("the promised day and one of grace")
                .isEmpty();
        assertThat(story.liveUntil("2026-06-06T12:00")).containsExactly("2026-06-06 H+3");
        assertThat(story.events(DebtorEvent.PromiseSettled.class))
                .extracting(DebtorEvent.PromiseSettled::to)
                .containsExactly(Promise.State.BROKEN);
    }

    @Test
    void shouldCancelThePromiseWhenItsAccountIsClosed() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.tell(promise("2026-06-04")).tell(new LenderEvent.AccountClosed(CARD, "SOLD"));

        assertThat(story.account(CARD).promise().state()).isEqualTo(Promise.State.CANCELLED);
        assertThat(story.nextWakeUp()).isNull();
    }

    @Test
    void shouldWaitForGoLiveButKeepBucketsWhenHistoryIsLoaded() {
        DebtorStory story = new DebtorStory("2026-06-01T08:00");
        DebtorCommand.ApplyLenderEvent first =
                story.command(new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms())));
        story.accept(new DebtorCommand.ApplyLenderEvent(
                first.eventId(), first.body(), first.occurredAt(), story.now(), first.event()));
        story.account(CARD, "2026-06-01");

        assertThat(story.liveUntil("2026-06-10T11:00")).isEmpty();
        assertThat(story.account(CARD).bucket()).isEqualTo("B1");

        story.tell(new LenderEvent.DebtorGoneLive());
        assertThat(story.liveUntil("2026-06-10T12:00")).containsExactly("2026-06-10 H+7");
    }

    @Test
    void shouldDoNothingEverWhenTheDebtorIsErased() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.tell(new LenderEvent.DebtorErased());

        assertThat(story.followUps).containsExactly(new FollowUp.ForgetPersonalData());
        assertThat(story.nextWakeUp()).isNull();
        assertThat(story.at("2026-07-20T10:00").decide(new DebtorCommand.WakeUp()))
                .isEqualTo(new Decision.Accepted(story.state, List.of(), List.of(), Decision.Ack.NOW));
    }

    private static LenderEvent promise(String dueDate) {
        return new LenderEvent.PromiseRecorded(
                CARD, new PromiseId("pr"), DebtorStory.rupiah(100), LocalDate.parse(dueDate));
    }

    private static RuleContext.LenderRules with(Strategy strategy) {
        RuleContext.LenderRules rules = TestRules.indonesian().rules();
        return new RuleContext.LenderRules(
                Strategies.only(strategy),
                rules.policy(),
                rules.buckets(),
                rules.promiseTerms(),
                rules.arrangementTerms(),
                rules.contactValidity(),
                rules.clockSkew());
    }
}
