package dev.janji.orchestrator.grpc;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.security.Caller;
import dev.janji.orchestrator.security.DevelopmentCredentials;
import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The service on a real TLS socket, with an intake that the test holds in its hands. */
final class WireHarness implements AutoCloseable {
    static final LenderId LENDER = new LenderId("bank-a");

    final LenderEventsService service;
    final AtomicInteger openHolds = new AtomicInteger();
    private final Server server;
    private final DevelopmentCredentials credentials;
    private final ManagedChannel channel;

    WireHarness(Path folder, EventIntake intake, StreamSettings settings) throws IOException {
        credentials = DevelopmentCredentials.in(folder, List.of(new Caller.OfLender(LENDER)));
        service = new LenderEventsService(intake, clock(), (answer, nanos) -> {}, settings);
        server = NettyServerBuilder.forAddress(
                        new InetSocketAddress("127.0.0.1", 0),
                        TlsServerCredentials.newBuilder()
                                .keyManager(
                                        credentials.tls().certificate().toFile(),
                                        credentials.tls().key().toFile())
                                .build())
                .directExecutor()
                .maxInboundMessageSize(4 * EventReader.LONGEST_REQUEST)
                .addService(service.definition())
                .intercept(new CallerAuthentication(credentials.credentials(), Set.of()))
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1",
                        server.getPort(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(folder.resolve("authority.pem").toFile())
                                .build())
                .build();
    }

    static StreamSettings settings(int window) {
        return new StreamSettings(window, Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    Client open(Path folder) throws IOException {
        String token = Files.readString(folder.resolve("lenders/bank-a/token")).strip();
        return new Client(channel, "Bearer " + token);
    }

    @Override
    public void close() throws InterruptedException {
        channel.shutdownNow();
        server.shutdownNow().awaitTermination(60, TimeUnit.SECONDS);
    }

    private HouseClock clock() {
        return new HouseClock() {
            @Override
            public Hold hold(String what) {
                openHolds.incrementAndGet();
                return openHolds::decrementAndGet;
            }

            @Override
            public Appointment at(Instant due, Runnable task) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH;
            }
        };
    }

    /** A lender's program that sends bytes, so that it may send wrong ones. */
    static final class Client extends ClientCall.Listener<PublishResponse> {
        final BlockingQueue<PublishResponse> answers = new LinkedBlockingQueue<>();
        final CompletableFuture<Status> end = new CompletableFuture<>();
        private final ClientCall<byte[], PublishResponse> call;

        Client(ManagedChannel channel, String authorization) {
            MethodDescriptor<byte[], PublishResponse> publish = LenderEventsGrpc.getPublishMethod().toBuilder(
                            new MethodDescriptor.Marshaller<byte[]>() {
                                @Override
                                public InputStream stream(byte[] value) {
                                    return new ByteArrayInputStream(value);
                                }

                                @Override
                                public byte[] parse(InputStream stream) {
                                    throw new UnsupportedOperationException();
                                }
                            },
                            LenderEventsGrpc.getPublishMethod().getResponseMarshaller())
                    .build();
            call = channel.newCall(publish, CallOptions.DEFAULT);
            Metadata headers = new Metadata();
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
            call.start(this, headers);
        }

        void send(PublishRequest request) {
            send(request.toByteArray());
        }

        void send(byte[] bytes) {
            call.sendMessage(bytes);
        }

        void read(int answersMore) {
            call.request(answersMore);
        }

        PublishResponse next() throws InterruptedException {
            read(1);
            PublishResponse answer = answers.poll(60, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("Expected an answer, but none came; the stream's end: " + end.getNow(null));
            }
            return answer;
        }

        Status end() {
            return end.orTimeout(60, TimeUnit.SECONDS).join();
        }

        void halfClose() {
            call.halfClose();
        }

        void cancel() {
            call.cancel("test", null);
        }

        @Override
        public void onMessage(PublishResponse message) {
            answers.add(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            end.complete(status);
        }
    }
}
