package dev.janji.actors.channel;

/**
 * Leaves per second with a burst, in real time because a provider counts in real time. Holds one instant, no counter to
 * refill. Confined to its owner.
 */
final class TokenBucket {
    private final long nanosPerToken;
    private final long burstNanos;
    /** When the tokens taken so far will all have been earned, as if the bucket had been empty. */
    private long earnedUpTo;

    TokenBucket(double perSecond, int burst, long nowNanos) {
        this.nanosPerToken = Math.max(1, Math.round(1_000_000_000d / perSecond));
        this.burstNanos = nanosPerToken * burst;
        this.earnedUpTo = nowNanos - burstNanos;
    }

    /** @return 0 when a token was taken, otherwise the nanoseconds until one is there (none was taken) */
    long take(long nowNanos) {
        long fullBucket = nowNanos - burstNanos;
        long next = (earnedUpTo - fullBucket > 0 ? earnedUpTo : fullBucket) + nanosPerToken;
        if (next - nowNanos > 0) {
            return next - nowNanos;
        }
        earnedUpTo = next;
        return 0;
    }
}
