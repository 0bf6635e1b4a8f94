package dev.janji.domain.allocation;

import java.time.Duration;
import java.time.Instant;

/** Instants as nanoseconds since 1970; what is more than 146 years away from it counts as that far away. */
final class Nanos {
    private static final long FARTHEST = 1L << 62;
    private static final long SECOND = 1_000_000_000L;

    private Nanos() {}

    static long of(Instant instant) {
        long second = instant.getEpochSecond();
        if (second >= FARTHEST / SECOND) {
            return FARTHEST;
        }
        return second <= -FARTHEST / SECOND ? -FARTHEST : second * SECOND + instant.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    static Duration between(long from, long until) {
        return Duration.ofNanos(Math.max(0, until - from));
    }
}
