package dev.janji.domain.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pacer does at an instant, and what it says of it. */
class PacerTest {
    private static final Instant OPENED = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant ENDS = OPENED.plus(Duration.ofHours(8));
    private static final PacingTerms TERMS = PacingTerms.predictive(AbandonTerms.everyShift());

    private final AbandonBudget budget = budget();

    @ParameterizedTest
    @EnumSource(PacingMode.class)
    void shouldStopAtOnceWhenAPersonHasStoppedDialing(PacingMode mode) {
        Pace pace = pacer(TERMS.in(mode)).pace(floor(20), new Moment(OPENED, 9, ENDS, ENDS, true, true));

        assertThat(pace.lines()).isZero();
        assertThat(pace.limit()).isEqualTo(Limit.KILL_SWITCH);
    }

    @ParameterizedTest
    @EnumSource(PacingMode.class)
    void shouldStopAtOnceWhenTheGatewayIsLost(PacingMode mode) {
        Pace pace = pacer(TERMS.in(mode)).pace(floor(20), new Moment(OPENED, 9, ENDS, ENDS, false, false));

        assertThat(pace.lines()).isZero();
        assertThat(pace.limit()).isEqualTo(Limit.GATEWAY_LOST);
    }

    @ParameterizedTest
    @EnumSource(PacingMode.class)
    void shouldDialNothingWhenNobodyIsLoggedIn(PacingMode mode) {
        Pace pace = pacer(TERMS.in(mode).withRatio(3)).pace(new Floor().ringing(3), at(OPENED));

        assertThat(pace.lines()).isZero();
        assertThat(pace.limit()).isEqualTo(Limit.NO_AGENTS);
    }

    /** 25 s of ringing, 2 s without an agent, and 120 s of talk: a call begun later could go on too long. */
    @Test
    void shouldStopAsLongBeforeTheHoursEndAsACallLasts() {
        Pacer pacer = pacer(TERMS);

        assertThat(pacer.pace(floor(20), at(ENDS.minusSeconds(148))).lines()).isPositive();
        Pace late = pacer.pace(floor(20), at(ENDS.minusSeconds(146)));

        assertThat(late.lines()).isZero();
        assertThat(late.limit()).isEqualTo(Limit.WINDOW_CLOSING);
    }

    @Test
    void shouldLeaveTheChoiceToAgentsWhenTheySeeTheCaseFirst() {
        Pace pace = pacer(TERMS.in(PacingMode.PREVIEW)).pace(floor(20), at(OPENED));

        assertThat(pace.lines()).isZero();
        assertThat(pace.limit()).isEqualTo(Limit.AGENTS_CHOOSE);
    }

    @Test
    void shouldKeepALineForEachReadyAgentWhenProgressive() {
        Pacer pacer = pacer(TERMS.in(PacingMode.PROGRESSIVE));

        assertThat(pacer.pace(floor(10).ringing(0).ringing(4), at(OPENED)).lines())
                .isEqualTo(8);
        assertThat(pacer.pace(floor(2).ringing(0).ringing(4).waiting(1), at(OPENED))
                        .lines())
                .isZero();
    }

    @Test
    void shouldKeepSoManyLinesForEachReadyAgentInModePower() {
        Pacer pacer = pacer(TERMS.in(PacingMode.POWER).withRatio(2.5));

        assertThat(pacer.pace(floor(10).ringing(0), at(OPENED)).lines()).isEqualTo(24);
        assertThat(pacer.pace(floor(10).ringing(0).waiting(4), at(OPENED)).lines())
                .isEqualTo(14);
    }

    @Test
    void shouldBorrowFromTheBudgetWhenPredictive() {
        Pace pace = pacer(TERMS).pace(busyFloor(30), at(OPENED));

        assertThat(pace.mode()).isEqualTo(PacingMode.PREDICTIVE);
        assertThat(pace.lines()).isPositive();
        assertThat(pace.limit()).isEqualTo(Limit.ABANDONMENT);
        assertThat(pace.chanceWithoutAgent()).isGreaterThan(pace.bearableChance());
        assertThat(pace.inWords())
                .matches(
                        "predictive: \\d+ new lines?, because one more line would be answered without an agent more often"
                                + " than the budget bears; within 12 s [0-9.]+ agents are expected to be free and [0-9.]+ lines to be"
                                + " answered, one more answer finds nobody in [0-9.]+ % \\(borne: [0-9.]+ %\\); 0.0 abandoned calls"
                                + " left in the budget");
    }

    @Test
    void shouldDialForReadyAgentsOnlyWhileTooLittleIsKnown() {
        Pacer pacer = new Pacer(TERMS, new LearnedTimes(), budget);

        Pace pace = pacer.pace(floor(20), at(OPENED));

        assertThat(pace.lines()).isEqualTo(20);
        assertThat(pace.mode()).isEqualTo(PacingMode.PROGRESSIVE);
        assertThat(pace.limit()).isEqualTo(Limit.FEW_SAMPLES);
    }

    @Test
    void shouldLookAheadFromTheFiftiethSampleOn() {
        LearnedTimes times = new LearnedTimes();
        Pacer pacer = new Pacer(TERMS, times, budget);
        for (int i = 0; i < 49; i++) {
            sample(pacer, i);
        }
        assertThat(pacer.pace(floor(20), at(OPENED)).limit()).isEqualTo(Limit.FEW_SAMPLES);

        sample(pacer, 49);

        assertThat(pacer.pace(floor(20), at(OPENED.plusSeconds(61))).mode()).isEqualTo(PacingMode.PREDICTIVE);
    }

