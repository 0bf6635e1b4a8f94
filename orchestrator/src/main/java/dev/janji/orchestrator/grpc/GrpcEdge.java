package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.debtor.ReplyReview;
import dev.janji.actors.lender.LenderWakeUps;
import dev.janji.actors.lender.Lenders;
import dev.janji.actors.stop.StandingStops;
import dev.janji.actors.time.HouseClock;
import dev.janji.actors.time.ScaledClock;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.security.Credentials;
import dev.janji.orchestrator.security.TlsFiles;
import dev.janji.orchestrator.telemetry.EventCounts;
import dev.janji.protocols.lender.v1.DebtorsGrpc;
import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.operator.v1.LendersGrpc;
import dev.janji.protocols.operator.v1.RepliesGrpc;
import dev.janji.protocols.operator.v1.StopsGrpc;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of lenders and of the operator: TLS always, a client certificate or a bearer token for everything but health and reflection. Thread-safe.
 *
 * <p>Calls run on the transport's own threads: nothing here blocks, and a hand-over to other threads would cost more than the work.
 */
public final class GrpcEdge {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcEdge.class);
    /** More than a request may have, so that one that is too long is refused by its name and the stream goes on. */
    private static final int LONGEST_MESSAGE = 4 * EventReader.LONGEST_REQUEST;

    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration LAST_CALLS = Duration.ofSeconds(2);
    private static final Set<String> OPEN_SERVICES = Set.of(HealthGrpc.SERVICE_NAME, ServerReflectionGrpc.SERVICE_NAME);
    private static final List<String> SERVICES = List.of(
            HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
            LenderEventsGrpc.SERVICE_NAME,
            DebtorsGrpc.SERVICE_NAME,
            StopsGrpc.SERVICE_NAME,
            RepliesGrpc.SERVICE_NAME,
            LendersGrpc.SERVICE_NAME);

    private final Server server;
    private final HealthStatusManager health;
    private final LenderEventsService events;
    private final ScheduledExecutorService ticker;
    private final Duration drainTimeout;

    private GrpcEdge(
            Server server,
            HealthStatusManager health,
            LenderEventsService events,
            ScheduledExecutorService ticker,
            Duration drainTimeout) {
        this.server = server;
        this.health = health;
        this.events = events;
        this.ticker = ticker;
        this.drainTimeout = drainTimeout;
    }

    /**
     * What the services work with.
     *
     * @param stops of the operator
     * @param replies that no debtor was found for
     * @param vocabulary what they may name
     * @param dayZones the zone of a lender's business day
     */
    public record House(
            ActorSystem<?> system,
            Debtors debtors,
            StandingStops stops,
            ReplyReview replies,
            StopVocabulary vocabulary,
            HouseClock clock,
            Function<LenderId, ZoneId> dayZones,
            EventCounts counts,
            Lenders lenders,
            LenderWakeUps wakeUps) {}

    /** @throws IOException when the port is taken or a file of the certificate can't be read */
    public static GrpcEdge start(GrpcSettings settings, TlsFiles tls, Credentials credentials, House house)
            throws IOException {
        LenderEventsService events = new LenderEventsService(
                new DebtorIntake(house.debtors(), house.dayZones()),
                house.clock(),
                PublishTelemetry.into(house.counts()),
                settings.publish());
        HealthStatusManager health = new HealthStatusManager();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(settings.host(), settings.port()),
                        TlsServerCredentials.newBuilder()
                                .keyManager(
                                        tls.certificate().toFile(), tls.key().toFile())
                                .trustManager(tls.clientAuthority().toFile())
                                .clientAuth(TlsServerCredentials.ClientAuth.OPTIONAL)
                                .build())
                .directExecutor()
                .maxInboundMessageSize(LONGEST_MESSAGE)
                .maxInboundMetadataSize(settings.metadataBytes())
                .maxConcurrentCallsPerConnection(settings.callsPerConnection())
                .keepAliveTime(settings.keepalive().ping().toNanos(), TimeUnit.NANOSECONDS)
                .keepAliveTimeout(settings.keepalive().timeout().toNanos(), TimeUnit.NANOSECONDS)
                .permitKeepAliveTime(settings.keepalive().permitted().toNanos(), TimeUnit.NANOSECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(events.definition())
                .addService(new DebtorsService(house.debtors(), house.clock(), house.system()))
                .addService(new StopsService(house.stops(), house.vocabulary()))
                .addService(new RepliesService(house.replies()))
                .addService(new LendersService(house.lenders(), house.debtors(), house.wakeUps()))
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                // The last one added is asked first.
                .intercept(new CallerAuthentication(credentials, OPEN_SERVICES))
                .intercept(new CallMetrics());
        Duration age = settings.connectionAge();
        if (age != null) {
            builder.maxConnectionAge(age.toNanos(), TimeUnit.NANOSECONDS)
                    .maxConnectionAgeGrace(settings.publish().drainTimeout().toNanos(), TimeUnit.NANOSECONDS);
        }
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "janji-grpc-ticker");
            thread.setDaemon(true);
            return thread;
        });
        repeat(ticker, SWEEP, events::sweep);
        if (house.clock() instanceof ScaledClock scaled) {
            SimulatedTimeService time = new SimulatedTimeService(scaled);
            builder.addService(time);
            repeat(ticker, SimulatedTimeService.PROGRESS, time::tell);
        }
        Server server = builder.build().start();
        SERVICES.forEach(service -> health.setStatus(service, ServingStatus.SERVING));
        return new GrpcEdge(server, health, events, ticker, settings.publish().drainTimeout());
    }

    public int port() {
        return server.getPort();
    }

    /** Full names of the services that are offered. */
    public List<String> services() {
        return server.getServices().stream()
                .map(ServerServiceDefinition::getServiceDescriptor)
                .map(descriptor -> descriptor.getName())
                .toList();
    }

    /** Tells whoever watches the health service that this server is stopping. */
    public void announceStop() {
        health.enterTerminalState();
    }

    /** Answers what is under way, then closes. @return completes when every connection is closed */
    public CompletionStage<Void> stop() {
        return events.drain()
                .toCompletableFuture()
                .orTimeout(drainTimeout.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(late -> {
                    LOG.warn(
                            "Expected every event to be answered within {}, but some were not; their lenders send them again",
                            drainTimeout);
                    return null;
                })
                .thenCompose(drained -> CompletableFuture.runAsync(this::close));
    }

    private void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
                server.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.shutdownNow();
        }
        ticker.shutdownNow();
    }

    private static void repeat(ScheduledExecutorService ticker, Duration every, Runnable task) {
        ticker.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.error("Expected a periodic task of the gRPC edge to run, but it failed", e);
                    }
                },
                every.toNanos(),
                every.toNanos(),
                TimeUnit.NANOSECONDS);
    }
}
