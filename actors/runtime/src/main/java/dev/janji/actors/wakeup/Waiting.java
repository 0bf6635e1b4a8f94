package dev.janji.actors.wakeup;

import dev.janji.actors.wakeup.Bucket.Entry;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The entries that wait to be fired: those that are due, in turn, and the later ones by their due. Confined to its slice. */
final class Waiting {

    private final TreeSet<Entry> later = new TreeSet<>(
            Comparator.comparingLong((Entry entry) -> entry.due).thenComparingLong(entry -> entry.number));
    private final Deque<Entry> ready = new ArrayDeque<>();

    void add(Entry entry) {
        later.add(entry);
    }

    /** Gives a waiting entry an earlier due; one that is due already stays where it is. */
    void hasten(Entry entry, long due) {
        if (later.remove(entry)) {
            entry.due = due;
            later.add(entry);
        }
    }

    void promote(long nowMicros) {
        while (!later.isEmpty() && later.first().due <= nowMicros) {
            Entry first = later.pollFirst();
            if (first != null) {
                ready.add(first);
            }
        }
    }

    int readyCount() {
        return ready.size();
    }

    int laterCount() {
        return later.size();
    }

    @Nullable
    Entry pollReady() {
        return ready.poll();
    }

    @Nullable
    Entry lastLater() {
        return later.isEmpty() ? null : later.last();
    }

    void removeLater(Entry entry) {
        later.remove(entry);
    }

    /** The due of the first later entry, or {@link Entry#NONE}. */
    long firstDue() {
        return later.isEmpty() ? Entry.NONE : later.first().due;
    }
}
