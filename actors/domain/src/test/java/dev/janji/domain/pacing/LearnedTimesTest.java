package dev.janji.domain.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** What is learned, against the distributions that it was learned from. */
class LearnedTimesTest {
    private static final int NINE = 9;
    private static final int TEN = 10;

    private final SplittableRandom random = new SplittableRandom(17);
    private final LearnedTimes learned = new LearnedTimes();

    @Test
    void shouldLearnAConstantHazard() {
        talk(NINE, 3000, () -> exponential(100));

        double[] ready = learned.of(NINE).talkerReadyWithin(20);
        double[] exact = new TimesDraft(100, 20, 0.2, 9).times().talkerReadyWithin(20);

        assertThat(learned.of(NINE).meanTalk()).isCloseTo(100, within(6.0));
        for (int elapsed = 0; elapsed < 200; elapsed += 40) {
            assertThat(ready[elapsed]).as("talked %d s", elapsed).isCloseTo(exact[elapsed], within(0.03));
        }
    }

    @Test
    void shouldLearnThatWrapUpNeverEndsInItsFirstSeconds() {
        talk(NINE, 4000, () -> exponential(100));

        double[] ends = learned.of(NINE).wrapEndsWithin(4);

        assertThat(ends[0]).as("5 s at least").isLessThan(0.03);
        assertThat(ends[10]).isCloseTo(1 - Math.exp(-4 / 15.0), within(0.05));
    }

    /** A log-normal talk that has lasted long is likely to last: what an exponential one never shows. */
    @Test
    void shouldLearnTheHazardThatFallsWithTheTimePassed() {
        double spread = Math.sqrt(Math.log(2));
        talk(NINE, 4000, () -> 120 * Math.exp(gauss() * spread - spread * spread / 2));

        double[] ready = learned.of(NINE).talkerReadyWithin(60);
        double early = Arrays.stream(ready, 30, 120).average().orElseThrow();
        double late = Arrays.stream(ready, 300, 590).average().orElseThrow();

        assertThat(early).isGreaterThan(1.1 * late);
    }

    /** Only the short talks have ended; those that go on are seen too. */
    @Test
    void shouldNotTakeTalksForShortWhileTheLongOnesGoOn() {
        Floor floor = new Floor();
        double[] lengths = new double[2000];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = exponential(100);
        }
        for (int second = 0; second < 60; second++) {
            floor.clear();
            for (double length : lengths) {
                if (length > second) {
                    floor.talking(second);
                    if (length <= second + 1) {
                        learned.talkEnded(NINE, second);
                    }
                }
            }
            learned.stood(NINE, floor, 1);
        }

        assertThat(learned.of(NINE).meanTalk()).isCloseTo(100, within(15.0));
    }

    @Test
    void shouldLeanOnAllHoursWhileAnHourHasTaughtLittleAndOnTheHourThen() {
        lines(NINE, 4000, 0.40);
        lines(TEN, 20, 0.10);
        double little = answerShare(TEN);
        lines(TEN, 4000, 0.10);
        double much = answerShare(TEN);

        assertThat(little).isBetween(0.30, 0.42);
        assertThat(much).isCloseTo(0.10, within(0.03));
    }

    @Test
    void shouldFollowAnAnswerRateThatDoublesWithinFewAnswers() {
        lines(NINE, 4000, 0.20);
        learned.of(NINE);
        assertThat(answerShare(NINE)).isCloseTo(0.20, within(0.02));

        lines(NINE, 200, 0.40);

        assertThat(answerShare(NINE)).isCloseTo(0.40, within(0.08));
    }

    @Test
    void shouldKnowWhenItHasSeenEnough() {
        lines(NINE, 50, 0.2);
        assertThat(learned.isKnown(50)).isFalse();

        talk(NINE, 49, () -> exponential(100));
        assertThat(learned.isKnown(50)).isFalse();

        talk(NINE, 1, () -> exponential(100));
        assertThat(learned.isKnown(50)).isTrue();
    }

    @Test
    void shouldStayWithinBoundsWhateverItIsTold() {
        for (int i = 0; i < 50_000; i++) {
            learned.lineEnded(NINE, Integer.MAX_VALUE, true);
            learned.talkEnded(NINE, 0);
        }

        CallTimes times = learned.of(NINE);

        assertThat(times.answeredWithin(10)[CallTimes.RING_SECONDS]).isBetween(0.9, 1.0);
        assertThat(times.meanTalk()).isFinite().isPositive();
        for (double chance : times.talkerReadyWithin(10)) {
            assertThat(chance).isBetween(0.0, 1.0);
        }
    }

    /** Agents talk and wrap up one after the other; wrap-up lasts 5 s and 15 s more in the mean. */
    private void talk(int hour, int talks, DoubleSupplier length) {
        Floor floor = new Floor();
        for (int i = 0; i < talks; i++) {
            int seconds = (int) length.getAsDouble();
            for (int second = 0; second < seconds; second++) {
                learned.stood(hour, floor.clear().talking(second), 1);
            }
            learned.talkEnded(hour, seconds);
            int wrap = (int) (5 + exponential(15));
            for (int second = 0; second < wrap; second++) {
                learned.stood(hour, floor.clear().wrapping(second), 1);
            }
            learned.wrapEnded(hour, wrap);
        }
    }

    private void lines(int hour, int lines, double answered) {
        for (int i = 0; i < lines; i++) {
            boolean isAnswered = random.nextDouble() < answered;
            learned.lineEnded(hour, isAnswered ? random.nextInt(3, 15) : 25, isAnswered);
            if (i % 20 == 0) {
                learned.of(hour);
            }
        }
    }

    private double answerShare(int hour) {
        return learned.of(hour).answeredWithin(CallTimes.RING_SECONDS)[0];
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private double gauss() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
