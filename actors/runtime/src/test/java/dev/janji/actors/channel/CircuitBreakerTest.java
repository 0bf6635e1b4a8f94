package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CircuitBreakerTest {
    private final CircuitBreaker breaker = new CircuitBreaker(3, 100);

    @Test
    void shouldOpenOnlyWhenFailuresFollowEachOther() {
        assertThat(breaker.failed(0)).isFalse();
        assertThat(breaker.failed(0)).isFalse();
        breaker.answered();
        assertThat(breaker.failed(0)).isFalse();
        assertThat(breaker.failed(0)).isFalse();
        assertThat(breaker.failed(0)).isTrue();
        assertThat(breaker.maySend(99)).isFalse();
    }

    @Test
    void shouldLetOneProbeThroughWhenItsTimeIsOver() {
        open();
        assertThat(breaker.maySend(100)).isTrue();
        breaker.started();
        assertThat(breaker.maySend(100)).isFalse();
        breaker.answered();
        assertThat(breaker.state(100)).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(breaker.maySend(100)).isTrue();
    }

    @Test
    void shouldOpenAgainWhenTheProbeFails() {
        open();
        assertThat(breaker.maySend(100)).isTrue();
        breaker.started();
        assertThat(breaker.failed(150)).isTrue();
        assertThat(breaker.maySend(249)).isFalse();
        assertThat(breaker.maySend(250)).isTrue();
    }

    @Test
    void shouldProbeAgainWhenTheProbeNeverLeft() {
        open();
        assertThat(breaker.maySend(100)).isTrue();
        breaker.started();
        breaker.learntNothing();
        assertThat(breaker.maySend(100)).isTrue();
    }

    @Test
    void shouldStayOpenWhenALateAnswerComes() {
        open();
        breaker.answered();
        assertThat(breaker.state(50)).isEqualTo(CircuitBreaker.State.OPEN);
    }

    private void open() {
        breaker.failed(0);
        breaker.failed(0);
        breaker.failed(0);
    }
}
