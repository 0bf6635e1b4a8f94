package dev.janji.orchestrator.grpc;

import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.id.LenderId;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import java.util.concurrent.CompletionStage;

/** Takes a lender's event to its debtor and brings the answer. Thread-safe, does not block. */
@FunctionalInterface
interface EventIntake {
    /** @return completes with the answer, without ids; exceptionally when the debtor could not be asked */
    CompletionStage<PublishResponse> take(LenderId lender, PublishRequest request, BodyHash body);
}
