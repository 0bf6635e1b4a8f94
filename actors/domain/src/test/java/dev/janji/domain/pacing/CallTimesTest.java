package dev.janji.domain.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked ahead to, against closed forms. */
class CallTimesTest {
    private static final CallTimes TIMES = TimesDraft.USUAL.times();

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12, 30})
    void shouldEndAWrapUpLikeAnExponentialTimeWhateverHasPassed(int seconds) {
        double expected = 1 - Math.exp(-seconds / 25.0);

        double[] within = TIMES.wrapEndsWithin(seconds);

        assertThat(within[0]).isCloseTo(expected, within(1e-12));
        assertThat(within[170]).isCloseTo(expected, within(1e-12));
        assertThat(within[CallTimes.WRAP_SECONDS]).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12, 30})
    void shouldReadyATalkerLikeTheSumOfTwoExponentialTimes(int seconds) {
        double talk = 1 / 120.0;
        double wrap = 1 / 25.0;
        double expected = 1 - (wrap * Math.exp(-talk * seconds) - talk * Math.exp(-wrap * seconds)) / (wrap - talk);

        double[] within = TIMES.talkerReadyWithin(seconds);

        assertThat(within[0]).isCloseTo(expected, within(2e-4));
        assertThat(within[300]).isCloseTo(expected, within(2e-4));
    }

    @Test
    void shouldAnswerALineByWhatIsLeftOfItsRinging() {
        double[] within = TIMES.answeredWithin(9);
        double cut = Math.exp(-61 / 9.0);

        assertThat(within[0]).isCloseTo(0.25 * (1 - Math.exp(-1)) / (1 - cut), within(1e-12));
        assertThat(within[20]).isCloseTo(0.25 * (1 - Math.exp(-1)) / (1 - Math.exp(-41 / 9.0)), within(1e-12));
        assertThat(within[CallTimes.RING_SECONDS]).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void shouldKnowTheMeans() {
        assertThat(TIMES.meanTalk()).isCloseTo(120.5, within(0.1));
        assertThat(TIMES.meanRing()).isCloseTo(9, within(0.1));
        assertThat(new TimesDraft(120, 25, 0, 9).times().meanRing()).isZero();
    }

    @Test
    void shouldExpectNoAnswerOfALineThatNeverLastedSoLong() {
        double[] answered = new double[CallTimes.RING_SECONDS + 1];
        double[] other = new double[CallTimes.RING_SECONDS + 1];
        answered[3] = 0.4;
        other[5] = 0.6;
        double[] hazards = TIMES.wrapEndsWithin(1);

        double[] within =
                new CallTimes(new double[CallTimes.TALK_SECONDS + 1], hazards, answered, other).answeredWithin(10);

        assertThat(within[3]).isEqualTo(0.4);
        assertThat(within[4]).isZero();
        assertThat(within[6]).isZero();
    }

    @Test
    void shouldRefuseTablesOfAnotherLength() {
        assertThatThrownBy(() -> new CallTimes(new double[3], new double[3], new double[3], new double[3]))
                .hasMessage("Expected 601 seconds, but got 3");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-6, -2.5, -1, -0.1, 0, 0.7, 1.96, 5})
    void shouldKnowTheNormalDistribution(double value) {
        double sum = 0;
        double step = 1e-3;
        for (double x = -9; x < value - step / 2; x += step) {
            sum += step * Math.exp(-(x + step / 2) * (x + step / 2) / 2);
        }

        assertThat(Normal.below(value)).isCloseTo(sum / Math.sqrt(2 * Math.PI), within(2e-7));
    }
}
