package dev.janji.loadtest.lender;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.simulation.v1.FollowRequest;
import dev.janji.protocols.simulation.v1.FollowResponse;
import dev.janji.protocols.simulation.v1.SimulatedTimeGrpc;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets the server's scaled clock run up to a horizon and waits until it is there. Connects again when the stream breaks. One caller at a
 * time; the transport's threads come in by the lock.
 */
final class TimeFollower {
    private static final long PAUSE_MILLIS = Duration.ofMillis(200).toMillis();

    private final ManagedChannel channel;
    private final LenderListener listener;
    private final Object lock = new Object();
    private @Nullable Stream stream;
    private @Nullable StreamObserver<FollowRequest> requests;
    private @Nullable RuntimeException failure;
    private Instant wanted = Instant.MIN;
    private boolean there;

    TimeFollower(ManagedChannel channel, LenderListener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /**
     * Returns when the clock has reached the horizon and kept every appointment before it.
     *
     * @throws RuntimeException that was given to {@link #fail}
     */
    void advanceTo(Instant horizon) throws InterruptedException {
        synchronized (lock) {
            wanted = horizon;
            there = false;
            boolean told = false;
            while (!there) {
                if (failure != null) {
                    throw failure;
                }
                if (stream == null) {
                    if (told) {
                        lock.wait(PAUSE_MILLIS);
                    }
                    channel.resetConnectBackoff();
                    stream = new Stream();
                    requests = SimulatedTimeGrpc.newStub(channel).follow(stream);
                    told = false;
                }
                if (!told && requests != null) {
                    requests.onNext(FollowRequest.newBuilder()
                            .setHorizon(Timestamp.newBuilder()
                                    .setSeconds(horizon.getEpochSecond())
                                    .setNanos(horizon.getNano()))
                            .build());
                    told = true;
                }
                lock.wait();
            }
        }
    }

    /** Ends the waiting of {@link #advanceTo} with this. */
    void fail(RuntimeException why) {
        synchronized (lock) {
            failure = why;
            lock.notifyAll();
        }
    }

    void close() {
        synchronized (lock) {
            StreamObserver<FollowRequest> open = requests;
            if (stream != null && open != null) {
                stream = null;
                open.onCompleted();
            }
        }
    }

    private final class Stream implements StreamObserver<FollowResponse> {
        @Override
        public void onNext(FollowResponse response) {
            Instant now = instant(response.getNow());
            synchronized (lock) {
                if (stream != this) {
                    return;
                }
                if (response.getAtHorizon() && !instant(response.getHorizon()).isBefore(wanted)) {
                    there = true;
                    lock.notifyAll();
                }
            }
            listener.timeIs(now);
        }

        @Override
        public void onError(Throwable error) {
            over();
        }

        @Override
        public void onCompleted() {
            over();
        }

        private void over() {
            synchronized (lock) {
                if (stream == this) {
                    stream = null;
                    lock.notifyAll();
                }
            }
        }
    }

    private static Instant instant(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    }
}
