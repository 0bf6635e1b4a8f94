package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.testing.StepDraft.due;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Strategy.Migration;
import dev.janji.domain.testing.StrategyDraft;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an account that one version works comes over to the next one. The first of June 2026 is a Monday. */
class VersionsTest {
    private static final StrategyDraft OLD =
            StrategyDraft.of("s-1", due("old H+1", 1, "09:00"), due("old H+3", 3, "09:00"), due("old H+7", 7, "09:00"));
    private static final StrategyDraft NEW =
            StrategyDraft.of("s-2", due("new H+1", 1, "09:00"), due("new H+4", 4, "09:00"), due("new H+8", 8, "09:00"));

    /** A card with two due dates that the old version works; its first step is taken. */
    private static DebtorStory worked() {
        DebtorStory story = DebtorStory.ofDebtor("2026-06-01T08:00").by(OLD.rules());
        story.account(CARD, "2026-06-01", "2026-06-20");
        assertThat(story.liveUntil("2026-06-03T08:00")).containsExactly("2026-06-02 old H+1");
        return story;
    }

    private static List<String> versions(DebtorStory story) {
        return story.events(DebtorEvent.SegmentEntered.class).stream()
                .map(DebtorEvent.SegmentEntered::strategyVersion)
                .toList();
    }

    @Test
    void shouldComeOverWithTheNextWakeUpAtOnce() {
        // given
        DebtorStory story = worked().by(NEW.comes(Migration.AT_ONCE).rules(OLD));

        // when
        List<String> contacts = story.liveUntil("2026-06-15T12:00");

        // then
        assertThat(contacts)
                .as("no first step again, although it has another name")
                .containsExactly("2026-06-05 new H+4", "2026-06-09 new H+8");
        assertThat(versions(story)).containsExactly("s-1", "s-2");
    }

    @Test
    void shouldComeOverWithTheNextEventAtOnce() {
        // given
        DebtorStory story = worked().by(NEW.comes(Migration.AT_ONCE).rules(OLD));

        // when
        story.pay(CARD, "p1", 10);

        // then
        assertThat(versions(story)).containsExactly("s-1", "s-2");
        assertThat(story.account(CARD).progress().assignment())
                .isEqualTo(new StepProgress.Assignment("s-2", "everybody"));
    }

    @Test
    void shouldFinishTheDueDateByTheOldVersionAndBeginTheNextByTheNewOne() {
        // given
        DebtorStory story =
                worked().by(NEW.comes(Migration.AT_THE_NEXT_DUE_DATE).rules(OLD));

        // when
        List<String> first = story.liveUntil("2026-06-10T12:00");
        story.pay(CARD, "p1", 100);
        List<String> second = story.liveUntil("2026-06-30T12:00");

        // then
        assertThat(first).containsExactly("2026-06-04 old H+3", "2026-06-08 old H+7");
        assertThat(second).containsExactly("2026-06-22 new H+1", "2026-06-24 new H+4", "2026-06-29 new H+8");
        assertThat(story.segments().get(1)).isEqualTo("2026-06-10T12:00 everybody");
    }

    @Test
    void shouldComeOverAtOnceWhenNoStepOfTheDueDateWasTakenYet() {
        // given
        DebtorStory story = DebtorStory.ofDebtor("2026-06-01T08:00").by(OLD.rules());
        story.account(CARD, "2026-06-01");

        // when
        story.by(NEW.comes(Migration.AT_THE_NEXT_DUE_DATE).rules(OLD));

        // then
        assertThat(story.liveUntil("2026-06-06T12:00")).containsExactly("2026-06-02 new H+1", "2026-06-05 new H+4");
    }

    @Test
    void shouldStayWhenTheStepOfTheDueDateWasOnlyGivenUp() {
        // given
        DebtorStory story = DebtorStory.ofDebtor("2026-06-01T08:00").by(OLD.rules());
        story.account(CARD, "2026-06-01");
        story.at("2026-06-02T09:00").wake().answer(Answer.REFUSED);

        // when
        story.by(NEW.comes(Migration.AT_THE_NEXT_DUE_DATE).rules(OLD));

        // then
        assertThat(story.liveUntil("2026-06-05T12:00")).containsExactly("2026-06-02 old H+1", "2026-06-04 old H+3");
    }

    @Test
    void shouldComeOverWhenNothingIsOverdue() {
        // given
        DebtorStory story = DebtorStory.ofDebtor("2026-06-01T08:00").by(OLD.rules());
        story.account(CARD, "2026-06-01", "2026-06-20").liveUntil("2026-06-02T12:00");
        story.by(NEW.comes(Migration.WHEN_CURRENT).rules(OLD));

        // when
        story.pay(CARD, "p1", 99);
        List<String> versions = versions(story);
        story.pay(CARD, "p2", 1);

        // then
        assertThat(versions).as("one rupiah is one day overdue").containsExactly("s-1");
        assertThat(versions(story)).containsExactly("s-1", "s-2");
    }

    @Test
    void shouldStayWithTheNewVersionWhenAReversalMakesItOverdueAgain() {
        // given
        DebtorStory story = worked().by(NEW.comes(Migration.WHEN_CURRENT).rules(OLD));
        story.pay(CARD, "p1", 100);

        // when
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p1"), "NSF"));

        // then
        assertThat(story.liveUntil("2026-06-10T12:00"))
                .as("the due date goes on where it stood")
                .containsExactly("2026-06-05 new H+4", "2026-06-09 new H+8");
        assertThat(versions(story)).containsExactly("s-1", "s-2");
    }

    @Test
    void shouldComeOverWhateverTheMigrationWhenTheOldVersionIsGone() {
        for (Migration migration : Migration.values()) {
            // given
            DebtorStory story = worked();

            // when
            story.by(NEW.comes(migration).rules());

            // then
            assertThat(story.nextWakeUp()).as("by the new one already").hasToString("2026-06-05T09:00");
            assertThat(story.liveUntil("2026-06-05T12:00")).as("%s", migration).containsExactly("2026-06-05 new H+4");
            assertThat(versions(story)).containsExactly("s-1", "s-2");
        }
    }

    @Test
    void shouldTakeWhoeverComesNewByTheCurrentVersion() {
        // given
        DebtorStory story = worked().by(NEW.comes(Migration.WHEN_CURRENT).rules(OLD));

        // when
        story.account(DebtorStory.LOAN, "2026-06-01");

        // then
        assertThat(story.account(DebtorStory.LOAN).progress().assignment().strategyVersion())
                .isEqualTo("s-2");
        assertThat(story.account(CARD).progress().assignment().strategyVersion())
                .isEqualTo("s-1");
    }

    /** A partial payment changes nothing; a due date that is paid in full hands over to the next one's own first steps. */
    @Test
    void shouldStartTheNextDueDateAtItsOwnFirstStepsAfterAPartialPayment_killbill2297() {
        // given
        DebtorStory story = worked();

        // when
        story.pay(CARD, "p1", 40);
        List<String> first = story.liveUntil("2026-06-08T12:00");
        story.pay(CARD, "p2", 60);
        List<String> second = story.liveUntil("2026-06-30T12:00");

        // then
        assertThat(first).containsExactly("2026-06-04 old H+3", "2026-06-08 old H+7");
        assertThat(second).containsExactly("2026-06-22 old H+1", "2026-06-23 old H+3", "2026-06-27 old H+7");
    }
}
