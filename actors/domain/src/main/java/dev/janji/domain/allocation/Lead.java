package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.QueueId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A debtor waiting in a desk's queue. Immutable.
 *
 * @param queue one of the debtor's lender
 * @param owner the agent who knows the debtor and is asked first; null when nobody is
 * @param promisedAt when the debtor was promised to be called; null unless it is a callback
 */
public record Lead(
        LeadId id,
        DebtorKey debtor,
        QueueId queue,
        Kind kind,
        Needs needs,
        Worth worth,
        @Nullable AgentId owner,
        @Nullable Instant promisedAt) {

    /** How the conversation comes about. All kinds wait in the same queues and end in the same wrap-up. */
    public enum Kind {
        /** We call. */
        OUTBOUND(false),
        /** We call, at the time that was promised. */
        CALLBACK(true),
        /** The debtor called, and is on the line. */
        INBOUND(true),
        /** We called without an agent, somebody answered and is on the line; abandoned unless an agent takes it within seconds. */
        ANSWERED(true),
        /** The debtor wrote. */
        WRITTEN(false);

        private final boolean urgent;

        Kind(boolean urgent) {
            this.urgent = urgent;
        }

        /** Whether somebody waits for this very moment: such leads go before the others, the oldest first. */
        public boolean isUrgent() {
            return urgent;
        }
    }

    /** @throws IllegalArgumentException when a callback has no promised time, or another kind has one */
    public Lead {
        if ((kind == Kind.CALLBACK) != (promisedAt != null)) {
            throw new IllegalArgumentException("Expected a promised time for a callback and for nothing else [lead="
                    + id + ", kind=" + kind + "]");
        }
    }
}
