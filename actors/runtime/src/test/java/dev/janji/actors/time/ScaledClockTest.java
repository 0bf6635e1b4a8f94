package dev.janji.actors.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaledClockTest {

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
    void shouldFlowAtTheFactorWhenNothingHoldsIt() {
        // given
        ScaledClock clock = clock();
        // when
        pass(Duration.ofSeconds(2));
        // then
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    void shouldKeepFractionsWhenReadOften() {
        // given
        ScaledClock clock = new ScaledClock(
                new TimeSettings.Scaled(START, 0.001, folder.resolve("slow"), false, Duration.ofSeconds(60)),
                real::get);
        // when
        for (int i = 0; i < 10_000; i++) {
            pass(Duration.ofNanos(300_000));
            clock.instant();
        }
        // then
        assertThat(Duration.between(START.plusMillis(3), clock.instant()).abs()).isLessThan(Duration.ofNanos(2_000));
    }

    @Test
    void shouldFlowAtTheSpeedOfTheWorldWhenHeld() {
        // given
        ScaledClock clock = clock();
        HouseClock.Hold hold = clock.hold("command");
        // when
        pass(Duration.ofSeconds(2));
        Instant held = clock.instant();
        hold.close();
        hold.close();
        pass(Duration.ofSeconds(1));
        // then
        assertThat(held).isEqualTo(START.plusSeconds(2));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(62));
    }

    @Test
    void shouldNotPassAnAppointmentBeforeItIsKept() {
        // given
        ScaledClock clock = clock();
        clock.at(START.plusSeconds(30), () -> kept.add(clock.instant().toString()));
        // when
        pass(Duration.ofHours(1));
        Instant before = clock.instant();
        clock.tick();
        pass(Duration.ofSeconds(1));
        // then
        assertThat(before).isEqualTo(START.plusSeconds(30));
        assertThat(kept).containsExactly(START.plusSeconds(30).toString());
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
    }

    @Test
    void shouldNotPassAnAppointmentBeforeItsTaskHasReturned() {
        // given
        ScaledClock clock = clock();
        clock.at(START.plusSeconds(30), () -> {
            pass(Duration.ofHours(1));
            kept.add(clock.instant().toString());
        });
        // when
        pass(Duration.ofSeconds(1));
        clock.tick();
        // then
        assertThat(kept).containsExactly(START.plusSeconds(30).toString());
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void shouldNotKeepAnAppointmentWhenAnEarlierHoldIsOpen() {
        // given
        ScaledClock clock = clock();
        HouseClock.Hold hold = clock.hold("command");
        clock.at(START.plusSeconds(1), () -> kept.add("due"));
        // when
        pass(Duration.ofMinutes(5));
        long waitWhileHeld = clock.tick();
        List<String> whileHeld = List.copyOf(kept);
        Instant positionWhileHeld = clock.instant();
        hold.close();
        clock.tick();
        // then
        assertThat(whileHeld).isEmpty();
        assertThat(waitWhileHeld).isEqualTo(Long.MAX_VALUE);
        assertThat(positionWhileHeld).isEqualTo(START.plusSeconds(1));
        assertThat(kept).containsExactly("due");
    }

    @Test
    void shouldKeepAppointmentsOfOneInstantTogetherWhenTheFirstOneHolds() {
        // given
        ScaledClock clock = clock();
        List<HouseClock.Hold> holds = new ArrayList<>();
        clock.at(START.plusSeconds(60), () -> {
            kept.add("first");
            holds.add(clock.hold("first"));
        });
        clock.at(START.plusSeconds(60), () -> kept.add("second"));
        clock.at(START.plusSeconds(61), () -> kept.add("later"));
        // when
        pass(Duration.ofSeconds(1));
        clock.tick();
        pass(Duration.ofHours(1));
        clock.tick();
        // then
        assertThat(kept).containsExactly("first", "second");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(61));
        holds.forEach(HouseClock.Hold::close);
        clock.tick();
        assertThat(kept).containsExactly("first", "second", "later");
    }

    @Test
    void shouldKeepAppointmentsInOrderOfInstantThenOfMaking() {
        // given
        ScaledClock clock = clock();
        clock.at(START.plusSeconds(20), () -> kept.add("20 a"));
        clock.at(START.plusSeconds(10), () -> kept.add("10"));
        clock.at(START.plusSeconds(20), () -> kept.add("20 b"));
        clock.at(START.minusSeconds(5), () -> kept.add("past"));
        // when
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofSeconds(1));
            clock.tick();
        }
        // then
        assertThat(kept).containsExactly("past", "10", "20 a", "20 b");
    }

    @Test
    void shouldNotKeepAnAppointmentWhenItIsCancelled() {
        // given
        ScaledClock clock = clock();
        HouseClock.Appointment first = clock.at(START.plusSeconds(10), () -> kept.add("cancelled"));
        HouseClock.Appointment second = clock.at(START.plusSeconds(10), () -> kept.add("kept"));
        // when
        boolean cancelled = first.cancel();
        pass(Duration.ofSeconds(1));
        clock.tick();
        // then
        assertThat(cancelled).isTrue();
        assertThat(first.cancel()).isFalse();
        assertThat(second.cancel()).isFalse();
        assertThat(kept).containsExactly("kept");
    }

    @Test
    void shouldTellWhenTheNextAppointmentComes() {
        // given
        ScaledClock clock = clock();
        long idle = clock.tick();
        clock.at(START.plusSeconds(60), () -> kept.add("due"));
        // when
        long wait = clock.tick();
        pass(Duration.ofNanos(wait - 1));
        clock.tick();
        List<String> early = List.copyOf(kept);
        pass(Duration.ofNanos(1));
        clock.tick();
        // then
        assertThat(idle).isEqualTo(Long.MAX_VALUE);
        assertThat(wait).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(early).isEmpty();
        assertThat(kept).containsExactly("due");
    }

    @Test
    void shouldKeepTheOtherAppointmentsWhenOneFails() {
        // given
        ScaledClock clock = clock();
        clock.at(START, () -> {
            throw new IllegalStateException("as the test wants it");
        });
        clock.at(START, () -> kept.add("next"));
        // when
        clock.tick();
        // then
        assertThat(kept).containsExactly("next");
    }

    @Test
    void shouldStandStillUntilAHorizonIsRaised() {
        // given
        ScaledClock clock = clock(true);
        clock.at(START.plusSeconds(20), () -> kept.add("20"));
        // when
        pass(Duration.ofHours(1));
        clock.tick();
        Instant before = clock.instant();
        clock.horizon(START.plusSeconds(50));
        clock.horizon(START.plusSeconds(10));
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofHours(1));
            clock.tick();
        }
        // then
        assertThat(before).isEqualTo(START);
        assertThat(kept).containsExactly("20");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(50));
    }

    @Test
    void shouldSettleAtTheHorizonWhenEverythingUpToItIsDone() {
        // given
        ScaledClock clock = clock(true);
        List<HouseClock.Hold> holds = new ArrayList<>();
        CompletionStage<Instant> settled = clock.horizon(START.plusSeconds(60));
        clock.at(START.plusSeconds(60), () -> holds.add(clock.hold("wake-up")));
        // when
        pass(Duration.ofHours(1));
        clock.tick();
        boolean settledWhileHeld = settled.toCompletableFuture().isDone();
        holds.get(0).close();
        clock.tick();
        // then
        assertThat(settledWhileHeld).isFalse();
        assertThat(settled.toCompletableFuture()).isCompletedWithValue(START.plusSeconds(60));
    }

    @Test
    void shouldNameWhatItWaitsFor() {
        // given
        ScaledClock clock = clock(true);
        clock.horizon(START.plusSeconds(100));
        clock.at(START.plusSeconds(10), () -> kept.add("due"));
        clock.hold("command");
        // when
        pass(Duration.ofSeconds(1));
        ScaledClock.State state = clock.state();
        // then
        assertThat(state)
                .isEqualTo(new ScaledClock.State(
                        START.plusSeconds(1),
                        FACTOR,
                        START.plusSeconds(100),
                        START.plusSeconds(10),
                        List.of("command")));
    }

    @Test
    void shouldWaitOutAForgottenHoldLoudly() {
        // given
        ScaledClock clock = clock();
        clock.hold("forgotten");
        clock.at(START.plusSeconds(1), () -> kept.add("due"));
        // when
        pass(Duration.ofSeconds(61));
        clock.tick();
        // then: it is reported, and still holds
        assertThat(kept).isEmpty();
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
    }
}
