package dev.janji.domain.debtor;

import dev.janji.domain.id.EventId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lender's event ids that a debtor has seen: the newest with all that a repetition needs, the older ones as 64-bit digests, so that a
 * new id costs no look into history and an old one is never taken for new. Immutable.
 */
public final class SeenEvents {
    /** So many of the newest are kept whole. */
    public static final int NEWEST = 32;

    public static final SeenEvents NONE = new SeenEvents(new Seen[0], new long[0], new long[0]);

    private final Seen[] newest;
    /** Of the newest, in their order: a new id is told from them without touching one of them. */
    private final long[] digests;

    private final long[] older;

    private SeenEvents(Seen[] newest, long[] digests, long[] older) {
        this.newest = newest;
        this.digests = digests;
        this.older = older;
    }

    /** An event that was stored. */
    public record Seen(EventId id, BodyHash body, long sequenceNumber) {}

    /** What a snapshot needs to come back. */
    public static SeenEvents of(List<Seen> newest, long[] older) {
        long[] digests = newest.stream().mapToLong(seen -> digest(seen.id())).toArray();
        return new SeenEvents(newest.toArray(Seen[]::new), digests, older.clone());
    }

    /** @return the event among the newest, or null */
    public @Nullable Seen find(EventId id) {
        long digest = digest(id);
        for (int i = digests.length - 1; i >= 0; i--) {
            if (digests[i] == digest && newest[i].id().equals(id)) {
                return newest[i];
            }
        }
        return null;
    }

    /** @return whether an older event may have had this id; true for a stranger once in 2^64 / number of events */
    public boolean mayBeOlder(EventId id) {
        if (older.length == 0) {
            return false;
        }
        long digest = digest(id);
        for (long each : older) {
            if (each == digest) {
                return true;
            }
        }
        return false;
    }

    public SeenEvents with(Seen seen) {
        int from = newest.length == NEWEST ? 1 : 0;
        int to = from + Math.min(newest.length + 1, NEWEST);
        Seen[] next = Arrays.copyOfRange(newest, from, to);
        long[] nextDigests = Arrays.copyOfRange(digests, from, to);
        next[next.length - 1] = seen;
        nextDigests[next.length - 1] = digest(seen.id());
        if (from == 0) {
            return new SeenEvents(next, nextDigests, older);
        }
        long[] grown = Arrays.copyOf(older, older.length + 1);
        grown[older.length] = digests[0];
        return new SeenEvents(next, nextDigests, grown);
    }

    /** @return oldest first, a copy */
    public List<Seen> newest() {
        return List.of(newest);
    }

    /** @return digests of the older ids, a copy */
    public long[] older() {
        return older.clone();
    }

    private static long digest(EventId id) {
        long h = 0xcbf29ce484222325L;
        String text = id.value();
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        return h ^ (h >>> 33);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SeenEvents that
                && Arrays.equals(newest, that.newest)
                && Arrays.equals(older, that.older);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(newest) + Arrays.hashCode(older);
    }

    @Override
    public String toString() {
        return "SeenEvents[" + newest.length + " newest, " + older.length + " older]";
    }
}
