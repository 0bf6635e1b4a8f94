package dev.janji.actors.time;

import java.time.Instant;

/** Instants as nanoseconds since 1970 UTC in a {@code long}, which reaches from 1678 to 2262; what lies beyond is clamped. */
final class EpochNanos {

    private static final long PER_SECOND = 1_000_000_000L;
    private static final long PER_MICRO = 1_000L;

    private EpochNanos() {}

    static long of(Instant instant) {
        if (instant.getEpochSecond() >= Long.MAX_VALUE / PER_SECOND) {
            return Long.MAX_VALUE;
        }
        if (instant.getEpochSecond() <= Long.MIN_VALUE / PER_SECOND) {
            return Long.MIN_VALUE;
        }
        return instant.getEpochSecond() * PER_SECOND + instant.getNano();
    }

    /** The instant, cut to whole microseconds. */
    static Instant toInstant(long nanos) {
        long micros = Math.floorDiv(nanos, PER_MICRO);
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * PER_MICRO);
    }

    /** The first whole microsecond at or after the instant, so that what is due is never reached early by rounding. */
    static long ceilingOf(Instant instant) {
        long nanos = of(instant);
        long rest = Math.floorMod(nanos, PER_MICRO);
        return rest == 0 || nanos > Long.MAX_VALUE - PER_MICRO ? nanos : nanos + PER_MICRO - rest;
    }
}
