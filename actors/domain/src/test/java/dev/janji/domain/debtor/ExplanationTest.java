package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.PolicyPack;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.util.ArrayList;
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
                .isEqualTo(new Explanation(null, new Awaited.FirstWord(), null, List.of(), true));
    }

    @Test
    void shouldNameTheNextStepAndItsTimeWhenNothingStopsIt() {
        DebtorStory story = DebtorStory.ofCard("2026-06-02T08:00", "2026-06-01");

        Awaited awaited = explain(story).awaited();
        assertThat(awaited)
                .isInstanceOfSatisfying(
                        Awaited.NextStep.class,
                        next -> assertThat(next.step().name()).isEqualTo("H+1"));
        assertThat(explain(story))
                .isEqualTo(new Explanation(
                        null, awaited, story.at("2026-06-02T09:00").now(), List.of(), true));
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
        assertThat(explanation.awaited())
                .isEqualTo(new Awaited.ChannelAnswer(
                        Channel.SMS, story.openAttempt().id()));
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
                        null, new Awaited.EndOfSuspension(), null, List.of(Plan.DISPUTE, Plan.HOLD), true));
    }

    @Test
    void shouldSayThatNoStepIsAheadWhenNothingIsOwed() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.pay(CARD, "p", 100);

        assertThat(explain(story).awaited()).isEqualTo(new Awaited.NewDueDate());
        assertThat(explain(story).until()).isNull();
    }

    @Test
    void shouldSayThatNothingCanComeWhenTheDebtorWasErased() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.tell(new LenderEvent.DebtorErased());

        assertThat(explain(story).awaited()).isEqualTo(new Awaited.Nothing());
    }

    @Test
    void shouldWaitForTheGoLiveWhenHistoryIsLoaded() {
        DebtorStory story = new DebtorStory("2026-06-01T08:00");
        story.accept(new DebtorCommand.ApplyLenderEvent(
                new EventId("load"),
                new BodyHash(1, 1),
                story.now(),
                story.now(),
                new LenderEvent.DebtorUpserted(DebtorStory.profile(DebtorStory.sms()))));

        assertThat(explain(story).awaited()).isEqualTo(new Awaited.GoLive());
    }

    @Test
    void shouldSayThatTheRulesChangedWhenOthersMadeTheLastDecision() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.at("2026-06-02T21:00").wake();
        assertThat(explain(story).sameRules()).isTrue();

        LenderRules rules = story.context().rules();
        PolicyPack pack = rules.policy();
        story.by(new LenderRules(
                rules.strategies(),
                new PolicyPack(
                        "other-2",
                        pack.validFrom(),
                        pack.validTo(),
                        pack.zoneRuleId(),
                        pack.zonesWhenUnknown(),
                        pack.rules(),
                        pack.classes()),
                rules.buckets(),
                rules.promiseTerms(),
                rules.arrangementTerms(),
                rules.contactValidity(),
                rules.clockSkew()));

        assertThat(explain(story).sameRules()).isFalse();
        assertThat(explain(story).lastDecision()).isInstanceOf(DebtorEvent.ContactDeferred.class);
    }

    @Test
    void shouldHaveARuleOfTheHouseForEveryIdOfThePlan() throws IllegalAccessException {
        List<String> ids = new ArrayList<>();
        for (Field field : Plan.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                ids.add((String) field.get(null));
            }
        }

        assertThat(ids)
                .hasSizeGreaterThan(5)
                .allSatisfy(id -> assertThat(HouseRule.of(id))
                        .isNotNull()
                        .extracting(HouseRule::id)
                        .isEqualTo(id));
        assertThat(HouseRule.of("ID-01")).isNull();
    }
}
