package dev.janji.domain.debtor;

import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.ContactPointId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the attempts to one number or address that are remembered, the newest {@link ContactHistory#KEPT} of the debtor. Immutable.
 *
 * @param made that left, or must be taken as having left
 * @param reached of them: it was delivered, read or answered
 * @param failed refused by the provider, not delivered, or bounced
 * @param lastAt when the newest one was authorized; null when none is remembered
 * @param lastOutcome that was reported of it; null when none was
 */
public record PointHistory(
        int made,
        int reached,
        int failed,
        @Nullable Instant lastAt,
        @Nullable Outcome lastOutcome) {

    public static PointHistory of(ContactPointId point, Known known) {
        int made = 0;
        int reached = 0;
        int failed = 0;
        PastAttempt last = null;
        for (PastAttempt past : known.history().attempts()) {
            if (past.point().equals(point)) {
                made += past.countsAsMade() ? 1 : 0;
                reached += isReached(past.outcome()) ? 1 : 0;
                failed += isFailed(past) ? 1 : 0;
                last = last == null || !past.at().isBefore(last.at()) ? past : last;
            }
        }
        return new PointHistory(
                made, reached, failed, last == null ? null : last.at(), last == null ? null : last.outcome());
    }

    private static boolean isReached(@Nullable Outcome outcome) {
        return outcome == Outcome.DELIVERED || outcome == Outcome.READ || outcome == Outcome.ANSWERED;
    }

    private static boolean isFailed(PastAttempt past) {
        Outcome outcome = past.outcome();
        return outcome == Outcome.UNDELIVERED
                || outcome == Outcome.BOUNCED
                || outcome == null && past.answer() == Answer.REFUSED;
    }
}
