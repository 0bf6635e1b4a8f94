package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a debtor is said to wait for. */
class ExplanationTest {
    private static Explanation explain(DebtorStory story) {
        return DebtorRules.explain(story.state, story.context());
    }

    @Test
    void shouldSayThatNobodyToldWhenTheDebtorIsUnknown() {
        assertThat(explain(new DebtorStory("2026-06-01T08:00")))
                .isEqualTo(new Explanation(null, "The lender has not told of this debtor", null, List.of()));
    }

    @Test
    void shouldNameTheNextStepAndItsTimeWhenNothingStopsIt() {
        DebtorStory story = DebtorStory.ofCard("2026-06-02T08:00", "2026-06-01");

        assertThat(explain(story))
                .isEqualTo(new Explanation(
                        null,
                        "Step H+1 for the due date 2026-06-01 of account card",
                        story.at("2026-06-02T09:00").now(),
                        List.of()));
    }

    @Test
    void shouldNameTheRulesWhenTheStepWasDeferred() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.at("2026-06-02T21:00").wake();

        Explanation explanation = explain(story);
        assertThat(explanation.lastDecision()).isInstanceOf(DebtorEvent.ContactDeferred.class);
        assertThat(explanation.until()).isEqualTo(story.at("2026-06-03T08:00").now());
        assertThat(explanation.ruleIds()).containsExactly("ID-01");
    }

    @Test
    void shouldNameTheOpenAttemptWhenTheChannelHasNotAnswered() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.at("2026-06-02T09:00").wake();

        Explanation explanation = explain(story);
        assertThat(explanation.waitsFor())
                .isEqualTo("The SMS channel's answer to attempt "
                        + story.openAttempt().id());
        assertThat(explanation.until()).isEqualTo(story.now().plusSeconds(35));
        assertThat(explanation.lastDecision()).isInstanceOf(DebtorEvent.ContactAuthorized.class);
    }

    @Test
    void shouldNameThePromiseAndItsEndWhenItSuspendsTheAccount() {
        DebtorStory story = DebtorStory.ofCard("2026-06-03T08:00", "2026-06-01");
        story.tell(new LenderEvent.PromiseRecorded(
                CARD, new PromiseId("pr"), DebtorStory.rupiah(100), LocalDate.parse("2026-06-05")));

        assertThat(explain(story).ruleIds()).containsExactly(Plan.PROMISE);
        assertThat(explain(story).until())
                .isEqualTo(story.at("2026-06-07T00:00").now());
    }

    @Test
    void shouldNameEveryStopWhenNoneOfThemEndsByItself() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.tell(new LenderEvent.DisputeOpened(CARD, "d", "AMOUNT"));
        story.tell(new LenderEvent.HoldPlaced(new Hold(new HoldId("h"), Hold.Kind.CEASE, null, null)));

        assertThat(explain(story))
                .isEqualTo(new Explanation(
                        null, "The end of what suspends collection", null, List.of(Plan.DISPUTE, Plan.HOLD)));
    }

    @Test
    void shouldSayThatNoStepIsAheadWhenNothingIsOwed() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.pay(CARD, "p", 100);

        assertThat(explain(story).waitsFor()).startsWith("A new due date");
        assertThat(explain(story).until()).isNull();
    }

    @Test
    void shouldSayThatNothingCanComeWhenTheDebtorWasErased() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.tell(new LenderEvent.DebtorErased());

        assertThat(explain(story).waitsFor()).isEqualTo("Nothing: the debtor was erased");
    }
}
