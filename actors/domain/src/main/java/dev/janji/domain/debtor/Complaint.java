package dev.janji.domain.debtor;

import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.lender.ConversationEvent.ComplaintCategory;
import dev.janji.domain.lender.ConversationEvent.ComplaintSource;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A complaint that is not closed. Immutable.
 *
 * @param at when it was made
 * @param answerBy last day on which it is answered in time
 * @param hold whether nothing is collected until it is closed
 */
public record Complaint(
        ComplaintId id,
        Instant at,
        ComplaintCategory category,
        ComplaintSource source,
        LocalDate answerBy,
        boolean hold) {
    /** @param today the debtor's local date */
    public boolean isOverdue(LocalDate today) {
        return today.isAfter(answerBy);
    }
}
