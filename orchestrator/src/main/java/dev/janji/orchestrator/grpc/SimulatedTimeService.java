package dev.janji.orchestrator.grpc;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.janji.actors.time.ScaledClock;
import dev.janji.protocols.simulation.v1.FollowRequest;
import dev.janji.protocols.simulation.v1.FollowResponse;
import dev.janji.protocols.simulation.v1.SimulatedTimeGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code janji.simulation.v1.SimulatedTime}: a simulated lender says how far the scaled clock may go, and hears where it is. Only
 * offered when the clock is scaled. Thread-safe.
 */
final class SimulatedTimeService extends SimulatedTimeGrpc.SimulatedTimeImplBase {
    /** How often a follower hears the time between two horizons, in real time. */
    static final Duration PROGRESS = Duration.ofMillis(250);

    private final ScaledClock clock;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();

    SimulatedTimeService(ScaledClock clock) {
        this.clock = clock;
    }

    /** Tells every follower the time; call it every {@link #PROGRESS}. */
    void tell() {
        followers.forEach(Follower::progress);
    }

    @Override
    public StreamObserver<FollowRequest> follow(StreamObserver<FollowResponse> answers) {
        Follower follower = new Follower((ServerCallStreamObserver<FollowResponse>) answers);
        followers.add(follower);
        return follower;
    }

    /** One stream. Its lock guards the writing side. */
    private final class Follower implements StreamObserver<FollowRequest> {
        private final ServerCallStreamObserver<FollowResponse> answers;
        private @Nullable Instant horizon;
        private boolean over;

        Follower(ServerCallStreamObserver<FollowResponse> answers) {
            this.answers = answers;
            answers.setOnCancelHandler(this::leave);
            // The first word waits for the transport: before that nothing is ready, and what is said would be dropped.
            answers.setOnReadyHandler(this::progress);
        }

        @Override
        public void onNext(FollowRequest request) {
            if (!request.hasHorizon() || !Timestamps.isValid(request.getHorizon())) {
                fail(GrpcErrors.invalidField("horizon", "expected an instant"));
                return;
            }
            Instant wanted = Instant.ofEpochSecond(
                    request.getHorizon().getSeconds(), request.getHorizon().getNanos());
            synchronized (this) {
                if (horizon != null && wanted.isBefore(horizon)) {
                    fail(GrpcErrors.invalidField("horizon", "expected one that does not move back"));
                    return;
                }
                horizon = wanted;
            }
            clock.horizon(wanted).thenAccept(now -> write(now, wanted, true));
        }

        @Override
        public void onError(Throwable broken) {
            leave();
        }

        @Override
        public void onCompleted() {
            synchronized (this) {
                if (!over) {
                    over = true;
                    answers.onCompleted();
                }
            }
            followers.remove(this);
        }

        void progress() {
            Instant limit;
            synchronized (this) {
                limit = horizon;
            }
            Instant now = clock.instant();
            write(now, limit == null ? now : limit, false);
        }

        /** What is said often may be dropped when the client does not read; that the horizon is reached may not. */
        private synchronized void write(Instant now, Instant limit, boolean atHorizon) {
            if (over || !atHorizon && !answers.isReady()) {
                return;
            }
            answers.onNext(FollowResponse.newBuilder()
                    .setNow(timestamp(now))
                    .setHorizon(timestamp(limit))
                    .setAtHorizon(atHorizon)
                    .build());
        }

        private synchronized void fail(Throwable fault) {
            if (!over) {
                over = true;
                answers.onError(fault);
            }
            followers.remove(this);
        }

        private synchronized void leave() {
            over = true;
            followers.remove(this);
        }
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
