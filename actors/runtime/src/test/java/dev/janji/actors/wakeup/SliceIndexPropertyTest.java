package dev.janji.actors.wakeup;

import static dev.janji.actors.wakeup.SliceWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens, in whatever order: never early, none lost. {@code -Dseed=n} runs one seed. */
class SliceIndexPropertyTest {

    static LongStream seeds() {
        String seed = System.getProperty("seed");
        return seed == null ? LongStream.rangeClosed(1, 400) : LongStream.of(Long.parseLong(seed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldLoseNothingWhateverFailsOrDies(long seed) {
        // given
        SliceWorld world = new SliceWorld(seed, 1 + (int) (seed % 5), 2 + (int) (seed % 4), 8 + (int) (seed % 9));
        world.store.failuresInThousand = seed % 3 == 0 ? 0 : 20;
        boolean crashes = seed % 2 == 0;
        // when
        for (int i = 0; i < 1_500; i++) {
            live(world, crashes);
        }
        world.store.failuresInThousand = 0;
        Instant end = START.plus(Duration.ofHours(12));
        for (int i = 0; i < 3; i++) {
            world.runUntil(end);
            world.passRealTime(Duration.ofMinutes(1));
            end = end.plus(Duration.ofMinutes(5));
        }
        // then
        assertThat(world.openNeeds()).as("lost").isZero();
        assertThat(world.log.untaken()).as("not taken").isZero();
        assertThat(world.log.unapplied()).as("not applied").isZero();
        assertThat(world.clock.openHolds()).as("holds").isZero();
        if (world.store.failuresInThousand == 0 && !crashes && seed % 3 == 0) {
            assertThat(world.store.rowCount())
                    .as("left behind: %s", world.store)
                    .isZero();
            assertThat(world.store.minuteCount()).as("minutes left behind").isZero();
        }
    }

    private static void live(SliceWorld world, boolean crashes) {
        switch (world.random.nextInt(20)) {
            case 0 -> world.commit("bank~" + world.random.nextInt(30), world.clock.nowMicros() + span(world));
            case 1 -> world.log.goOn();
            case 2 -> world.need("bank~" + world.random.nextInt(30), world.clock.nowMicros() + span(world));
            case 3, 4, 5, 6, 7 -> world.step();
            case 8, 9, 10, 11, 12 -> world.store.finishOne();
            case 13, 14, 15 -> {
                if (!world.woken.isEmpty()) {
                    SliceWorld.Woken one = world.woken.get(world.random.nextInt(world.woken.size()));
                    if (world.random.nextInt(10) == 0) {
                        world.woken.remove(one);
                        one.answer().completeExceptionally(new IllegalStateException("as the test wants it"));
                    } else {
                        world.answer(one);
                    }
                }
            }
            case 16 -> world.clock.moveTo(world.clock.nowMicros() + span(world) / 4);
            case 17 -> world.clock.jumpTo(world.clock.nowMicros() + span(world) / 8);
            case 18 -> world.passRealTime(Duration.ofSeconds(world.random.nextInt(12)));
            default -> {
                if (crashes && world.random.nextInt(10) == 0) {
                    world.crash();
                } else {
                    world.settle(false);
                }
            }
        }
    }

    /** Mostly within the minutes at hand, where the races are; microseconds. */
    private static long span(SliceWorld world) {
        return switch (world.random.nextInt(6)) {
            case 0 -> world.random.nextInt(1_000_000);
            case 1, 2 -> world.random.nextInt(60_000_000);
            case 3, 4 -> world.random.nextInt(180_000_000);
            default -> world.random.nextInt(1_800_000_000);
        };
    }
}
