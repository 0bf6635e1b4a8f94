package dev.janji.actors.wakeup;

import java.util.HashMap;
import java.util.Map;

/** Of each debtor the last word of when it must be woken, from a part of the event log, with no row in the index yet. Confined to its slice. */
final class Gathered {
    /** Rows go into the index so long before their minute begins, at the latest. */
    private static final long LEAD_MICROS = 60_000_000;

    private final Map<String, Long> dues = new HashMap<>();
    private long earliest = Long.MAX_VALUE;

    /** Whether it is due so soon that its row must be written now. */
    static boolean isNear(long dueMicros, long nowMicros) {
        return placingAt(dueMicros) <= nowMicros;
    }

    private static long placingAt(long dueMicros) {
        return Micros.startOf(Micros.minuteOf(dueMicros)) - LEAD_MICROS;
    }

    void put(String debtor, long dueMicros) {
        dues.put(debtor, dueMicros);
        earliest = Math.min(earliest, dueMicros);
    }

    /** A newer word of the debtor has been dealt with. */
    void forget(String debtor) {
        dues.remove(debtor);
    }

    Map<String, Long> dues() {
        return dues;
    }

    int size() {
        return dues.size();
    }

    boolean isEmpty() {
        return dues.isEmpty();
    }

    /** @return microseconds when its rows must be written at the latest: not after {@code isNear} of any of them */
    long placingAt() {
        return isEmpty() ? Bucket.Entry.NONE : placingAt(earliest);
    }
}
