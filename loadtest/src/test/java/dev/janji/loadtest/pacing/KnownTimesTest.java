package dev.janji.loadtest.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.janji.domain.pacing.LearnedTimes;
import dev.janji.domain.pacing.Times;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** The draws have the moments that they are said to have, and what is told of them is what is learned from them. */
class KnownTimesTest {
    private static final int DRAWS = 200_000;

    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void shouldDrawTheMeansOfTheModel() {
        assertThat(mean(() -> KnownTimes.talk(random, 120))).isCloseTo(120, within(1.0));
        assertThat(mean(() -> KnownTimes.wrap(random))).isCloseTo(25, within(0.2));
        assertThat(mean(() -> KnownTimes.ring(random))).isCloseTo(8.9, within(0.1));
        assertThat(mean(() -> KnownTimes.dead(random))).isCloseTo(3, within(0.1));
    }

    @Test
    void shouldTellWhatIsLearned() {
        Times learned = new LearnedTimes();
        CallList calls = new CallList(new Scenario(Scenario.Kind.STEADY, 10, 0.25), random);
        for (int i = 0; i < 15_000; i++) {
            CallList.Call call = calls.next(0);
            learned.lineEnded(9, (int) call.seconds(), call.kind() == CallList.Kind.PERSON);
            if (i % 500 == 0) {
                learned.of(9);
            }
        }

        double[] told = KnownTimes.of(0.25, false).answeredWithin(12);
        double[] seen = learned.of(9).answeredWithin(12);

        for (int rang = 0; rang < 20; rang++) {
            assertThat(seen[rang]).as("rang %d s", rang).isCloseTo(told[rang], within(0.05));
        }
    }

    private double mean(DoubleSupplier draw) {
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += draw.getAsDouble();
        }
        return sum / DRAWS;
    }
}
