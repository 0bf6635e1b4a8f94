package dev.janji.domain.id;

import java.nio.charset.StandardCharsets;

/**
 * The stable hash that gives every debtor its slice: the shard of cluster sharding, the partition of wake-ups and of the event
 * log. Frozen by golden values; a change would orphan every stored debtor. The hash is 64-bit FNV-1a over the UTF-8 bytes of the
 * entity id, finished with the 64-bit mixer of MurmurHash3 so that near names spread.
 */
public final class Slices {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Slices() {}

    /**
     * @param numberOfSlices fixed for an installation, at least 1
     * @return a slice from 0 to {@code numberOfSlices - 1}
     */
    public static int sliceOf(DebtorKey debtor, int numberOfSlices) {
        return sliceOf(debtor.entityId(), numberOfSlices);
    }

    /** The same for an entity id, for callers that have no need to take it apart. */
    public static int sliceOf(String entityId, int numberOfSlices) {
        if (numberOfSlices < 1) {
            throw new IllegalArgumentException("Expected at least 1 slice, but got " + numberOfSlices);
        }
        return (int) Long.remainderUnsigned(hash(entityId), numberOfSlices);
    }

    static long hash(String text) {
        long h = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * FNV_PRIME;
        }
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
