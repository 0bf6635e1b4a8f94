package dev.janji.actors.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LoggedStopTest {
    private static final Instant PLACED = Instant.parse("2026-02-02T02:00:00Z");
    private static final Instant LIFTED = PLACED.plusSeconds(60);
    private static final PersonId PERSON = new PersonId("operator");
    private static final Stop STOP =
            new Stop(new StopId("s-1"), new StopScope.WholeLender(new LenderId("acme")), "complaint", PERSON, PLACED);

    @Test
    void shouldStandFromWhenItWasPlacedUntilItIsLifted() {
        LoggedStop lifted = new LoggedStop(STOP, new LoggedStop.Lifting(LIFTED, PERSON, "solved"));

        assertThat(lifted.stands()).isFalse();
        assertThat(lifted.stoodAt(PLACED.minusMillis(1))).isFalse();
        assertThat(lifted.stoodAt(PLACED)).isTrue();
        assertThat(lifted.stoodAt(LIFTED.minusMillis(1))).isTrue();
        assertThat(lifted.stoodAt(LIFTED)).isFalse();
    }

    @Test
    void shouldStandForEverWhileNobodyLiftsIt() {
        LoggedStop stands = new LoggedStop(STOP, null);

        assertThat(stands.stands()).isTrue();
        assertThat(stands.stoodAt(PLACED.minusMillis(1))).isFalse();
        assertThat(stands.stoodAt(LIFTED.plusSeconds(1_000_000))).isTrue();
    }
}
