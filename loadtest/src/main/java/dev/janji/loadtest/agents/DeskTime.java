package dev.janji.loadtest.agents;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Where the desk's clock stands against this process's {@link System#nanoTime}. Whatever the desk says the time with was said before it was heard, so of
 * many sayings the one heard soonest is right but for its way over the wire. The last second of them counts: a scaled clock stands still
 * sometimes, and then falls behind. Thread-safe.
 */
public final class DeskTime {
    private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int SLOTS = 4;

    private final long[] slots = new long[SLOTS];
    private final long[] least = new long[SLOTS];
    private boolean known;
    private long first;
    private long last;

    /** The desk said that it is {@code now}; it was heard at {@code heardNanos}. */
    public synchronized void heard(Instant now, long heardNanos) {
        long slot = Math.floorDiv(heardNanos, SLOT_NANOS);
        int at = Math.floorMod(slot, SLOTS);
        long behind = heardNanos - nanos(now);
        if (!known) {
            java.util.Arrays.fill(slots, slot - SLOTS);
            first = behind;
            known = true;
        }
        if (slots[at] == slot) {
            least[at] = Math.min(least[at], behind);
        } else if (slots[at] < slot) {
            slots[at] = slot;
            least[at] = behind;
        }
        last = behindAt(heardNanos);
    }

    /** Nanoseconds from an instant of the desk to a moment of this process. */
    public synchronized long since(Instant desks, long heardNanos) {
        return heardNanos - (nanos(desks) + behindAt(heardNanos));
    }

    /** What the desk's clock said at a moment of this process, of the last second. */
    public synchronized Instant at(long momentNanos) {
        long nanos = momentNanos - behindAt(momentNanos);
        return Instant.ofEpochSecond(0, nanos);
    }

    /** For how long, in nanoseconds, the desk's clock stood still since it was first heard, as far as that can be told. */
    public synchronized long stood() {
        return Math.max(0, last - first);
    }

    private long behindAt(long moment) {
        long newest = Math.floorDiv(moment, SLOT_NANOS);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < SLOTS; i++) {
            if (slots[i] > newest - SLOTS) {
                best = Math.min(best, least[i]);
            }
        }
        return best == Long.MAX_VALUE ? last : best;
    }

    private static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
    }
}
