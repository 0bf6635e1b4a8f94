package dev.janji.domain.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.janji.domain.testing.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How likely one more answer finds nobody, against every case counted out. */
class OutlookTest {
    private static final int HORIZON = 12;
    private static final CallTimes TIMES = TimesDraft.USUAL.times();

    @TestFactory
    Stream<DynamicTest> shouldAgreeWithEveryCaseCountedOutWhenTheGroupIsSmall() {
        return Property.of(120, 1).holds((seed, commands) -> {
            // given
            SplittableRandom random = new SplittableRandom(seed);
            Floor floor = new Floor().ready(random.nextInt(3)).waiting(random.nextInt(3));
            List<Double> frees = new ArrayList<>();
            List<Double> answers = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                int talked = random.nextInt(700);
                floor.talking(talked);
                frees.add(TIMES.talkerReadyWithin(HORIZON)[Math.min(talked, CallTimes.TALK_SECONDS)]);
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                int wrapped = random.nextInt(60);
                floor.wrapping(wrapped);
                frees.add(TIMES.wrapEndsWithin(HORIZON)[wrapped]);
            }
            for (int i = random.nextInt(6); i > 0; i--) {
                int rang = random.nextInt(25);
                floor.ringing(rang);
                answers.add(TIMES.answeredWithin(HORIZON)[rang]);
            }
            Outlook outlook = new Outlook(TIMES, HORIZON);
            outlook.look(floor);
            int sure = floor.readyAgents() - floor.waitingCalls();

            // then
            assertThat(outlook.taken()).isCloseTo(countedOut(sure, frees, answers), within(1e-12));

            // when
            outlook.dial();
            answers.add(TIMES.answeredWithin(HORIZON)[0]);

            // then
            assertThat(outlook.taken()).isCloseTo(countedOut(sure, frees, answers), within(1e-12));
            assertThat(outlook.expectedFree())
                    .isCloseTo(sure + frees.stream().mapToDouble(each -> each).sum(), within(1e-12));
            assertThat(outlook.expectedAnswers())
                    .isCloseTo(answers.stream().mapToDouble(each -> each).sum(), within(1e-12));
        });
    }

    /** On both sides of the size from which sums are no longer exact. */
    @Test
    void shouldGoOverToTheNormalDistributionWithoutAJump() {
        for (int lines = 4; lines <= 14; lines++) {
            assertThat(taken(40, lines)).isCloseTo(taken(46, lines * 46 / 40), within(0.08));
        }
        assertThat(taken(40, 20)).as("exact").isCloseTo(taken(41, 20), within(0.03));
    }

    @Test
    void shouldBeSurelyTakenWhenNobodyIsOrBecomesFree() {
        Outlook outlook = new Outlook(TIMES, HORIZON);
        outlook.look(new Floor());

        assertThat(outlook.taken()).isEqualTo(1);
    }

    @Test
    void shouldNeverBeTakenWhenMoreAreReadyThanLinesRing() {
        Outlook outlook = new Outlook(TIMES, HORIZON);
        outlook.look(new Floor().ready(3).ringing(1).ringing(2));

        assertThat(outlook.taken()).isZero();
    }

    private static double taken(int talkers, int lines) {
        Floor floor = new Floor();
        for (int i = 0; i < talkers; i++) {
            floor.wrapping(i);
        }
        for (int i = 0; i < lines; i++) {
            floor.ringing(0);
        }
        Outlook outlook = new Outlook(TIMES, HORIZON);
        outlook.look(floor);
        return outlook.taken();
    }

    /** The chance that at least as many lines are answered as agents are free, case by case. */
    private static double countedOut(int sure, List<Double> frees, List<Double> answers) {
        int all = frees.size() + answers.size();
        double sum = 0;
        for (int bits = 0; bits < 1 << all; bits++) {
            double chance = 1;
            int free = sure;
            int answered = 0;
            for (int i = 0; i < all; i++) {
                boolean comes = (bits >> i & 1) == 1;
                double each = i < frees.size() ? frees.get(i) : answers.get(i - frees.size());
                chance *= comes ? each : 1 - each;
                if (comes && i < frees.size()) {
                    free++;
                } else if (comes) {
                    answered++;
                }
            }
            sum += answered >= free ? chance : 0;
        }
        return sum;
    }
}
