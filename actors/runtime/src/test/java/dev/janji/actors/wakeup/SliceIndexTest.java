package dev.janji.actors.wakeup;

import static dev.janji.actors.wakeup.SliceWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SliceIndexTest {

    private static final long NOW = Micros.of(START);
    private static final long MINUTE = Micros.minuteOf(NOW);

    private static long micros(Duration fromStart) {
        return NOW + fromStart.toNanos() / 1_000;
    }

    private static SliceWorld world() {
        SliceWorld world = new SliceWorld(1, 4, 3, 12);
        world.settle();
        return world;
    }

    @Test
    void shouldFireAtTheExactDueAndLeaveNothingBehind() {
        // given
        SliceWorld world = world();
        world.need("bank~a", micros(Duration.ofMinutes(7).plusMillis(123)));
        world.settle();
        assertThat(world.store.hasRow(Micros.minuteOf(micros(Duration.ofMinutes(7))), "bank~a"))
                .isTrue();
        // when
        world.runUntil(START.plus(Duration.ofMinutes(10)));
        // then
        assertThat(world.latenesses).containsExactly(0L);
        assertThat(world.store.rowCount()).isZero();
        assertThat(world.store.minuteCount()).isZero();
        assertThat(world.store.mark()).isEqualTo(MINUTE + 8);
    }

    @Test
    void shouldFireOnTimeWhenRegisteredIntoTheMinuteBeingDrained() {
        // given: a debtor is due in the minute at hand and another one keeps that minute from being done
        SliceWorld world = world();
        world.need("bank~slow", micros(Duration.ofSeconds(50)));
        world.runUntil(START.plusSeconds(50));
        world.need("bank~first", micros(Duration.ofSeconds(60)));
        world.settle();
        world.clock.moveTo(micros(Duration.ofSeconds(60)));
        world.settle(false);
        assertThat(world.woken).extracting(SliceWorld.Woken::debtor).containsExactly("bank~first");
        // when: the minute of the due is closed, so the row goes to the next one with its exact due
        CompletableFuture<?> registered = world.need("bank~near", micros(Duration.ofSeconds(65)));
        world.settle(false);
        // then
        assertThat(registered).isCompleted();
        assertThat(world.store.hasRow(MINUTE + 2, "bank~near")).isTrue();
        world.runUntil(START.plusSeconds(66));
        assertThat(world.latenesses).containsOnly(0L);
        assertThat(world.openNeeds()).isZero();
        world.runUntil(START.plusSeconds(300));
        assertThat(world.store.rowCount()).isZero();
        assertThat(world.fired).isEqualTo(3);
    }

    @Test
    void shouldWakeAgainInTheSameMinuteWhenTheDebtorRegistersWhileItIsWoken() {
        // given
        SliceWorld world = world();
        world.need("bank~a", micros(Duration.ofSeconds(60)));
        world.settle();
        world.clock.moveTo(micros(Duration.ofSeconds(60)));
        world.settle(false);
        // when: not answered yet, and due again in twenty seconds of the same minute
        world.need("bank~a", micros(Duration.ofSeconds(80)));
        world.settle(false);
        world.runUntil(START.plusSeconds(300));
        // then
        assertThat(world.latenesses).containsExactly(0L, 0L);
        assertThat(world.store.rowCount()).isZero();
    }

    @Test
    void shouldKeepTheEarlierDueWhenALaterOneIsRegisteredInTheSameMinute() {
        // given
        SliceWorld world = world();
        long early = micros(Duration.ofMinutes(5));
        world.need("bank~a", early);
        world.settle();
        // when: later in the same minute, as if the first had been forgotten
        world.need("bank~a", early + 20_000_000);
        world.settle();
        world.runUntil(START.plus(Duration.ofMinutes(8)));
        // then
        assertThat(world.latenesses).containsExactly(0L, 0L);
    }

    @Test
    void shouldRegisterOnceMoreWhenTheMinuteIsClosedBeforeTheRowIsWritten() {
        // given: the row is on its way into the next minute
        SliceWorld world = world();
        CompletableFuture<?> registered = world.need("bank~a", micros(Duration.ofSeconds(70)));
        assertThat(world.step()).isFalse();
        // when: that minute begins first, and is read
        world.clock.moveTo(micros(Duration.ofSeconds(51)));
        world.settle();
        // then: it was acknowledged only as a row of an open minute, and is on time
        assertThat(registered).isCompleted();
        assertThat(world.store.hasRow(MINUTE + 2, "bank~a")).isTrue();
        world.runUntil(START.plusSeconds(300));
        assertThat(world.latenesses).containsExactly(0L);
        assertThat(world.store.rowCount()).isZero();
        assertThat(world.store.minuteCount()).isZero();
    }

    @Test
    void shouldMoveAStuckDebtorToALaterMinuteAndServeTheOthersMeanwhile() {
        // given: one of three debtors of a minute never answers, and two wake-ups may be outstanding
        SliceWorld world = new SliceWorld(3, 2, 2, 4);
        world.settle();
        long due = micros(Duration.ofSeconds(50));
        world.need("bank~a-stuck", due);
        for (int i = 0; i < 9; i++) {
            world.need("bank~b" + i, due);
        }
        world.settle();
        world.clock.moveTo(due);
        // when
        for (int i = 0; i < 200; i++) {
            world.settle(false);
            world.woken.stream()
                    .filter(one -> !one.debtor().contains("stuck"))
                    .findFirst()
                    .ifPresent(world::answer);
        }
        // then: everybody else was served, time waits, the row of the stuck one is still there
        assertThat(world.openNeeds()).isEqualTo(1);
        assertThat(world.clock.openHolds()).isEqualTo(1);
        assertThat(world.mostOutstanding).isEqualTo(2);
        assertThat(world.store.hasRow(MINUTE + 1, "bank~a-stuck")).isTrue();
        assertThat(world.store.rowCount()).isEqualTo(1);
        // when: it has not answered in time
        SliceWorld.Woken stuck = world.woken.get(0);
        world.passRealTime(Duration.ofSeconds(31));
        world.settle(false);
        // then: the new row first, then the old one is gone, and time goes on
        assertThat(world.store.hasRow(MINUTE + 2, "bank~a-stuck")).isTrue();
        assertThat(world.store.rowCount()).isEqualTo(1);
        assertThat(world.clock.openHolds()).isZero();
        // when: the late answer counts for nothing, the next wake-up is answered
        stuck.answer().complete(WakeAnswer.ACTED);
        world.woken.clear();
        world.runUntil(START.plusSeconds(300));
        assertThat(world.openNeeds()).isZero();
        assertThat(world.store.rowCount()).isZero();
    }

    @Test
    void shouldFireWhatIsOverdueAfterARestartFromTheMark() {
        // given: three minutes with rows, and a debtor that is due before its row's minute begins
        SliceWorld world = world();
        for (int minute = 2; minute <= 4; minute++) {
            for (int i = 0; i < 7; i++) {
                world.need("bank~m" + minute + "-" + i, micros(Duration.ofMinutes(minute)));
            }
        }
        world.need("bank~near", micros(Duration.ofSeconds(20)));
        world.settle();
        // when: the process is away from before the near one until three of the minutes are over
        world.clock.moveTo(micros(Duration.ofSeconds(10)));
        world.crash();
        world.settle();
        world.runUntil(START.plusSeconds(21));
        assertThat(world.latenesses).as("the near one").containsExactly(0L);
        world.index.abandon();
        world.clock.moveTo(micros(Duration.ofSeconds(210)));
        world.crash();
        world.settle();
        // then
        assertThat(world.openNeeds()).isEqualTo(7);
        world.runUntil(START.plusSeconds(600));
        assertThat(world.openNeeds()).isZero();
        // The near one's row was in an open minute when the process died: it is fired once more, to nothing due.
        assertThat(world.fired).isEqualTo(23);
        assertThat(world.store.rowCount()).isZero();
        assertThat(world.store.minuteCount()).isZero();
    }

    @Test
    void shouldNotRegisterUnderADeletionWhenTheClockIsSetBack() {
        // given: a minute was drained, and its row deleted
        SliceWorld world = world();
        world.need("bank~a", micros(Duration.ofSeconds(170)));
        world.settle();
        world.runUntil(START.plusSeconds(171));
        assertThat(world.store.rowCount()).isZero();
        // when: the next process has a clock that is two minutes behind
        SliceWorld behind = new SliceWorld(5, 4, 3, 12, world.store);
        behind.settle();
        behind.need("bank~a", micros(Duration.ofSeconds(175)));
        behind.settle();
        behind.runUntil(START.plusSeconds(600));
        // then
        assertThat(behind.openNeeds()).isZero();
        assertThat(behind.latenesses).containsExactly(0L);
    }

    @Test
    void shouldKeepMemoryBoundedWhenAMinuteHasManyRowsOfDifferentSeconds() {
        // given: far more rows in a minute than may wait in memory
        SliceWorld world = new SliceWorld(7, 4, 10, 40);
        world.settle();
        long begin = micros(Duration.ofSeconds(50));
        for (int i = 0; i < 500; i++) {
            world.need("bank~" + i, begin + world.random.nextInt(60_000) * 1_000L);
        }
        world.settle();
        // when
        world.runUntil(START.plusSeconds(111));
        // then
        assertThat(world.openNeeds()).isZero();
        assertThat(world.latenesses).hasSize(500).containsOnly(0L);
        assertThat(world.fired).isEqualTo(500);
        assertThat(world.store.rowCount()).isZero();
    }

    @Test
    void shouldFireAStormPageByPageWithBoundedParallelism() {
        // given: everybody is due at the same instant
        SliceWorld world = new SliceWorld(9, 8, 20, 100);
        world.settle();
        long due = micros(Duration.ofMinutes(7).plusSeconds(-10));
        for (int i = 0; i < 3_000; i++) {
            world.need("bank~" + i, due);
        }
        world.settle();
        int before = world.store.statements;
        // when
        world.runUntil(START.plus(Duration.ofMinutes(8)));
        // then: none lost, none late, the rows read once and removed in batches
        assertThat(world.openNeeds()).isZero();
        assertThat(world.latenesses).hasSize(3_000).containsOnly(0L);
        assertThat(world.fired).isEqualTo(3_000);
        assertThat(world.mostOutstanding).isEqualTo(8);
        assertThat(world.store.rowCount()).isZero();
        assertThat(world.store.statements - before).isLessThan(3_000 / 20 + 3_000 + 10);
    }

    @Test
    void shouldReadNothingWhenNothingIsDue() {
        // given
        SliceWorld world = world();
        world.need("bank~a", micros(Duration.ofDays(30)));
        world.settle();
        int before = world.store.statements;
        // when
        world.runUntil(START.plus(Duration.ofDays(29)));
        // then
        assertThat(world.store.statements).isEqualTo(before);
        world.runUntil(START.plus(Duration.ofDays(31)));
        assertThat(world.latenesses).containsExactly(0L);
    }

    @Test
    void shouldWaitForItsWritesWhenItIsStopped() {
        // given
        SliceWorld world = world();
        CompletableFuture<?> registered = world.need("bank~a", micros(Duration.ofHours(1)));
        boolean[] stopped = new boolean[1];
        // when
        world.index.stop(() -> stopped[0] = true);
        CompletableFuture<?> refused = world.need("bank~b", micros(Duration.ofHours(1)));
        boolean stoppedAtOnce = stopped[0];
        world.settle();
        // then
        assertThat(stoppedAtOnce).isFalse();
        assertThat(stopped[0]).isTrue();
        assertThat(registered).isCompleted();
        assertThat(refused).isCompletedExceptionally();
        assertThat(world.clock.openHolds()).isZero();
    }

    @Test
    void shouldGiveInstantsBackAsTheyWereAtMicrosecondsAndNeverEarlier() {
        // given
        Instant exact = Instant.parse("2026-01-05T01:00:10.123456Z");
        // when, then
        assertThat(Micros.toInstant(Micros.of(exact))).isEqualTo(exact);
        assertThat(Micros.toInstant(Micros.of(exact.plusNanos(1)))).isAfter(exact);
        assertThat(Micros.minuteOf(Micros.of(Instant.parse("1969-12-31T23:59:59.5Z"))))
                .isEqualTo(-1);
    }
}
