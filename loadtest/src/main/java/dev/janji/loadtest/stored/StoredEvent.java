package dev.janji.loadtest.stored;

import java.nio.ByteBuffer;

/**
 * An event of a debtor as it is stored. Immutable, if nobody moves its buffer.
 *
 * @param persistenceId {@code <type>|<lender>~<debtor>}
 * @param sequenceNumber from 1
 * @param writer the id of the incarnation that wrote it; empty when none is stored
 * @param record the bytes of a {@code janji.journal.v1.Record}
 */
public record StoredEvent(String persistenceId, long sequenceNumber, String writer, ByteBuffer record) {
    /** Whether whatever is under a persistence id is a debtor. */
    static boolean isDebtor(String persistenceId) {
        return persistenceId.indexOf('~') >= 0;
    }

    /** @return {@code <lender>~<debtor>} */
    public String key() {
        return persistenceId.substring(persistenceId.indexOf('|') + 1);
    }
}
