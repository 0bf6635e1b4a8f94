package dev.janji.actors.journal;

import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of a debtor with its envelope: what the shell persists and gets back. Immutable.
 *
 * @param sequenceNumber of the event in the debtor's history, from 1
 * @param writer the incarnation of the debtor's actor that wrote it
 * @param nextWakeUp when the debtor must be woken next as it stands after the event; null when it waits for no time. In an atomic write
 *     of several events the last one counts
 */
public record Recorded(
        DebtorKey debtor,
        long sequenceNumber,
        UUID writer,
        DebtorEvent event,
        @Nullable Instant nextWakeUp) {
    /** The first part of every persistence id; the name of the entity type in cluster sharding. */
    public static final String ENTITY_TYPE = "Debtor";

    private static final char SEPARATOR = '|';

    /** @throws IllegalArgumentException when the sequence number is not positive */
    public Recorded {
        if (sequenceNumber < 1) {
            throw new IllegalArgumentException("Expected a sequence number from 1, but got " + sequenceNumber);
        }
    }

    /** @return the name of the debtor's history: {@code Debtor|<lender>~<debtor>} */
    public static String persistenceId(DebtorKey debtor) {
        return ENTITY_TYPE + SEPARATOR + debtor.entityId();
    }

    /**
     * @param persistenceId as {@link #persistenceId(DebtorKey)} made it
     * @throws IllegalArgumentException when it is not one of a debtor
     */
    public static DebtorKey debtor(String persistenceId) {
        int start = ENTITY_TYPE.length() + 1;
        if (persistenceId.length() <= start
                || !persistenceId.startsWith(ENTITY_TYPE)
                || persistenceId.charAt(start - 1) != SEPARATOR) {
            throw new IllegalArgumentException("Expected a persistence id of a debtor, but got " + persistenceId);
        }
        return DebtorKey.parse(persistenceId.substring(start));
    }
}
