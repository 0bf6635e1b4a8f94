package dev.janji.actors.time;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tasks by instant, then by rank, then by the order in which they were made. Not thread-safe: guarded by its clock's lock. */
final class Appointments {

    private static final Comparator<Entry> IN_ORDER = Comparator.comparingLong((Entry entry) -> entry.dueNanos)
            .thenComparing(entry -> entry.afterAll)
            .thenComparingLong(entry -> entry.number);

    private final TreeSet<Entry> entries = new TreeSet<>(IN_ORDER);
    private long made;

    /**
     * @param dueNanos nanoseconds since 1970 UTC
     * @param afterAll whether it comes after all others of the same instant, and only when no hold is open
     */
    Entry add(long dueNanos, boolean afterAll, Runnable task) {
        Entry entry = new Entry(dueNanos, afterAll, made++, task);
        entries.add(entry);
        return entry;
    }

    boolean remove(Entry entry) {
        return entries.remove(entry);
    }

    @Nullable
    Entry first() {
        return entries.isEmpty() ? null : entries.first();
    }

    /** One task and its instant. Immutable. */
    static final class Entry {
        final long dueNanos;
        final boolean afterAll;
        private final long number;
        final Runnable task;

        Entry(long dueNanos, boolean afterAll, long number, Runnable task) {
            this.dueNanos = dueNanos;
            this.afterAll = afterAll;
            this.number = number;
            this.task = task;
        }
    }
}
