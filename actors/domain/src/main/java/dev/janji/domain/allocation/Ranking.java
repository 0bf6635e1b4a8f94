package dev.janji.domain.allocation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of their ranks, the least first: a heap with four children a node that moves numbers only. Each entry has a slot for as long as it stands
 * here; the heap moves ranks and slots, and remembers where each slot is, so that any entry is taken out in O(log n) and none is touched on the way of another.
 * Confined to its desk.
 */
final class Ranking<E extends Ranking.Entry<E>> {
    private static final int CHILDREN = 4;
    private static final int NOWHERE = -1;

    private long[] ranks = new long[CHILDREN];

    /** By place; behind the last place, the slots that are free. */
    private int[] slots = {0, 1, 2, 3};

    /** By slot. */
    private int[] places = new int[CHILDREN];

    /** By slot. */
    private @Nullable Object[] entries = new Object[CHILDREN];

    private int size;

    /** What stands in one ranking at a time. */
    abstract static class Entry<E> {
        private long rank;
        private int slot = NOWHERE;

        final long rank() {
            return rank;
        }

        /** @return whether this one goes first when the ranks are equal; never both ways */
        abstract boolean precedes(E other);
    }

    boolean isEmpty() {
        return size == 0;
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
        Entry<E> here = entry;
        if (here.slot != NOWHERE) {
            throw new IllegalStateException("Expected an entry that stands nowhere, but it stands in a ranking");
        }
        if (size == ranks.length) {
            grow();
        }
        int slot = slots[size];
        here.rank = rank;
        here.slot = slot;
        entries[slot] = entry;
        up(size++, slot, rank);
    }

    /** Takes out what stands here; without effect on what stands nowhere. */
    void remove(E entry) {
        Entry<E> here = entry;
        int freed = here.slot;
        if (freed == NOWHERE) {
            return;
        }
        here.slot = NOWHERE;
        entries[freed] = null;
        int hole = places[freed];
        int last = slots[--size];
        long rank = ranks[size];
        slots[size] = freed;
        if (hole == size) {
            return;
        }
        if (hole > 0 && isBefore(rank, last, (hole - 1) / CHILDREN)) {
            up(hole, last, rank);
        } else {
            down(hole, last, rank);
        }
    }

    private void grow() {
        int length = size * 2;
        ranks = Arrays.copyOf(ranks, length);
        slots = Arrays.copyOf(slots, length);
        places = Arrays.copyOf(places, length);
        entries = Arrays.copyOf(entries, length);
        for (int slot = size; slot < length; slot++) {
            slots[slot] = slot;
        }
    }

    private void up(int from, int slot, long rank) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / CHILDREN;
            if (!isBefore(rank, slot, parent)) {
                break;
            }
            put(place, slots[parent], ranks[parent]);
            place = parent;
        }
        put(place, slot, rank);
    }

    private void down(int from, int slot, long rank) {
        int place = from;
        while (true) {
            int first = place * CHILDREN + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + CHILDREN, size);
            for (int child = first + 1; child < end; child++) {
                if (isBefore(ranks[child], slots[child], least)) {
                    least = child;
                }
            }
            if (isBefore(rank, slot, least)) {
                break;
            }
            put(place, slots[least], ranks[least]);
            place = least;
        }
        put(place, slot, rank);
    }

    private boolean isBefore(long rank, int slot, int otherPlace) {
        return rank < ranks[otherPlace] || rank == ranks[otherPlace] && in(slot).precedes(at(otherPlace));
    }

    private void put(int place, int slot, long rank) {
        ranks[place] = rank;
        slots[place] = slot;
        places[slot] = place;
    }

    private E at(int place) {
        return in(slots[place]);
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private E in(int slot) {
        return (E) entries[slot];
    }
}
