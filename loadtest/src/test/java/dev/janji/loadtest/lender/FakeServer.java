package dev.janji.loadtest.lender;

import dev.janji.protocols.lender.v1.Accepted;
import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.Rejected;
import dev.janji.protocols.lender.v1.RejectionReason;
import dev.janji.protocols.simulation.v1.FollowRequest;
import dev.janji.protocols.simulation.v1.FollowResponse;
import dev.janji.protocols.simulation.v1.SimulatedTimeGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Plays a server that stores events, follows every horizon at once, and misbehaves when it is told to. Guarded by itself. */
final class FakeServer implements AutoCloseable {
    /** Of each debtor the ids of its stored events, in order. */
    final Map<String, List<String>> stored = new HashMap<>();

    /** Ids that are answered UNAVAILABLE once. */
    final Set<String> unavailableOnce = new HashSet<>();

    final List<FollowRequest> horizons = new ArrayList<>();

    /** The next so many events are stored but the stream breaks before their answer. */
    int breakAfterStoring;

    /** The next so many streams of time break at their first word. */
    int breakTime;

    private final Server server;

    FakeServer() {
        try {
            server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                    .addService(new Events())
                    .addService(new Time())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    ManagedChannel channel() {
        return Grpc.newChannelBuilder("127.0.0.1:" + server.getPort(), InsecureChannelCredentials.create())
                .build();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Events extends LenderEventsGrpc.LenderEventsImplBase {
        @Override
        public StreamObserver<PublishRequest> publish(StreamObserver<PublishResponse> answers) {
            return listening(request -> store(request, answers), answers);
        }
    }

    private final class Time extends SimulatedTimeGrpc.SimulatedTimeImplBase {
        @Override
        public StreamObserver<FollowRequest> follow(StreamObserver<FollowResponse> answers) {
            return listening(request -> move(request, answers), answers);
        }
    }

    private synchronized void store(PublishRequest request, StreamObserver<PublishResponse> answers) {
        String id = request.getEventId();
        PublishResponse.Builder response =
                PublishResponse.newBuilder().setDebtorId(request.getDebtorId()).setEventId(id);
        if (unavailableOnce.remove(request.getDebtorId() + id)) {
            answers.onNext(
                    response.setRejected(Rejected.newBuilder().setReason(RejectionReason.REJECTION_REASON_UNAVAILABLE))
                            .build());
            return;
        }
        List<String> events = stored.computeIfAbsent(request.getDebtorId(), debtor -> new ArrayList<>());
        boolean duplicate = events.contains(id);
        if (!duplicate) {
            events.add(id);
        }
        if (breakAfterStoring > 0) {
            breakAfterStoring--;
            answers.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        answers.onNext(response.setAccepted(Accepted.newBuilder()
                        .setSequenceNumber(events.indexOf(id) + 1L)
                        .setDuplicate(duplicate))
                .build());
    }

    private synchronized void move(FollowRequest request, StreamObserver<FollowResponse> answers) {
        if (breakTime > 0) {
            breakTime--;
            answers.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        horizons.add(request);
        answers.onNext(FollowResponse.newBuilder()
                .setNow(request.getHorizon())
                .setHorizon(request.getHorizon())
                .setAtHorizon(true)
                .build());
    }

    private static <Q, A> StreamObserver<Q> listening(Consumer<Q> reader, StreamObserver<A> answers) {
        return new StreamObserver<>() {
            private boolean over;

            @Override
            public void onNext(Q request) {
                if (!over) {
                    try {
                        reader.accept(request);
                    } catch (IllegalStateException broken) {
                        over = true;
                    }
                }
            }

            @Override
            public void onError(Throwable error) {
                over = true;
            }

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        };
    }
}
