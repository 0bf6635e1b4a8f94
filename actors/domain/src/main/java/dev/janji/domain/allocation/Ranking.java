package dev.janji.domain.allocation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of their ranks, the least first: a heap with four children a node, whose entries know their places, so that any of them
 * is taken out in O(log n). Ranks stand beside the entries, so that most comparisons touch no entry. Confined to its desk.
 */
final class Ranking<E extends Ranking.Entry<E>> {
    private static final int CHILDREN = 4;
    private static final int NOWHERE = -1;

    private long[] ranks = new long[CHILDREN];
    private @Nullable Object[] entries = new Object[CHILDREN];
    private int size;

    /** What stands in one ranking at a time. */
    abstract static class Entry<E> {
        private long rank;
        private int place = NOWHERE;

        final long rank() {
            return rank;
        }

        final boolean isRanked() {
            return place != NOWHERE;
        }

        /** @return whether this one goes first when the ranks are equal; never both ways */
        abstract boolean precedes(E other);
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    @Nullable
    E first() {
        return size == 0 ? null : at(0);
    }

    /** @return whether the first of this one goes before the first of the other; both have one */
    boolean isBefore(Ranking<E> other) {
        return ranks[0] < other.ranks[0] || ranks[0] == other.ranks[0] && at(0).precedes(other.at(0));
    }

    void add(E entry, long rank) {
        if (entry.isRanked()) {
            throw new IllegalStateException("Expected an entry that stands nowhere, but it stands in a ranking");
        }
        if (size == ranks.length) {
            ranks = Arrays.copyOf(ranks, size * 2);
            entries = Arrays.copyOf(entries, size * 2);
        }
        ((Entry<E>) entry).rank = rank;
        up(size++, entry, rank);
    }

    /** Takes out what stands here; without effect on what stands nowhere. */
    void remove(E entry) {
        int hole = ((Entry<E>) entry).place;
        if (hole == NOWHERE) {
            return;
        }
        ((Entry<E>) entry).place = NOWHERE;
        E last = at(--size);
        entries[size] = null;
        if (hole == size) {
            return;
        }
        long rank = ranks[size];
        if (hole > 0 && isBefore(rank, last, (hole - 1) / CHILDREN)) {
            up(hole, last, rank);
        } else {
            down(hole, last, rank);
        }
    }

    private void up(int from, E entry, long rank) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / CHILDREN;
            if (!isBefore(rank, entry, parent)) {
                break;
            }
            put(place, at(parent), ranks[parent]);
            place = parent;
        }
        put(place, entry, rank);
    }

    private void down(int from, E entry, long rank) {
        int place = from;
        while (true) {
            int first = place * CHILDREN + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + CHILDREN, size);
            for (int child = first + 1; child < end; child++) {
                if (ranks[child] < ranks[least]
                        || ranks[child] == ranks[least] && at(child).precedes(at(least))) {
                    least = child;
                }
            }
            if (isBefore(rank, entry, least)) {
                break;
            }
            put(place, at(least), ranks[least]);
            place = least;
        }
        put(place, entry, rank);
    }

    private boolean isBefore(long rank, E entry, int other) {
        return rank < ranks[other] || rank == ranks[other] && entry.precedes(at(other));
    }

    private void put(int place, E entry, long rank) {
        ranks[place] = rank;
        entries[place] = entry;
        ((Entry<E>) entry).place = place;
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private E at(int place) {
        return (E) entries[place];
    }
}
