package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static dev.janji.domain.testing.StepDraft.due;
import static dev.janji.domain.testing.StepDraft.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Action.Receiver;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Step.Late;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.StepDraft;
import dev.janji.domain.testing.StrategyDraft;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Giving an account to somebody else. The first of June 2026 is a Monday. */
class HandOverTest {
    private static final StepDraft AGENCY =
            due("agency", 5, "09:00").to(Receiver.AGENCY).late(Late.STILL_DUE);
    private static final StepDraft[] STEPS = {due("a", 1, "09:00"), AGENCY, due("b", 10, "09:00")};

    private static DebtorStory handedOver(String... dueDates) {
        DebtorStory story = DebtorStory.ofCard(StrategyDraft.of("s", STEPS).rules(), "2026-06-01T08:00", dueDates);
        assertThat(story.liveUntil("2026-06-06T09:00")).containsExactly("2026-06-02 a");
        return story;
    }

    private static List<DebtorEvent.AccountHandedOver> handOvers(DebtorStory story) {
        return story.events(DebtorEvent.AccountHandedOver.class);
    }

    @Test
    void shouldHandOverOnceAndRestThen() {
        // given
        DebtorStory story = handedOver("2026-06-01");

        // when
        List<String> contacts = story.liveUntil("2026-12-24T00:00");

        // then
        assertThat(contacts).isEmpty();
        assertThat(handOvers(story)).singleElement().satisfies(each -> {
            assertThat(each.to()).isEqualTo(Receiver.AGENCY);
            assertThat(each.dueDate()).isEqualTo("2026-06-01");
            assertThat(each.step().name()).isEqualTo("agency");
            assertThat(each.strategyVersion()).isEqualTo("s");
        });
        assertThat(story.waitsFor()).containsExactly("HANDED-OVER");
        assertThat(DebtorRules.explain(story.state, story.context()).lastDecision())
                .isEqualTo(handOvers(story).get(0));
    }

    @Test
    void shouldGoOnWhenTheAccountIsPlaced() {
        // given
        DebtorStory story = handedOver("2026-06-01");

        // when
        story.tell(new LenderEvent.AccountPlaced(CARD, "operator"));

        // then
        assertThat(story.liveUntil("2026-06-30T00:00")).containsExactly("2026-06-11 b");
        assertThat(handOvers(story)).hasSize(1);
    }

    @Test
    void shouldStartAnewWithTheNextDueDate() {
        // given
        DebtorStory story = handedOver("2026-06-01", "2026-06-20");
        assertThat(story.liveUntil("2026-06-24T12:00")).isEmpty();

        // when
        story.pay(CARD, "p1", 100);

        // then
        assertThat(story.liveUntil("2026-06-30T00:00")).containsExactly("2026-06-24 a");
        assertThat(handOvers(story))
                .extracting(DebtorEvent.AccountHandedOver::dueDate)
                .containsExactly(LocalDate.parse("2026-06-01"), LocalDate.parse("2026-06-20"));
    }

    @Test
    void shouldRestAgainWhenAReversalBringsTheDueDateBack() {
        // given
        DebtorStory story = handedOver("2026-06-01", "2026-06-30");
        story.pay(CARD, "p1", 100).at("2026-06-10T08:00");

        // when
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));

        // then
        assertThat(story.liveUntil("2026-06-30T00:00")).isEmpty();
        assertThat(handOvers(story)).hasSize(1);
        assertThat(story.waitsFor()).containsExactly(Plan.HANDED_OVER);
    }

    @Test
    void shouldContactOfAnotherAccountInTheSameMinuteWithoutTheOneThatIsHandedOver() {
        // given: the loan's second step is due when the card is handed over
        DebtorStory story = DebtorStory.ofCard(
                        StrategyDraft.of("s", due("a", 1, "09:00"), AGENCY).rules(), "2026-06-01T08:00", "2026-06-01")
                .account(LOAN, "2026-06-05");
        story.liveUntil("2026-06-06T08:59");

        // when
        story.at("2026-06-06T09:00").wake();

        // then
        assertThat(handOvers(story))
                .singleElement()
                .satisfies(each -> assertThat(each.step().account()).isEqualTo(CARD));
        assertThat(story.openAttempt().covers())
                .extracting(step -> step.account() + " " + step.name())
                .containsExactly("loan a");
    }

    @Test
    void shouldNotCoverTheHandOverWithTheContactOfAnAccountThatIsLaterStill() {
        // given: the loan's step of its seventeenth day and the card's hand-over are due on 6 June
        DebtorStory story = DebtorStory.ofCard(
                        StrategyDraft.of("s")
                                .segment("much", facts -> facts.overdueMinor() >= 200, due("late", 17, "09:00"))
                                .segment("rest", Segment.EVERYBODY, AGENCY)
                                .rules(),
                        "2026-06-01T08:00",
                        "2026-06-01")
                .account(LOAN, "2026-05-20", "2026-05-25");
        story.liveUntil("2026-06-06T08:59");

        // when
        story.at("2026-06-06T09:00").wake();

        // then
        assertThat(handOvers(story)).hasSize(1);
        assertThat(story.openAttempt().covers())
                .extracting(step -> step.account() + " " + step.name())
                .containsExactly("loan late");
    }

    @Test
    void shouldWaitForTheEndOfAPromiseBeforeItHandsOver() {
        // given
        DebtorStory story = DebtorStory.ofCard(StrategyDraft.of("s", STEPS).rules(), "2026-06-01T08:00", "2026-06-01");

        // when
        story.promise("pr", 100, "2026-06-08").liveUntil("2026-06-30T00:00");

        // then
        assertThat(handOvers(story))
                .singleElement()
                .satisfies(each -> assertThat(each.at())
                        .isEqualTo(story.at("2026-06-10T00:00").now()));
    }

    @Test
    void shouldHandOverInItsWindowOnly() {
        // given
        StepDraft window = due("agency", 5, "09:00").until("17:00").to(Receiver.FIELD);
        DebtorStory story = DebtorStory.ofCard(StrategyDraft.of("s", window).rules(), "2026-06-06T17:00", "2026-06-01");

        // when
        LocalDateTime next = story.wake().nextWakeUp();
        story.liveUntil("2026-06-30T00:00");

        // then
        assertThat(next).as("a Sunday: nobody is contacted").isEqualTo(LocalDateTime.parse("2026-06-07T09:00"));
        assertThat(handOvers(story)).hasSize(1);
    }

    @Test
    void shouldHandOverWhenABucketIsEnteredHoweverLateTheServerIs() {
        // given
        StepDraft bucket = on("b2", Trigger.BUCKET_ENTERED, 0, "09:00")
                .of("B2")
                .to(Receiver.LEGAL)
                .late(Late.STILL_DUE);
        DebtorStory story = DebtorStory.ofCard(
                StrategyDraft.of("s", due("a", 35, "09:00"), bucket).rules(), "2026-06-01T08:00", "2026-06-01");

        // when
        story.at("2026-07-20T10:00").wake();

        // then
        assertThat(handOvers(story)).hasSize(1);
        assertThat(story.contacted())
                .as("what else was due rests with the account")
                .isEmpty();
    }
}
