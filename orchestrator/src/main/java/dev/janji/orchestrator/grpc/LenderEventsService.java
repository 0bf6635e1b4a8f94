package dev.janji.orchestrator.grpc;

import dev.janji.actors.time.HouseClock;
import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code janji.lender.v1.LenderEvents}. Takes requests as bytes (see {@link EventReader}), so it is bound by a descriptor of its own
 * that differs from the generated one in how a request is read, and in nothing that a client can see. Thread-safe.
 */
final class LenderEventsService implements PublishStream.Desk {
    private final EventIntake intake;
    private final HouseClock clock;
    private final PublishTelemetry telemetry;
    private final StreamSettings settings;
    private final Set<PublishStream> streams = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;

    LenderEventsService(EventIntake intake, HouseClock clock, PublishTelemetry telemetry, StreamSettings settings) {
        this.intake = intake;
        this.clock = clock;
        this.telemetry = telemetry;
        this.settings = settings;
    }

    ServerServiceDefinition definition() {
        MethodDescriptor<PublishRequest, PublishResponse> generated = LenderEventsGrpc.getPublishMethod();
        MethodDescriptor<byte[], PublishResponse> publish = generated.toBuilder(
                        new Bytes(), generated.getResponseMarshaller())
                .build();
        ServiceDescriptor service = ServiceDescriptor.newBuilder(LenderEventsGrpc.SERVICE_NAME)
                .setSchemaDescriptor(LenderEventsGrpc.getServiceDescriptor().getSchemaDescriptor())
                .addMethod(publish)
                .build();
        return ServerServiceDefinition.builder(service)
                .addMethod(publish, (call, headers) -> begin(call))
                .build();
    }

    /** Gives up events that have waited too long; call it about every second. */
    void sweep() {
        long now = System.nanoTime();
        streams.forEach(stream -> stream.sweep(now, settings.eventTimeout().toNanos()));
    }

    /** Takes no new event, answers those under way. @return completes when every stream has ended */
    CompletionStage<Void> drain() {
        draining = true;
        streams.forEach(PublishStream::drain);
        completeWhenDrained();
        return drained;
    }

    @Override
    public EventIntake intake() {
        return intake;
    }

    @Override
    public HouseClock clock() {
        return clock;
    }

    @Override
    public PublishTelemetry telemetry() {
        return telemetry;
    }

    @Override
    public void left(PublishStream stream) {
        streams.remove(stream);
        completeWhenDrained();
    }

    private ServerCall.Listener<byte[]> begin(ServerCall<byte[], PublishResponse> call) {
        PublishStream stream = new PublishStream(call, CallerAuthentication.lender(), this, settings.window());
        streams.add(stream);
        if (draining) {
            streams.remove(stream);
            StatusRuntimeException stopping = GrpcErrors.of(TransportFault.SERVER_STOPPING);
            Metadata trailers = stopping.getTrailers();
            call.close(stopping.getStatus(), trailers == null ? new Metadata() : trailers);
            return new ServerCall.Listener<>() {};
        }
        stream.begin();
        return stream;
    }

    private void completeWhenDrained() {
        if (draining && streams.isEmpty()) {
            drained.complete(null);
        }
    }

    /** Leaves a request as it came. */
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream instanceof KnownLength ? stream.readNBytes(stream.available()) : stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
