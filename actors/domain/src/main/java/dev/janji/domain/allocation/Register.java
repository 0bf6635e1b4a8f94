package dev.janji.domain.allocation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a desk finds by its key. A hash table with open addressing (linear probing; D. E. Knuth, <i>The Art of Computer Programming</i>, vol. 3, 6.4, algorithms L
 * and R) that holds the hashes beside the entries: a question touches one place of each and then the entry itself, nothing in between, and neither a gap that closes
 * nor growth touches any entry. At a large desk nearly everything that is touched has to come from memory, so this is what a question costs. Confined to its desk.
 */
final class Register<K, E extends Register.Entry<K>> {
    private static final int LEAST_BITS = 3;

    /** Spreads hashes that differ little over all places: 2^32 divided by the golden ratio. */
    private static final int SPREAD = 0x9E3779B9;

    private static final int NOWHERE = -1;

    /** By place; 0 where nothing is. The uppermost bits say where the entry would like to be. */
    private int[] hashes = new int[1 << LEAST_BITS];

    private @Nullable Object[] entries = new Object[1 << LEAST_BITS];
    private int shift = Integer.SIZE - LEAST_BITS;
    private int size;

    /** What stands in a register, under a key that stays the same. */
    interface Entry<K> {
        K key();
    }

    int size() {
        return size;
    }

    /** @return null when there is none */
    @Nullable
    E of(K key) {
        int place = find(key, hash(key));
        return place == NOWHERE ? null : at(place);
    }

    /** @param entry under a key that is not here yet */
    void add(E entry) {
        if (2 * (size + 1) > hashes.length) {
            grow();
        }
        put(entry, hash(entry.key()));
        size++;
    }

    /** Without effect when it is not here. */
    void remove(E entry) {
        int gap = find(entry.key(), hash(entry.key()));
        if (gap == NOWHERE) {
            return;
        }
        size--;
        int mask = hashes.length - 1;
        for (int next = gap + 1 & mask; hashes[next] != 0; next = next + 1 & mask) {
            int home = hashes[next] >>> shift;
            if ((next - home & mask) >= (next - gap & mask)) {
                hashes[gap] = hashes[next];
                entries[gap] = entries[next];
                gap = next;
            }
        }
        hashes[gap] = 0;
        entries[gap] = null;
    }

    /** In no order; nothing is added or removed meanwhile. */
    void forEach(Consumer<E> what) {
        for (int place = 0; place < hashes.length; place++) {
            if (hashes[place] != 0) {
                what.accept(at(place));
            }
        }
    }

    private int find(K key, int hash) {
        int mask = hashes.length - 1;
        for (int place = hash >>> shift; hashes[place] != 0; place = place + 1 & mask) {
            if (hashes[place] == hash && at(place).key().equals(key)) {
                return place;
            }
        }
        return NOWHERE;
    }

    private void put(Object entry, int hash) {
        int mask = hashes.length - 1;
        int place = hash >>> shift;
        while (hashes[place] != 0) {
            place = place + 1 & mask;
        }
        hashes[place] = hash;
        entries[place] = entry;
    }

    private void grow() {
        int[] hashesBefore = hashes;
        @Nullable Object[] entriesBefore = entries;
        hashes = new int[hashesBefore.length * 2];
        entries = new Object[hashes.length];
        shift--;
        for (int place = 0; place < hashesBefore.length; place++) {
            Object entry = entriesBefore[place];
            if (entry != null) {
                put(entry, hashesBefore[place]);
            }
        }
    }

    private static int hash(Object key) {
        int hash = key.hashCode() * SPREAD;
        return hash == 0 ? 1 : hash;
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private E at(int place) {
        return (E) entries[place];
    }
}
