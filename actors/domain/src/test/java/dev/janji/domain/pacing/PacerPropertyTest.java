package dev.janji.domain.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.testing.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds of a pacer in whatever state its desk is. */
class PacerPropertyTest {
    private static final Instant OPENED = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant ENDS = OPENED.plus(Duration.ofHours(8));
    private static final Instant NOW = OPENED.plus(Duration.ofHours(3));
    private static final int SEEDS = 240;
    private static final int TICKS = 400;

    /** Agents, lines and calls as they come; the same for the same seed, with so many agents more who are ready. */
    private static Floor floor(SplittableRandom random, int moreReady) {
        Floor floor = new Floor().ready(random.nextInt(6) + moreReady).waiting(random.nextInt(3));
        for (int i = random.nextInt(60); i > 0; i--) {
            floor.talking(random.nextInt(800));
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            floor.wrapping(random.nextInt(80));
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            floor.ringing(random.nextInt(30));
        }
        return floor;
    }

    private static Pacer pacer(PacingTerms terms, long answered, long abandoned) {
        AbandonBudget budget = new AbandonBudget(terms.abandon(), OPENED, OPENED, ZoneOffset.UTC)
                .resume(new AbandonBudget.Counts(OPENED, answered - abandoned, 0, abandoned));
        return new Pacer(terms, Times.known(TimesDraft.USUAL.times()), budget);
    }

    private static Moment at(Instant now, boolean isUp, boolean isStopped) {
        return new Moment(now, 9, ENDS, ENDS.plus(Duration.ofHours(1)), isUp, isStopped);
    }

    @TestFactory
    Stream<DynamicTest> shouldNeverDialFewerLinesWithMoreReadyAgents() {
        return Property.of(SEEDS, 1).holds((seed, commands) -> {
            int before = -1;
            for (int more = 0; more < 12; more++) {
                Pacer pacer = pacer(PacingTerms.predictive(AbandonTerms.everyShift()), 1000, 25);
                int lines = pacer.pace(floor(new SplittableRandom(seed), more), at(NOW, true, false))
                        .lines();
                assertThat(lines).isGreaterThanOrEqualTo(before);
                before = lines;
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldNeverDialMoreLinesWithLessBudget() {
        return Property.of(SEEDS, 1).holds((seed, commands) -> {
            int before = Integer.MAX_VALUE;
            for (int abandoned = 0; abandoned < 60; abandoned += 5) {
                Pacer pacer = pacer(PacingTerms.predictive(AbandonTerms.everyShift()), 1000, abandoned);
                int lines = pacer.pace(floor(new SplittableRandom(seed), 0), at(NOW, true, false))
                        .lines();
                assertThat(lines).isLessThanOrEqualTo(before);
                before = lines;
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldNeverDialWithoutAgentsOrWhenStoppedWhateverWentBefore() {
        return Property.of(SEEDS, TICKS).holds((seed, ticks) -> {
            SplittableRandom random = new SplittableRandom(seed);
            PacingMode mode = PacingMode.values()[random.nextInt(PacingMode.values().length)];
            PacingTerms terms =
                    PacingTerms.predictive(AbandonTerms.everyShift()).in(mode).withRatio(3);
            Pacer pacer = new Pacer(
                    terms,
                    random.nextBoolean() ? new LearnedTimes() : Times.known(TimesDraft.USUAL.times()),
                    new AbandonBudget(terms.abandon(), OPENED, OPENED, ZoneOffset.UTC));
            for (int tick = 0; tick < ticks; tick++) {
                Instant now = OPENED.plusSeconds(tick);
                happen(pacer, random, now);
                boolean isUp = random.nextInt(10) > 0;
                boolean isStopped = random.nextInt(10) == 0;
                boolean isEmpty = random.nextInt(4) == 0;
                Floor floor = isEmpty ? new Floor().ringing(3).waiting(1) : floor(random, 0);

                Pace pace = pacer.pace(floor, at(now, isUp, isStopped));

                assertThat(pace.lines()).isNotNegative();
                if (floor.loggedIn() == 0 || !isUp || isStopped) {
                    assertThat(pace.lines()).isZero();
                }
                assertThat(pace.lines() == 0 || mode != PacingMode.PREVIEW).isTrue();
                if (mode == PacingMode.PREDICTIVE) {
                    assertThat(pace.lines() + floor.lines())
                            .isLessThanOrEqualTo(Math.max(floor.lines(), (int) (6 * floor.loggedIn())));
                }
                assertThat(pace.inWords()).contains("because").doesNotContain("NaN");
            }
        });
    }

    private static void happen(Pacer pacer, SplittableRandom random, Instant now) {
        for (int i = random.nextInt(4); i > 0; i--) {
            pacer.lineEnded(9, random.nextInt(90), random.nextInt(4) == 0);
            pacer.talkEnded(9, random.nextInt(1000));
            pacer.wrapEnded(9, random.nextInt(400));
            if (random.nextInt(20) == 0) {
                pacer.leftWithoutAgent(now);
            } else {
                pacer.reachedPerson(now);
            }
        }
    }
}
