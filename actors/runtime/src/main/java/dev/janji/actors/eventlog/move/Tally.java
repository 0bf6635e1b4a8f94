package dev.janji.actors.eventlog.move;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How many entries there are, and a sum over what they are, whatever their order. Confined to its caller. */
final class Tally {
    private long entries;
    private long sum;

    /** @param entry as it is stored in the log */
    void add(byte[] entry) {
        entries++;
        try {
            sum += ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(entry))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }

    long entries() {
        return entries;
    }

    boolean agrees(Tally other) {
        return entries == other.entries && sum == other.sum;
    }
}