    @Test
    void shouldDialForReadyAgentsOnlyWhenTheGroupIsSmall() {
        assertThat(pacer(TERMS).pace(floor(4), at(OPENED)).limit()).isEqualTo(Limit.SMALL_GROUP);
        assertThat(pacer(TERMS).pace(floor(5), at(OPENED)).mode()).isEqualTo(PacingMode.PREDICTIVE);
    }

    @Test
    void shouldDialForReadyAgentsOnlyWhenTheBudgetIsSpent() {
        Pacer pacer = pacer(TERMS);
        for (int i = 0; i < 100; i++) {
            pacer.reachedPerson(ENDS.minusSeconds(300));
        }
        for (int i = 0; i < 20; i++) {
            pacer.leftWithoutAgent(ENDS.minusSeconds(300));
        }

        Pace pace = pacer.pace(floor(20).ringing(1), at(ENDS.minusSeconds(299)));

        assertThat(pace.lines()).isEqualTo(19);
        assertThat(pace.limit()).isEqualTo(Limit.BUDGET_SPENT);
        assertThat(pace.budgetLeft()).isNegative();
    }

    @Test
    void shouldDialForReadyAgentsOnlyWhenTheHourHadItsShare() {
        Instant end = OPENED.plus(Duration.ofMinutes(59));
        Pacer pacer = pacer(TERMS);
        for (int i = 0; i < 1000; i++) {
            pacer.reachedPerson(OPENED.minusSeconds(1));
        }
        for (int i = 0; i < 50; i++) {
            pacer.reachedPerson(end);
        }
        for (int i = 0; i < 5; i++) {
            pacer.leftWithoutAgent(end);
        }

        Pace pace = pacer.pace(floor(20), new Moment(end, 9, end, ENDS, true, false));

        assertThat(pace.lines()).isEqualTo(20);
        assertThat(pace.limit()).isEqualTo(Limit.HOUR_SPENT);
    }

    @Test
    void shouldKeepWithinTheMostLinesForEachAgent() {
        Pacer pacer = new Pacer(TERMS, Times.known(new TimesDraft(120, 25, 0.001, 9).times()), budget);

        Pace pace = pacer.pace(floor(10).ringing(1), at(OPENED));

        assertThat(pace.lines()).isEqualTo(59);
        assertThat(pace.limit()).isEqualTo(Limit.MOST_LINES);
    }

    @Test
    void shouldBearLessWhenAnswersFindNobodyMoreOftenThanTheModelSays() {
        Pacer pacer = pacer(TERMS);
        double before = pacer.pace(busyFloor(30), at(OPENED)).bearableChance();
        for (int minute = 1; minute <= 10; minute++) {
            Instant at = OPENED.plusSeconds(60L * minute);
            for (int i = 0; i < 19; i++) {
                pacer.reachedPerson(at);
            }
            pacer.leftWithoutAgent(at);
            pacer.pace(busyFloor(30), at(at));
        }

        Pace after = pacer.pace(busyFloor(30), at(OPENED.plusSeconds(661)));

        assertThat(after.bearableChance()).isLessThan(before);
        assertThat(after.bearableChance() / after.bearableShare()).isLessThan(0.9);
    }

    @Test
    void shouldSayThatDetectionIsOffWhenItsErrorWouldSpendTheBudget() {
        AbandonTerms terms = AbandonTerms.everyShift().withDetectionError(0.05);
        Pacer pacer = new Pacer(
                PacingTerms.predictive(terms),
                Times.known(TimesDraft.USUAL.times()),
                new AbandonBudget(terms, OPENED, OPENED, ZoneOffset.UTC));

        Pace pace = pacer.pace(busyFloor(30), at(OPENED));

        assertThat(pace.detectsMachines()).isFalse();
        assertThat(pace.inWords()).endsWith("machine detection is off, because its error alone would spend the budget");
    }

    @Test
    void shouldNameTheTermThatIsOutOfRange() {
        assertThatThrownBy(() -> TERMS.withRatio(0.5)).hasMessage("Expected a ratio between 1.0 and 10.0, but got 0.5");
        assertThatThrownBy(() -> new PacingTerms(
                        PacingMode.PREDICTIVE, 1, AbandonTerms.everyShift(), 5, 50, 6, Duration.ofSeconds(61)))
                .hasMessage("Expected the seconds that a line rings between 1.0 and 60.0, but got 61.0");
        assertThatThrownBy(() -> new Moment(OPENED, 24, ENDS, ENDS, true, false))
                .hasMessage("Expected an hour from 0 to 23, but got 24");
        assertThatThrownBy(() -> new Floor().talking(-1)).hasMessageContaining("not negative, but got -1");
    }

    private static void sample(Pacer pacer, int number) {
        pacer.lineEnded(9, number % 20, number % 4 == 0);
        pacer.talkEnded(9, 60 + number);
        pacer.wrapEnded(9, 10);
    }

    private Pacer pacer(PacingTerms terms) {
        return new Pacer(terms, Times.known(TimesDraft.USUAL.times()), budget);
    }

    private static AbandonBudget budget() {
        return new AbandonBudget(AbandonTerms.everyShift(), OPENED, OPENED, ZoneOffset.UTC);
    }

    private static Moment at(Instant now) {
        return new Moment(now, 9, ENDS, ENDS, true, false);
    }

    private static Floor floor(int ready) {
        return new Floor().ready(ready);
    }

    private static Floor busyFloor(int agents) {
        Floor floor = new Floor().ready(1);
        for (int i = 1; i < agents; i++) {
            if (i % 5 == 0) {
                floor.wrapping(i);
            } else {
                floor.talking(10 * i);
            }
        }
        return floor;
    }
}
