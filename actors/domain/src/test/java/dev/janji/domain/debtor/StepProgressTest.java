package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Trigger;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What is remembered of the steps that are over. */
class StepProgressTest {
    private static final LocalDate DAY = LocalDate.parse("2026-06-01");

    private static StepReference step(Trigger trigger, LocalDate date) {
        return new StepReference(new AccountId("a"), new Anchor(trigger, date), 60, "x");
    }

    @Test
    void shouldForgetTheOldestDueDatesFirst() {
        // given
        StepProgress progress = StepProgress.NONE;

        // when
        for (int i = 0; i <= StepProgress.MOST_ANCHORS; i++) {
            progress = progress.pass(step(Trigger.DUE_DATE, DAY.plusDays(i)));
        }

        // then
        assertThat(progress.passed()).hasSize(StepProgress.MOST_ANCHORS);
        assertThat(progress.isFresh(Anchor.dueDate(DAY))).isTrue();
        assertThat(progress.isFresh(Anchor.dueDate(DAY.plusDays(1)))).isFalse();
    }

    /** Else its steps would be taken again after so many broken promises or bounced payments. */
    @Test
    void shouldRememberADueDateThatStaysUnpaidWhateverHappensMeanwhile() {
        // given
        StepProgress progress = StepProgress.NONE.pass(step(Trigger.DUE_DATE, DAY));

        // when
        for (int i = 1; i < 100; i++) {
            progress = progress.pass(step(Trigger.PROMISE_BROKEN, DAY.plusDays(i)));
            progress = progress.pass(step(Trigger.PAYMENT_REVERSED, DAY.plusDays(i)));
        }

        // then
        assertThat(progress.passed()).hasSize(StepProgress.MOST_ANCHORS);
        assertThat(progress.isOver(Anchor.dueDate(DAY), 60)).isTrue();
        assertThat(progress.isOver(Anchor.dueDate(DAY), 61)).isFalse();
    }
}
