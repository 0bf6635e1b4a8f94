package dev.janji.orchestrator.grpc;

import static dev.janji.orchestrator.grpc.GoodRequests.DAY;
import static dev.janji.orchestrator.grpc.GoodRequests.request;

import dev.janji.protocols.lender.v1.AgeingPaused;
import dev.janji.protocols.lender.v1.AgeingResumed;
import dev.janji.protocols.lender.v1.MoratoriumEnded;
import dev.janji.protocols.lender.v1.MoratoriumKind;
import dev.janji.protocols.lender.v1.MoratoriumStarted;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.util.List;

/** Requests about days that do not count, which nobody can refuse for their fields. */
final class GoodAgeing {
    private GoodAgeing() {}

    static List<PublishRequest> all() {
        return List.of(
                request("e", "d")
                        .setMoratoriumStarted(MoratoriumStarted.newBuilder()
                                .setMoratoriumId("m")
                                .setKind(MoratoriumKind.MORATORIUM_KIND_BREATHING_SPACE)
                                .setAccountId("a")
                                .setFrom(DAY)
                                .setUntil(DAY))
                        .build(),
                request("e", "d")
                        .setMoratoriumEnded(MoratoriumEnded.newBuilder()
                                .setMoratoriumId("m")
                                .setOn(DAY)
                                .setTreatmentEndedOn(DAY)
                                .setReasonCode("REVIEW"))
                        .build(),
                request("e", "d")
                        .setAgeingPaused(AgeingPaused.newBuilder()
                                .setAccountId("a")
                                .setPauseId("z")
                                .setFrom(DAY)
                                .setUntil(DAY)
                                .setReasonCode("DISASTER"))
                        .build(),
                request("e", "d")
                        .setAgeingResumed(AgeingResumed.newBuilder()
                                .setAccountId("a")
                                .setPauseId("z")
                                .setOn(DAY))
                        .build());
    }
}
