package dev.janji.orchestrator.grpc;

import dev.janji.orchestrator.telemetry.EventCounts;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.RejectionReason;

/** Is told of every answer to an event. Thread-safe, cheap. */
@FunctionalInterface
interface PublishTelemetry {
    /** @param nanos real time from arrival to answer */
    void answered(PublishResponse answer, long nanos);

    static PublishTelemetry into(EventCounts counts) {
        return (answer, nanos) -> {
            if (answer.hasRejected()) {
                counts.refused(word(answer.getRejected().getReason()), nanos);
            } else {
                counts.accepted(answer.getAccepted().getDuplicate(), nanos);
            }
        };
    }

    private static String word(RejectionReason reason) {
        return reason.name().substring("REJECTION_REASON_".length());
    }
}
