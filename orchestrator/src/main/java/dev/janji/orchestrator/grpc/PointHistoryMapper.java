package dev.janji.orchestrator.grpc;

import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.PointHistory;
import dev.janji.protocols.lender.v1.AttemptOutcome;
import dev.janji.protocols.lender.v1.ContactPointHistory;
import java.time.Instant;

/** What became of the attempts to a contact point, as the wire shows it. Stateless. */
final class PointHistoryMapper {
    private PointHistoryMapper() {}

    static ContactPointHistory of(PointHistory history) {
        ContactPointHistory.Builder mapped = ContactPointHistory.newBuilder()
                .setMade(history.made())
                .setReached(history.reached())
                .setFailed(history.failed());
        Instant last = history.lastAt();
        if (last != null) {
            mapped.setLastAt(ViewMapper.timestamp(last));
        }
        Outcome outcome = history.lastOutcome();
        return (outcome == null ? mapped : mapped.setLastOutcome(onWire(outcome))).build();
    }

    private static AttemptOutcome onWire(Outcome outcome) {
        return switch (outcome) {
            case DELIVERED -> AttemptOutcome.ATTEMPT_OUTCOME_DELIVERED;
            case READ -> AttemptOutcome.ATTEMPT_OUTCOME_READ;
            case ANSWERED -> AttemptOutcome.ATTEMPT_OUTCOME_ANSWERED;
            case MACHINE -> AttemptOutcome.ATTEMPT_OUTCOME_MACHINE;
            case NO_ANSWER -> AttemptOutcome.ATTEMPT_OUTCOME_NO_ANSWER;
            case BUSY -> AttemptOutcome.ATTEMPT_OUTCOME_BUSY;
            case ABANDONED -> AttemptOutcome.ATTEMPT_OUTCOME_ABANDONED;
            case UNDELIVERED -> AttemptOutcome.ATTEMPT_OUTCOME_UNDELIVERED;
            case BOUNCED -> AttemptOutcome.ATTEMPT_OUTCOME_BOUNCED;
            case UNKNOWN -> AttemptOutcome.ATTEMPT_OUTCOME_UNKNOWN;
        };
    }
}
