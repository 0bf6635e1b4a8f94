package dev.janji.actors.wakeup;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The most wake-ups a node fires in a second of real time, so that a storm reaches gateways and store as a stream. Shared by
 * the slices of a node; thread-safe.
 */
final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;
    /** How much of a second may come at once. */
    private static final long BURST_NANOS = 100_000_000L;

    private final long nanosEach;
    private final AtomicLong earnedUpTo;

    Pace(int perSecond, long nowNanos) {
        this.nanosEach = Math.max(1, Math.round(NANOS_PER_SECOND / perSecond));
        this.earnedUpTo = new AtomicLong(nowNanos - BURST_NANOS);
    }

    /** @return 0 when one may be fired now and is counted, otherwise the nanoseconds until then */
    long take(long nowNanos) {
        while (true) {
            long earned = earnedUpTo.get();
            long full = nowNanos - BURST_NANOS;
            long next = (earned - full > 0 ? earned : full) + nanosEach;
            if (next - nowNanos > 0) {
                return next - nowNanos;
            }
            if (earnedUpTo.compareAndSet(earned, next)) {
                return 0;
            }
        }
    }
}
