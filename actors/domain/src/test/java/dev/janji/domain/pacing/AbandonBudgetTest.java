package dev.janji.domain.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.janji.domain.pacing.AbandonTerms.Denominator;
import dev.janji.domain.pacing.AbandonTerms.StartPoint;
import dev.janji.domain.pacing.AbandonTerms.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Sums of abandoned calls: AB-01, AB-03, AB-05. */
class AbandonBudgetTest {
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    /** 09:00 in Jakarta. */
    private static final Instant OPENED = Instant.parse("2026-03-02T02:00:00Z");

    @Test
    void shouldCountMachinesOutByAb05() {
        AbandonBudget budget = budget(terms(Window.SHIFT, Denominator.ESTIMATED, 0));
        count(budget, OPENED, 9, 7, 29);

        assertThat(budget.abandoned()).isEqualTo(16.3125);
        assertThat(budget.answers()).isEqualTo(25.3125);
        assertThat(100 * budget.share()).isCloseTo(64.44, within(0.005));
    }

    @Test
    void shouldHaveNothingLeftAtTheLimitAndOwePastIt() {
        AbandonBudget budget = budget(AbandonTerms.everyShift());
        count(budget, OPENED, 97, 0, 3);
        assertThat(budget.share()).isEqualTo(0.03);
        assertThat(budget.left()).isCloseTo(0, within(1e-12));
        assertThat(budget.bearable(1, 0)).isCloseTo(0.03, within(1e-9));

        budget.leftWithoutAgent(OPENED);

        assertThat(budget.left()).isNegative();
        assertThat(budget.bearable(1, 0)).isZero();
    }

