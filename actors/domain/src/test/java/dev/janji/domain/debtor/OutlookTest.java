package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.LOAN;
import static dev.janji.domain.testing.StepDraft.due;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.debtor.Outlook.Place;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.testing.StrategyDraft;
import dev.janji.domain.testing.TestRules;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a debtor would be worked by rules that nobody has activated. */
class OutlookTest {
    private static final LenderRules EVENING = StrategyDraft.of("evening-1")
            .segment("late", facts -> facts.daysPastDue() >= 1, due("H+9", 9, "18:00"))
            .segment("rest", Segment.EVERYBODY)
            .rules();

    private static Outlook of(DebtorStory story, LenderRules rules) {
        return Outlook.of(story.state, RuleContext.at(DebtorStory.DEBTOR, story.now(), rules));
    }

    private static DebtorStory late() {
        DebtorStory story = DebtorStory.ofCard("2026-06-01T08:00", "2026-06-01");
        story.liveUntil("2026-06-05T08:00");
        return story;
    }

    @Test
    void shouldSayWhereEachOpenAccountWouldStandAndWhenTheDebtorWouldBeWoken() {
        DebtorStory story = late();

        Outlook outlook = of(story, EVENING);

        assertThat(outlook.accounts()).isEqualTo(Map.of(CARD, new Place("B1", "evening-1", "late")));
        assertThat(outlook.nextWakeUp())
                .isEqualTo(LocalDateTime.parse("2026-06-10T18:00")
                        .atZone(TestRules.JAKARTA)
                        .toInstant());
    }

    @Test
    void shouldChangeNothing() {
        DebtorStory story = late();
        DebtorState before = story.state;

        of(story, EVENING);

        assertThat(story.state).isEqualTo(before);
        assertThat(story.segments()).noneMatch(entered -> entered.endsWith("late"));
    }

    @Test
    void shouldForeseeWhatTheDebtorDoesWhenTheRulesAreItsOwn() {
        DebtorStory story = late().by(EVENING);

        Outlook outlook = of(story, EVENING);
        story.wake();

        assertThat(outlook.accounts().get(CARD).segment())
                .isEqualTo(story.account(CARD).progress().assignment().segment());
        assertThat(LocalDateTime.ofInstant(outlook.nextWakeUp(), TestRules.JAKARTA))
                .isEqualTo(story.nextWakeUp());
    }

    @Test
    void shouldLeaveOutWhatNobodyWorks() {
        DebtorStory story = late().account(LOAN, "2026-06-01").tell(new LenderEvent.AccountRecalled(LOAN));

        assertThat(of(story, EVENING).accounts()).containsOnlyKeys(CARD);
    }

    @Test
    void shouldBeEmptyForADebtorOfWhomNobodyTold() {
        assertThat(of(new DebtorStory("2026-06-01T08:00"), EVENING)).isEqualTo(new Outlook(Map.of(), null));
    }
}
