package dev.janji.actors.wakeup;

import java.util.BitSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Minutes since 1970 UTC, a bit each: a month of them takes 6 kB, however many debtors wait. Confined to its slice.
 */
final class MinuteSet {

    /** Answer when there is none. */
    static final long NONE = Long.MAX_VALUE;

    private static final int PER_DAY = 1440;

    private final NavigableMap<Long, BitSet> days = new TreeMap<>();

    boolean add(long minute) {
        BitSet day = days.computeIfAbsent(dayOf(minute), none -> new BitSet(PER_DAY));
        int bit = bitOf(minute);
        boolean added = !day.get(bit);
        day.set(bit);
        return added;
    }

    void remove(long minute) {
        days.computeIfPresent(dayOf(minute), (number, day) -> {
            day.clear(bitOf(minute));
            return day.isEmpty() ? null : day;
        });
    }

    boolean contains(long minute) {
        BitSet day = days.get(dayOf(minute));
        return day != null && day.get(bitOf(minute));
    }

    /** The first of them at or after {@code from}, or {@link #NONE}. */
    long ceiling(long from) {
        for (Map.Entry<Long, BitSet> entry : days.tailMap(dayOf(from), true).entrySet()) {
            int start = entry.getKey() == dayOf(from) ? bitOf(from) : 0;
            int bit = entry.getValue().nextSetBit(start);
            if (bit >= 0) {
                return entry.getKey() * PER_DAY + bit;
            }
        }
        return NONE;
    }

    long first() {
        return days.isEmpty() ? NONE : ceiling(days.firstKey() * PER_DAY);
    }

    private static long dayOf(long minute) {
        return Math.floorDiv(minute, PER_DAY);
    }

    private static int bitOf(long minute) {
        return Math.floorMod(minute, PER_DAY);
    }
}
