package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.time.ScaledClock;
import dev.janji.actors.time.TimeSettings;
import dev.janji.protocols.simulation.v1.FollowRequest;
import dev.janji.protocols.simulation.v1.FollowResponse;
import dev.janji.protocols.simulation.v1.SimulatedTimeGrpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedTimeServiceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    private final BlockingQueue<FollowResponse> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private ScaledClock clock;
    private Server server;
    private ManagedChannel channel;
    private StreamObserver<FollowRequest> requests;

    @BeforeEach
    void follow() throws Exception {
        clock = ScaledClock.start(
                new TimeSettings.Scaled(START, 1e6, folder.resolve("clock"), true, Duration.ofSeconds(60)));
        server = NettyServerBuilder.forAddress(
                        new InetSocketAddress("127.0.0.1", 0), InsecureServerCredentials.create())
                .addService(new SimulatedTimeService(clock))
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort(), InsecureChannelCredentials.create())
                .build();
        requests = SimulatedTimeGrpc.newStub(channel).follow(new StreamObserver<>() {
            @Override
            public void onNext(FollowResponse answer) {
                answers.add(answer);
            }

            @Override
            public void onError(Throwable broken) {
                end.complete(Status.fromThrowable(broken));
            }

            @Override
            public void onCompleted() {
                end.complete(Status.OK);
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        channel.shutdownNow();
        server.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
        clock.close();
    }

    @Test
    void shouldStandStillUntilAHorizonIsGivenAndStopThere() throws Exception {
        assertThat(next().getNow()).isEqualTo(ViewMapper.timestamp(START));

        requests.onNext(horizon(NOON));

        FollowResponse there = arrival();
        assertThat(there.getNow()).isEqualTo(ViewMapper.timestamp(NOON));
        assertThat(there.getHorizon()).isEqualTo(ViewMapper.timestamp(NOON));
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void shouldArriveOnlyWhenTheAppointmentsOnTheWayAreKept() throws Exception {
        // given
        AtomicReference<HouseClock.Hold> work = new AtomicReference<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        clock.at(START.plusSeconds(3600), () -> {
            work.set(clock.hold("test"));
            begun.complete(null);
        });

        // when
        requests.onNext(horizon(NOON));
        begun.get(60, TimeUnit.SECONDS);
        assertThat(answers).noneMatch(FollowResponse::getAtHorizon);
        work.get().close();

        // then
        assertThat(arrival().getNow()).isEqualTo(ViewMapper.timestamp(NOON));
    }

    @Test
    void shouldRefuseAHorizonThatMovesBack() throws Exception {
        requests.onNext(horizon(NOON));
        arrival();

        requests.onNext(horizon(START));

        assertThat(end.get(60, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void shouldEndWhenTheFollowerHasNoMoreToSay() throws Exception {
        requests.onCompleted();

        assertThat(end.get(60, TimeUnit.SECONDS).isOk()).isTrue();
    }

    private FollowResponse arrival() throws InterruptedException {
        FollowResponse answer = next();
        while (!answer.getAtHorizon()) {
            answer = next();
        }
        return answer;
    }

    private FollowResponse next() throws InterruptedException {
        FollowResponse answer = answers.poll(60, TimeUnit.SECONDS);
        assertThat(answer).as("an answer; the stream's end: %s", end).isNotNull();
        return answer;
    }

    private static FollowRequest horizon(Instant instant) {
        return FollowRequest.newBuilder()
                .setHorizon(Timestamp.newBuilder().setSeconds(instant.getEpochSecond()))
                .build();
    }
}
