package dev.janji.loadtest.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeskTimeTest {
    private static final Instant DESKS = Instant.parse("2026-04-06T02:00:30Z");
    private static final long MILLI = 1_000_000L;
    private static final long HERE = 77_000 * MILLI;

    @Test
    void shouldBelieveWhatWasHeardSoonest() {
        // given
        DeskTime time = new DeskTime();

        // when
        time.heard(DESKS, HERE + 40 * MILLI);
        time.heard(DESKS.plusMillis(100), HERE + 101 * MILLI);
        time.heard(DESKS.plusMillis(110), HERE + 190 * MILLI);

        // then
        assertThat(time.since(DESKS.plusMillis(150), HERE + 200 * MILLI)).isEqualTo(49 * MILLI);
        assertThat(time.stood()).isZero();
    }

    @Test
    void shouldFollowAClockThatStoodStill() {
        // given
        DeskTime time = new DeskTime();
        time.heard(DESKS, HERE);

        // when
        time.heard(DESKS.plusMillis(500), HERE + 3_000 * MILLI);

        // then
        assertThat(time.since(DESKS.plusMillis(500), HERE + 3_007 * MILLI)).isEqualTo(7 * MILLI);
        assertThat(time.stood()).isEqualTo(2_500 * MILLI);
    }
}
