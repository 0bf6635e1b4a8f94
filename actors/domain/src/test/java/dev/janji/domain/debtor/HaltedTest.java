package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static dev.janji.domain.testing.StepDraft.due;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.stop.Stops;
import dev.janji.domain.strategy.Action.Receiver;
import dev.janji.domain.strategy.Step.Late;
import dev.janji.domain.testing.StrategyDraft;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a stop does to the contacts of a debtor. The first of June 2026 is a Monday. */
class HaltedTest {
    private static final Stop LENDER = stop("lender", new StopScope.WholeLender(DebtorStory.DEBTOR.lender()));
    private static final Stop SMS = stop("sms", new StopScope.OfChannel(null, Channel.SMS));
    private static final Stop EMAIL = stop("email", new StopScope.OfChannel(null, Channel.EMAIL));

    /** H+1 by SMS, else by e-mail. */
    private static DebtorStory dueBySms() {
        return DebtorStory.ofCard("2026-06-02T08:00", "2026-06-01").at("2026-06-02T09:00");
    }

    private static Stop stop(String id, StopScope scope) {
        return new Stop(
                new StopId(id), scope, "a wrong text", new PersonId("ayu"), Instant.parse("2026-06-01T00:00:00Z"));
    }

    private static List<DebtorEvent.ContactDeferred> deferrals(DebtorStory story) {
        return story.events(DebtorEvent.ContactDeferred.class);
    }

    @Test
    void shouldDeferAndNameTheStopWhenItCoversWhatIsDue() {
        DebtorStory story = dueBySms().stopped(LENDER).wake();

        assertThat(story.contacted()).isEmpty();
        assertThat(deferrals(story)).singleElement().satisfies(deferred -> {
            assertThat(deferred.ruleIds()).containsExactly("STOP");
            assertThat(deferred.stops()).containsExactly(new StopId("lender"));
            assertThat(deferred.steps()).extracting(StepReference::name).containsExactly("H+1");
            assertThat(deferred.until())
                    .isAfter(story.now())
                    .isBeforeOrEqualTo(story.now().plus(Stops.LOOK_AGAIN_EVERY));
        });
        assertThat(story.nextWakeUp()).isBefore(LocalDateTime.parse("2026-06-02T09:10:01"));
    }

    @Test
    void shouldStoreNothingMoreWhileTheSameStopStands() {
        DebtorStory story = dueBySms().stopped(LENDER).wake();
        int stored = story.journal.size();

        Instant last = story.now();
        for (int i = 0; i < 20; i++) {
            Instant next = DebtorRules.outstanding(story.state, story.context()).nextWakeUp();
            assertThat(next).isAfter(last).isBeforeOrEqualTo(last.plus(Stops.LOOK_AGAIN_EVERY));
            story.at(next).wake();
            last = next;
        }

        assertThat(story.journal).hasSize(stored);
    }

    @Test
    void shouldGoOnAtTheDebtorsOwnMomentWhenItIsLifted() {
        DebtorStory story = dueBySms().stopped(LENDER).wake();
        story.liveUntil("2026-06-02T11:00");

        story.stopped();
        List<String> contacts = story.liveUntil("2026-06-02T11:10");

        assertThat(contacts).containsExactly("2026-06-02 H+1");
    }

    @Test
    void shouldSayItAgainWhenAnotherStopTakesItsPlace() {
        DebtorStory story = dueBySms().stopped(LENDER).wake();

        story.stopped(SMS, EMAIL).at("2026-06-02T09:30").wake();

        assertThat(deferrals(story)).hasSize(2);
        assertThat(deferrals(story).get(1).stops()).containsExactly(new StopId("sms"));
    }

    @Test
    void shouldTakeAnotherChannelWhenOnlyOneIsStopped() {
        // The step knows SMS and e-mail.
        DebtorStory story = DebtorStory.ofCard(
                        StrategyDraft.of("s-1", due("a", 1, "09:00").by(Channel.SMS, Channel.EMAIL))
                                .rules(),
                        "2026-06-02T08:00",
                        "2026-06-01")
                .at("2026-06-02T09:00");

        story.stopped(SMS).wake();

        assertThat(story.openAttempt().channel()).isEqualTo(Channel.EMAIL);
        assertThat(deferrals(story)).isEmpty();
    }

    @Test
    void shouldBeHaltedByTemplateAndByStrategy() {
        String template = dueBySms().wake().openAttempt().template();
        String version = dueBySms()
                .wake()
                .events(DebtorEvent.ContactAuthorized.class)
                .get(0)
                .strategyVersion();
        for (StopScope scope : List.of(
                new StopScope.OfTemplate(null, template),
                new StopScope.OfStrategy(DebtorStory.DEBTOR.lender(), version))) {
            DebtorStory story = dueBySms().stopped(stop("it", scope)).wake();

            assertThat(story.contacted()).as(scope.toString()).isEmpty();
            assertThat(deferrals(story))
                    .singleElement()
                    .satisfies(deferred -> assertThat(deferred.stops()).containsExactly(new StopId("it")));
        }
        assertThat(dueBySms()
                        .stopped(stop("it", new StopScope.OfTemplate(null, "another")))
                        .wake()
                        .contacted())
                .containsExactly("H+1");
    }

