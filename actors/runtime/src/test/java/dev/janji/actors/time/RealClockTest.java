package dev.janji.actors.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RealClockTest {

    private Instant system = Instant.parse("2026-01-05T01:00:00.123456789Z");
    private final List<String> kept = new ArrayList<>();
    private final RealClock clock = new RealClock(() -> system);

    @Test
    void shouldTellWholeMicroseconds() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-05T01:00:00.123456Z"));
    }

    @Test
    void shouldKeepAppointmentsInOrderAndNeverEarly() {
        // given
        Instant now = clock.instant();
        clock.at(now.plusSeconds(2), () -> kept.add("2"));
        clock.at(now.plusSeconds(1), () -> kept.add("1"));
        HouseClock.Appointment cancelled = clock.at(now.plusSeconds(1), () -> kept.add("cancelled"));
        // when
        long wait = clock.tick();
        boolean wasCancelled = cancelled.cancel();
        system = system.plusSeconds(1);
        clock.tick();
        List<String> afterOne = List.copyOf(kept);
        system = system.plusSeconds(1);
        long idle = clock.tick();
        // then
        assertThat(wait).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(wasCancelled).isTrue();
        assertThat(afterOne).containsExactly("1");
        assertThat(kept).containsExactly("1", "2");
        assertThat(idle).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldNotKeepAnAppointmentEarlyWhenTheSystemClockIsSetBack() {
        // given
        Instant due = clock.instant().plusSeconds(1);
        clock.at(due, () -> kept.add("due"));
        // when
        system = system.minusSeconds(3600).plusSeconds(1);
        clock.tick();
        List<String> setBack = List.copyOf(kept);
        system = system.plusSeconds(3600);
        clock.tick();
        // then
        assertThat(setBack).isEmpty();
        assertThat(kept).containsExactly("due");
    }

    @Test
    void shouldKeepAppointmentsByItselfWhenStarted() throws Exception {
        // given
        CountDownLatch done = new CountDownLatch(2);
        try (RealClock started = RealClock.start()) {
            Instant now = started.instant();
            // when
            started.at(now.plusMillis(20), done::countDown);
            started.at(now.plusMillis(5), done::countDown);
            // then
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(started.instant()).isAfterOrEqualTo(now.plusMillis(20));
        }
    }
}
