package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldGiveTheBurstAtOnceAndThenOneATime() {
        TokenBucket bucket = new TokenBucket(10, 3, 0);
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isEqualTo(SECOND / 10);
        assertThat(bucket.take(SECOND / 10 - 1)).isEqualTo(1);
        assertThat(bucket.take(SECOND / 10)).isZero();
    }

    @Test
    void shouldSaveNoMoreThanTheBurstWhenIdle() {
        TokenBucket bucket = new TokenBucket(10, 2, 0);
        long later = 1_000 * SECOND;
        assertThat(bucket.take(later)).isZero();
        assertThat(bucket.take(later)).isZero();
        assertThat(bucket.take(later)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 7, 1_000})
    void shouldKeepTheRateWhenMuchIsAsked(double perSecond) {
        TokenBucket bucket = new TokenBucket(perSecond, 1, 0);
        long now = 0;
        int taken = 0;
        while (now < 100 * SECOND) {
            long wait = bucket.take(now);
            if (wait == 0) {
                taken++;
            }
            now += wait;
        }
        assertThat((double) taken).isBetween(100 * perSecond - 1, 100 * perSecond + 2);
    }

    @Test
    void shouldWorkWhenTheMachinesNanosOverflow() {
        TokenBucket bucket = new TokenBucket(10, 1, Long.MIN_VALUE + 5);
        assertThat(bucket.take(Long.MIN_VALUE + 5)).isZero();
        assertThat(bucket.take(Long.MIN_VALUE + 5)).isEqualTo(SECOND / 10);
    }
}
