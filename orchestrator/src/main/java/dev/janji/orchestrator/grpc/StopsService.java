package dev.janji.orchestrator.grpc;

import dev.janji.actors.stop.LoggedStop;
import dev.janji.actors.stop.StandingStops;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.protocols.operator.v1.LiftStopRequest;
import dev.janji.protocols.operator.v1.LiftStopResponse;
import dev.janji.protocols.operator.v1.ListStopsRequest;
import dev.janji.protocols.operator.v1.ListStopsResponse;
import dev.janji.protocols.operator.v1.PlaceStopRequest;
import dev.janji.protocols.operator.v1.PlaceStopResponse;
import dev.janji.protocols.operator.v1.StopsGrpc;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code janji.operator.v1.Stops}: places, lifts and lists stops; the caller stands as author. Thread-safe, does not block. */
final class StopsService extends StopsGrpc.StopsImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(StopsService.class);

    private final StandingStops stops;
    private final StopVocabulary vocabulary;

    StopsService(StandingStops stops, StopVocabulary vocabulary) {
        this.stops = stops;
        this.vocabulary = vocabulary;
    }

    @Override
    public void placeStop(PlaceStopRequest request, StreamObserver<PlaceStopResponse> answers) {
        PersonId author = CallerAuthentication.person();
        StopScope scope;
        String reason;
        try {
            scope = StopMapper.scope(request.hasScope(), request.getScope(), vocabulary);
            reason = reason(request.getReason());
        } catch (FieldRefused refused) {
            answers.onError(GrpcErrors.invalidField(refused));
            return;
        }
        answer(
                answers,
                stops.place(scope, reason, author),
                changed -> PlaceStopResponse.newBuilder()
                        .setStop(StopMapper.view(changed.stop()))
                        .setNodes(changed.holding().size())
                        .addAllMissingNodes(changed.missing())
                        .build());
    }

    @Override
    public void liftStop(LiftStopRequest request, StreamObserver<LiftStopResponse> answers) {
        PersonId author = CallerAuthentication.person();
        StopId id;
        String reason;
        try {
            id = Fields.id("stop_id", request.getStopId(), StopId::new);
            reason = reason(request.getReason());
        } catch (FieldRefused refused) {
            answers.onError(GrpcErrors.invalidField(refused));
            return;
        }
        answer(
                answers,
                stops.lift(id, reason, author),
                changed -> LiftStopResponse.newBuilder()
                        .setStop(StopMapper.view(changed.stop()))
                        .setNodes(changed.holding().size())
                        .addAllMissingNodes(changed.missing())
                        .build());
    }

    @Override
    public void listStops(ListStopsRequest request, StreamObserver<ListStopsResponse> answers) {
        answer(answers, stops.log(), all -> {
            ListStopsResponse.Builder response = ListStopsResponse.newBuilder();
            for (LoggedStop each : all) {
                if (each.stands() || request.getIncludeLifted()) {
                    response.addStops(StopMapper.view(each));
                }
            }
            return response.build();
        });
    }

    private static String reason(String value) {
        String reason = Fields.line("reason", value.strip(), 1, Stop.LONGEST_REASON);
        if (reason.length() > Stop.LONGEST_REASON) {
            throw FieldRefused.invalid("reason", "expected 1 to " + Stop.LONGEST_REASON + " characters");
        }
        return reason;
    }

    private static <T, A> void answer(StreamObserver<A> answers, CompletionStage<T> stage, Function<T, A> response) {
        stage.thenApply(response).whenComplete((answer, failure) -> {
            if (failure == null) {
                answers.onNext(answer);
                answers.onCompleted();
            } else {
                answers.onError(faultOf(failure));
            }
        });
    }

    private static StatusRuntimeException faultOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StandingStops.DoesNotStand) {
            return GrpcErrors.of(TransportFault.STOP_UNKNOWN);
        }
        LOG.error("Expected the store to take or show stops, but it failed", cause);
        return GrpcErrors.of(TransportFault.STOPS_UNREACHABLE);
    }
}
