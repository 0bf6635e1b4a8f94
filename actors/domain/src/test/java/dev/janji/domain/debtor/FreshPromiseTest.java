package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.TestRules;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody is reminded of what was promised just now. */
class FreshPromiseTest {
    private static final AccountId CARD = new AccountId("card");

    @ParameterizedTest(name = "made {0}: reminded {1}")
    @CsvSource({"2026-06-04T09:59, true", "2026-06-04T10:00, true", "2026-06-04T10:01, false", "2026-06-05T09:00, false"
    })
    void shouldRemindOfAPromiseThatWasMadeBeforeTheRemindersTime(String made, boolean reminded) {
        // given a promise for 5 June and a reminder at 10:00 on the day before
        DebtorStory story = DebtorStory.ofCard("2026-06-03T10:00", "2026-06-01").by(reminding());

        // when
        story.at(made)
                .tell(new LenderEvent.PromiseRecorded(
                        CARD, new PromiseId("pr"), DebtorStory.rupiah(5), LocalDate.parse("2026-06-05")));
        List<String> contacted = story.liveUntil("2026-06-05T23:00");

        // then
        assertThat(contacted.stream().anyMatch(step -> step.contains("promise-1")))
                .isEqualTo(reminded);
    }

    private static LenderRules reminding() {
        LenderRules usual = TestRules.indonesian().rules();
        Step reminder = new Step(
                "promise-1",
                Trigger.PROMISE_DUE,
                -1,
                LocalTime.of(10, 0),
                null,
                Step.Late.MERGE,
                Set.of(),
                new Action.Contact(List.of(Channel.SMS), "t", null));
        return new LenderRules(
                Strategies.only(Strategy.of("s-1", List.of(reminder), 0, 10, 3)),
                usual.policy(),
                usual.buckets(),
                usual.promiseTerms(),
                usual.arrangementTerms(),
                usual.contactValidity(),
                usual.clockSkew());
    }
}
