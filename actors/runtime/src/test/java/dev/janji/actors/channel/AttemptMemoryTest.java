package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AttemptMemoryTest {
    private static final Instant NOW = HandClock.START;

    private final AttemptMemory memory = new AttemptMemory(3);

    @Test
    void shouldHaveNoRoomWhenAllItRemembersIsStillValid() {
        remember(1, NOW.plusSeconds(1));
        remember(2, NOW.plusSeconds(1));
        assertThat(memory.hasRoom(0, NOW)).isTrue();
        assertThat(memory.hasRoom(1, NOW)).isFalse();
        remember(3, NOW.plusSeconds(1));
        assertThat(memory.hasRoom(0, NOW)).isFalse();
        assertThat(memory.of(GatewayBench.attempt(1))).isPresent();
    }

    @Test
    void shouldForgetTheOldestWhenItIsPastItsTime() {
        remember(1, NOW);
        remember(2, NOW.plusSeconds(1));
        remember(3, NOW.plusSeconds(1));
        assertThat(memory.hasRoom(0, NOW)).isTrue();
        assertThat(memory.of(GatewayBench.attempt(1))).isEmpty();
        assertThat(memory.of(GatewayBench.attempt(2))).isPresent();
    }

    @Test
    void shouldForgetWhatIsPastItsTimeWhenItIsBehindALongerOne() {
        remember(1, NOW.plusSeconds(1_000));
        remember(2, NOW);
        remember(3, NOW);
        assertThat(memory.hasRoom(0, NOW)).isTrue();
        assertThat(memory.of(GatewayBench.attempt(1))).isPresent();
        assertThat(memory.of(GatewayBench.attempt(2))).isEmpty();
    }

    @Test
    void shouldKnowMoreWhenTheAnswerToAnUnknownComesLate() {
        memory.put(
                GatewayBench.attempt(1),
                new AttemptMemory.Remembered(new SendAnswer.Unknown("silent"), true, true, NOW));
        memory.amend(GatewayBench.attempt(1), new SendAnswer.HandedOver("ref"));
        assertThat(memory.of(GatewayBench.attempt(1)).orElseThrow().certainty()).contains(new LookUpAnswer.Sent("ref"));
    }

    private void remember(int attempt, Instant validUntil) {
        memory.put(
                GatewayBench.attempt(attempt),
                new AttemptMemory.Remembered(new SendAnswer.HandedOver("ref"), true, true, validUntil));
    }
}
