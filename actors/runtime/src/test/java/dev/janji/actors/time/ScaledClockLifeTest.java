package dev.janji.actors.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scaled clock over the lives of its process, and in any order of events. */
class ScaledClockLifeTest {

    private static final Instant START = Instant.parse("2026-01-05T01:00:00Z");
    private static final double FACTOR = 60;

    @TempDir
    Path folder;

    private final AtomicLong real = new AtomicLong(5_000);
    private final List<String> kept = new ArrayList<>();

    private ScaledClock clock() {
        return clock(false);
    }

    private ScaledClock clock(boolean waitForHorizon) {
        return new ScaledClock(
                new TimeSettings.Scaled(START, FACTOR, folder.resolve("clock"), waitForHorizon, Duration.ofSeconds(60)),
                real::get);
    }

    private void pass(Duration duration) {
        real.addAndGet(duration.toNanos());
    }

    @Test
    void shouldContinueFromItsPositionWhenTheProcessWasKilled() throws Exception {
        // given
        ScaledClock clock = clock();
        pass(Duration.ofSeconds(7));
        Instant handedOut = clock.instant();
        // when: the process dies without closing the clock, its file is what remains
        Files.copy(folder.resolve("clock"), folder.resolve("left"));
        ScaledClock next = new ScaledClock(
                new TimeSettings.Scaled(START, FACTOR, folder.resolve("left"), false, Duration.ofSeconds(60)),
                real::get);
        // then
        assertThat(next.instant()).isEqualTo(handedOut);
    }

    @Test
    void shouldContinueFromTheLaterOfPositionAndStart() {
        // given
        ScaledClock clock = clock();
        pass(Duration.ofSeconds(7));
        clock.close();
        // when
        ScaledClock next = new ScaledClock(
                new TimeSettings.Scaled(
                        START.plusSeconds(3600), FACTOR, folder.resolve("clock"), false, Duration.ofSeconds(60)),
                real::get);
        // then
        assertThat(next.instant()).isEqualTo(START.plusSeconds(3600));
    }

    @Test
    void shouldRefuseASecondUserOfItsPositionFile() {
        // given
        ScaledClock clock = clock();
        // when, then
        assertThatThrownBy(this::clock)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("clock");
        clock.close();
        assertThat(clock().instant()).isEqualTo(START);
    }

    @Test
    void shouldStandStillWhenClosed() {
        // given
        ScaledClock clock = clock();
        clock.at(START.plusSeconds(1), () -> kept.add("due"));
        // when
        clock.close();
        pass(Duration.ofSeconds(1));
        clock.tick();
        // then
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(kept).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void shouldNeverGoBackNorPassAnAppointmentWhateverHappens(long seed) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        ScaledClock clock = new ScaledClock(
                new TimeSettings.Scaled(START, 1000, folder.resolve("seed"), true, Duration.ofSeconds(60)), real::get);
        List<HouseClock.Hold> open = new ArrayList<>();
        List<Instant> waiting = new ArrayList<>();
        Instant last = clock.instant();
        Instant horizon = last;
        // when
        for (int step = 0; step < 4_000; step++) {
            switch (random.nextInt(7)) {
                case 0 -> open.add(clock.hold("random"));
                case 1 -> {
                    if (!open.isEmpty()) {
                        open.remove(random.nextInt(open.size())).close();
                    }
                }
                case 2 -> {
                    Instant due = clock.instant().plusMillis(random.nextInt(-5_000, 60_000));
                    Instant counted = due.isBefore(clock.instant()) ? clock.instant() : due;
                    waiting.add(counted);
                    clock.at(due, () -> {
                        assertThat(clock.instant()).isAfterOrEqualTo(due);
                        assertThat(waiting.remove(counted)).isTrue();
                        if (random.nextBoolean()) {
                            open.add(clock.hold("task"));
                        }
                    });
                }
                case 3 -> {
                    horizon = horizon.plusSeconds(random.nextInt(120));
                    clock.horizon(horizon);
                }
                case 4 -> clock.tick();
                default -> pass(Duration.ofNanos(random.nextLong(50_000_000)));
            }
            // then
            Instant now = clock.instant();
            assertThat(now).isAfterOrEqualTo(last);
            assertThat(now).isBeforeOrEqualTo(horizon);
            assertThat(waiting).allMatch(due -> !due.isBefore(now));
            last = now;
        }
        while (!open.isEmpty()) {
            open.forEach(HouseClock.Hold::close);
            open.clear();
            pass(Duration.ofHours(1));
            clock.horizon(Instant.MAX);
            clock.tick();
        }
        for (int i = 0; i < 10_000 && !waiting.isEmpty(); i++) {
            pass(Duration.ofHours(1));
            clock.tick();
            open.forEach(HouseClock.Hold::close);
        }
        assertThat(waiting).isEmpty();
    }

    @Test
    void shouldKeepAppointmentsByItselfWhenStarted() throws Exception {
        // given
        CountDownLatch done = new CountDownLatch(3);
        try (ScaledClock clock = ScaledClock.start(
                new TimeSettings.Scaled(START, 1_000_000, folder.resolve("driven"), false, Duration.ofSeconds(60)))) {
            HouseClock.Hold hold = clock.hold("test");
            clock.at(START.plusSeconds(86_400), done::countDown);
            clock.at(START.plusSeconds(172_800), () -> {
                HouseClock.Hold inner = clock.hold("inner");
                done.countDown();
                new Thread(inner::close).start();
            });
            clock.settled(START.plusSeconds(200_000)).thenRun(done::countDown);
            // when
            hold.close();
            // then
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(clock.instant()).isAfterOrEqualTo(START.plusSeconds(200_000));
        }
    }
}
