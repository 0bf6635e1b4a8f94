package dev.janji.gateways.once;

/**
 * Where in a file what stands, by a hash of it: two arrays of longs, about 32 bytes an entry, so a day of a million messages fits into memory. Hashes may
 * collide; whoever finds a place reads there whether it is the right one. Confined to its owner.
 */
final class OffsetIndex {
    static final long NOWHERE = -1;

    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] hashes = new long[FIRST_CAPACITY];
    /** Places plus one; 0 for a free slot. */
    private long[] places = new long[FIRST_CAPACITY];

    private int size;

    /** @param place 0 or more; replaces an earlier one of the same hash */
    void put(long hash, long place) {
        if (size * 5L >= hashes.length * 3L) {
            grow();
        }
        int slot = slotOf(hash);
        if (places[slot] == 0) {
            size++;
        }
        hashes[slot] = hash;
        places[slot] = place + 1;
    }

    /** @return {@link #NOWHERE} when nothing is known of it */
    long placeOf(long hash) {
        return places[slotOf(hash)] - 1;
    }

    int size() {
        return size;
    }

    private int slotOf(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (places[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldPlaces = places;
        hashes = new long[oldHashes.length * 2];
        places = new long[hashes.length];
        size = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldPlaces[i] != 0) {
                put(oldHashes[i], oldPlaces[i] - 1);
            }
        }
    }
}