    @Test
    void shouldBearMoreAfterAThriftyStartAndLessAfterAnother() {
        AbandonBudget thrifty = budget(AbandonTerms.everyShift());
        count(thrifty, OPENED, 500, 0, 0);
        AbandonBudget lavish = budget(AbandonTerms.everyShift());
        count(lavish, OPENED, 480, 0, 20);

        assertThat(thrifty.bearable(1, 500)).isCloseTo(0.06, within(1e-12));
        assertThat(lavish.bearable(1, 500)).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void shouldBeginAgainAtLocalMidnightWhenTheWindowIsADay() {
        AbandonBudget budget = budget(AbandonTerms.unitedKingdom());
        count(budget, OPENED, 97, 0, 3);

        budget.roll(Instant.parse("2026-03-02T16:59:59Z"));
        assertThat(budget.answers()).isEqualTo(100);

        budget.roll(Instant.parse("2026-03-02T17:00:00Z"));
        assertThat(budget.answers()).isZero();
        assertThat(budget.share()).isZero();
    }

    @Test
    void shouldBeginAgainEvery30DaysOfTheCampaign() {
        AbandonBudget budget = budget(AbandonTerms.telemarketingSalesRule());
        count(budget, OPENED, 97, 0, 3);

        budget.roll(OPENED.plus(Duration.ofDays(29)));
        assertThat(budget.answers()).isEqualTo(100);

        budget.roll(OPENED.plus(Duration.ofDays(30)));
        assertThat(budget.answers()).isZero();
        count(budget, OPENED.plus(Duration.ofDays(30)), 50, 0, 0);

        budget.roll(OPENED.plus(Duration.ofDays(59)));
        assertThat(budget.answers()).isEqualTo(50);
        budget.roll(OPENED.plus(Duration.ofDays(60)));
        assertThat(budget.answers()).isZero();
    }

    @Test
    void shouldKeepAShiftWhole() {
        AbandonBudget budget = budget(AbandonTerms.everyShift());
        count(budget, OPENED, 97, 0, 3);

        budget.roll(OPENED.plus(Duration.ofHours(20)));

        assertThat(budget.answers()).isEqualTo(100);
    }

    @Test
    void shouldGoOnAfterARestartWithinTheWindowAndNotBeyondIt() {
        AbandonBudget before = budget(AbandonTerms.unitedKingdom());
        count(before, OPENED, 97, 0, 3);

        AbandonBudget same = budget(AbandonTerms.unitedKingdom()).resume(before.counts());
        same.roll(OPENED.plus(Duration.ofHours(3)));
        AbandonBudget next = budget(AbandonTerms.unitedKingdom()).resume(before.counts());
        next.roll(OPENED.plus(Duration.ofHours(24)));

        assertThat(same.counts()).isEqualTo(before.counts());
        assertThat(next.answers()).isZero();
    }

    @Test
    void shouldSpendTheHourAloneAndForgetItWithTheNext() {
        AbandonBudget budget = budget(AbandonTerms.everyShift());
        count(budget, OPENED, 96, 0, 4);

        assertThat(budget.isHourSpent(0)).as("a fifth call makes 5 %").isFalse();
        budget.leftWithoutAgent(OPENED);
        assertThat(budget.isHourSpent(0)).isTrue();
        assertThat(budget.isHourSpent(100)).as("the hour goes on").isFalse();

        budget.roll(OPENED.plus(Duration.ofHours(1)));
        assertThat(budget.isHourSpent(100)).isFalse();
    }

    @Test
    void shouldCountWhatDetectionTakesForMachinesAsAbandoned() {
        AbandonBudget budget = budget(terms(Window.SHIFT, Denominator.LIVE_ANSWERS, 0.01));
        count(budget, OPENED, 990, 0, 0);

        assertThat(budget.answers()).isCloseTo(1000, within(1e-9));
        assertThat(budget.abandoned()).isCloseTo(10, within(1e-9));
        assertThat(budget.bearable(1, 1000)).isCloseTo(40 / 990.0, within(1e-9));
    }

    @Test
    void shouldLeaveDetectionOutWhenItsErrorAloneSpendsHalfTheLimit() {
        assertThat(budget(terms(Window.SHIFT, Denominator.LIVE_ANSWERS, 0.015)).detectsMachines())
                .isTrue();
        assertThat(budget(terms(Window.SHIFT, Denominator.LIVE_ANSWERS, 0.016)).detectsMachines())
                .isFalse();
    }

    @Test
    void shouldAimLowerWhereTheCountIsAnEstimate() {
        AbandonBudget certain = budget(terms(Window.SHIFT, Denominator.ESTIMATED, 0));
        count(certain, OPENED, 1000, 0, 0);
        AbandonBudget estimated = budget(terms(Window.SHIFT, Denominator.ESTIMATED, 0));
        count(estimated, OPENED, 1000, 600, 0);

        double sure = 1 - 2 * Math.sqrt(0.375 / (0.03 * 2000));
        assertThat(certain.bearable(1, 1000)).isCloseTo(0.06, within(1e-12));
        assertThat(estimated.bearable(1, 1000)).isCloseTo(0.06 * sure, within(1e-12));
    }

    @Test
    void shouldKnowTheProfilesOfAb01AndAb03() {
        assertThat(AbandonTerms.telemarketingSalesRule().startPoint()).isEqualTo(StartPoint.GREETING_END);
        assertThat(AbandonTerms.telemarketingSalesRule().patience()).isEqualTo(Duration.ofSeconds(4));
        assertThat(AbandonTerms.unitedKingdom().window()).isEqualTo(Window.DAY);
        assertThat(AbandonTerms.unitedKingdom().patience()).isEqualTo(Duration.ofSeconds(2));
        assertThat(AbandonTerms.unitedKingdom().limit()).isEqualTo(0.03);
    }

    @Test
    void shouldNameTheTermThatIsOutOfRange() {
        assertThatThrownBy(() -> custom(0, 0, 0.05)).hasMessageContaining("limit above 0 and below 1, but got 0.0");
        assertThatThrownBy(() -> custom(Double.NaN, 0, 0.05)).hasMessageContaining("but got NaN");
        assertThatThrownBy(() -> custom(0.03, 1, 0.05)).hasMessageContaining("error of machine detection");
        assertThatThrownBy(() -> custom(0.03, 0, 0.02)).hasMessageContaining("hour's limit between the limit 0.03");
    }

    private static AbandonTerms custom(double limit, double error, double hour) {
        return new AbandonTerms(
                limit,
                Window.SHIFT,
                Denominator.LIVE_ANSWERS,
                StartPoint.ANSWER,
                Duration.ofSeconds(2),
                Duration.ZERO,
                error,
                hour);
    }

    private static AbandonTerms terms(Window window, Denominator denominator, double error) {
        return new AbandonTerms(
                0.03, window, denominator, StartPoint.ANSWER, Duration.ofSeconds(2), Duration.ZERO, error, 0.05);
    }

    private static AbandonBudget budget(AbandonTerms terms) {
        AbandonBudget budget = new AbandonBudget(terms, OPENED, OPENED, JAKARTA);
        budget.roll(OPENED);
        return budget;
    }

    private static void count(AbandonBudget budget, Instant at, int persons, int machines, int without) {
        for (int i = 0; i < persons; i++) {
            budget.reachedPerson(at);
        }
        for (int i = 0; i < machines; i++) {
            budget.reachedMachine(at);
        }
        for (int i = 0; i < without; i++) {
            budget.leftWithoutAgent(at);
        }
    }
}