    @Test
    void shouldTellOfAllAccountsInOneEventAndTellItOnce() {
        DebtorStory story = DebtorStory.ofCard("2026-06-02T08:00", "2026-06-01")
                .account(LOAN, "2026-06-01")
                .at("2026-06-02T09:00")
                .stopped(LENDER)
                .wake();

        assertThat(deferrals(story))
                .singleElement()
                .satisfies(deferred -> assertThat(deferred.steps())
                        .extracting(StepReference::account)
                        .containsExactly(CARD, LOAN));
        story.liveUntil("2026-06-02T12:00");
        assertThat(deferrals(story)).hasSize(1);

        assertThat(story.stopped().liveUntil("2026-06-02T12:10")).containsExactly("2026-06-02 H+1+H+1");
    }

    @Test
    void shouldDropAndMergeAsAlwaysWhileItIsStopped() {
        DebtorStory story = DebtorStory.ofCard(
                        StrategyDraft.of(
                                        "s-1",
                                        due("a", 1, "09:00").late(Late.DROP),
                                        due("b", 3, "09:00").late(Late.MERGE),
                                        due("c", 5, "09:00").late(Late.MERGE))
                                .rules(),
                        "2026-06-01T08:00",
                        "2026-06-01")
                .stopped(LENDER);

        assertThat(story.liveUntil("2026-06-07T09:00")).isEmpty();
        assertThat(story.stopped().liveUntil("2026-06-08T10:00")).containsExactly("2026-06-08 c");
    }

    @Test
    void shouldNotAskForEverWhileTheHoursForbidItAnyway() {
        DebtorStory story = dueBySms().stopped(LENDER).at("2026-06-02T22:00").wake();

        assertThat(deferrals(story)).singleElement().satisfies(deferred -> {
            assertThat(deferred.ruleIds()).containsExactly("ID-01");
            assertThat(deferred.stops()).isEmpty();
        });
        assertThat(story.nextWakeUp()).isEqualTo(LocalDateTime.parse("2026-06-03T08:00"));
    }

    @Test
    void shouldHandOverUnderAStopOfAChannelButNotOfThePlan() {
        DebtorStory story = DebtorStory.ofCard(
                        StrategyDraft.of(
                                        "s-1",
                                        due("agency", 5, "09:00")
                                                .to(Receiver.AGENCY)
                                                .late(Late.STILL_DUE))
                                .rules(),
                        "2026-06-01T08:00",
                        "2026-06-01")
                .at("2026-06-06T09:00");

        assertThat(story.copy().stopped(SMS, EMAIL).wake().events(DebtorEvent.AccountHandedOver.class))
                .hasSize(1);
        story.stopped(stop("plan", new StopScope.OfStrategy(null, "s"))).wake();
        assertThat(story.events(DebtorEvent.AccountHandedOver.class)).isEmpty();
        assertThat(deferrals(story))
                .singleElement()
                .satisfies(deferred -> assertThat(deferred.ruleIds()).containsExactly("STOP"));

        story.stopped().liveUntil("2026-06-06T10:00");
        assertThat(story.events(DebtorEvent.AccountHandedOver.class)).hasSize(1);
    }

    @Test
    void shouldBeDeferredAndNotSentAgainWhenTheGatewayWithdrewIt() {
        DebtorStory story = dueBySms().wake();
        story.stopped(SMS, EMAIL).answer(Answer.WITHDRAWN);

        assertThat(story.liveUntil("2026-06-02T12:00")).isEmpty();
        assertThat(deferrals(story)).hasSize(1);
        assertThat(story.events(DebtorEvent.ContactAuthorized.class)).hasSize(1);

        assertThat(story.stopped().liveUntil("2026-06-02T12:10")).containsExactly("2026-06-02 H+1");
    }

    @Test
    void shouldExplainTheStopThatItWaitsFor() {
        DebtorStory story = dueBySms().stopped(LENDER).wake();

        Explanation explanation = DebtorRules.explain(story.state, story.context());

        assertThat(explanation.awaited()).isInstanceOfSatisfying(Awaited.EndOfStop.class, awaited -> {
            assertThat(awaited.stop()).isEqualTo(LENDER);
            assertThat(awaited.step().name()).isEqualTo("H+1");
        });
        assertThat(explanation.ruleIds()).containsExactly("STOP");

        story.stopped();
        Explanation lifted = DebtorRules.explain(story.state, story.context());
        assertThat(lifted.awaited()).isInstanceOf(Awaited.NextStep.class);
        assertThat(lifted.ruleIds()).isEmpty();
        assertThat(lifted.until()).isEqualTo(explanation.until());
    }
}
