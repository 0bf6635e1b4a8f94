package dev.janji.orchestrator.grpc;

import dev.janji.actors.stop.LoggedStop;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.StopScope;
import dev.janji.protocols.operator.v1.LiftStopRequest;
import dev.janji.protocols.operator.v1.LiftStopResponse;
import dev.janji.protocols.operator.v1.ListStopsRequest;
import dev.janji.protocols.operator.v1.PlaceStopRequest;
import dev.janji.protocols.operator.v1.PlaceStopResponse;
import dev.janji.protocols.operator.v1.StopsGrpc;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Calls {@code janji.operator.v1.Stops} of a running server; every call waits for its answer and fails with a {@link StatusRuntimeException}
 * when the server refuses. Thread-safe.
 */
public final class StopsClient {
    private static final long ANSWER_WITHIN_SECONDS = 20;

    private final Channel channel;

    /** @param channel that carries a credential of a person of the operator */
    public StopsClient(Channel channel) {
        this.channel = channel;
    }

    /**
     * What a change came to.
     *
     * @param nodes that act by it
     * @param missing addresses of nodes that did not say so in time
     */
    public record Changed(LoggedStop stop, int nodes, List<String> missing) {
        public Changed {
            missing = List.copyOf(missing);
        }
    }

    public Changed place(StopScope scope, String reason) {
        PlaceStopResponse placed = stub().placeStop(PlaceStopRequest.newBuilder()
                .setScope(StopMapper.onWire(scope))
                .setReason(reason)
                .build());
        return new Changed(StopMapper.logged(placed.getStop()), placed.getNodes(), placed.getMissingNodesList());
    }

    public Changed lift(StopId id, String reason) {
        LiftStopResponse lifted = stub().liftStop(LiftStopRequest.newBuilder()
                .setStopId(id.value())
                .setReason(reason)
                .build());
        return new Changed(StopMapper.logged(lifted.getStop()), lifted.getNodes(), lifted.getMissingNodesList());
    }

    /** @param lifted those that were lifted, too */
    public List<LoggedStop> list(boolean lifted) {
        return stub()
                .listStops(
                        ListStopsRequest.newBuilder().setIncludeLifted(lifted).build())
                .getStopsList()
                .stream()
                .map(StopMapper::logged)
                .toList();
    }

    private StopsGrpc.StopsBlockingStub stub() {
        return StopsGrpc.newBlockingStub(channel).withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
    }
}
