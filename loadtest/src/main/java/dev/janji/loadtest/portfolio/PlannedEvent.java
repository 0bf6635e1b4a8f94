package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.RejectionReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of the lender and when it is sent, in virtual time. Immutable.
 *
 * @param at whole minutes
 * @param duplicate whether it must be answered as a duplicate
 * @param refusal the reason it must be refused for; null when it must be accepted
 */
public record PlannedEvent(
        Instant at,
        PublishRequest request,
        boolean duplicate,
        @Nullable RejectionReason refusal) {

    public String debtor() {
        return request.getDebtorId();
    }
}
