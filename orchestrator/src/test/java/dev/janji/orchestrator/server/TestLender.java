package dev.janji.orchestrator.server;

import dev.janji.domain.id.LenderId;
import dev.janji.protocols.lender.v1.DebtorsGrpc;
import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A lender's program: one stream of events, and calls. */
public final class TestLender implements AutoCloseable {
    private final ManagedChannel channel;
    private final DebtorsGrpc.DebtorsBlockingStub debtors;
    private final StreamObserver<PublishRequest> events;
    private final BlockingQueue<PublishResponse> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    public TestLender(RunningServer server, LenderId lender) throws IOException {
        channel = server.channel();
        Metadata headers = authorization("Bearer " + server.token(lender));
        debtors = DebtorsGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
        events = LenderEventsGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .publish(new StreamObserver<>() {
                    @Override
                    public void onNext(PublishResponse answer) {
                        answers.add(answer);
                    }

                    @Override
                    public void onError(Throwable broken) {
                        end.completeExceptionally(broken);
                    }

                    @Override
                    public void onCompleted() {
                        end.complete(null);
                    }
                });
    }

    public static Metadata authorization(String value) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), value);
        return headers;
    }

    /** Sends an event and waits for its answer. */
    public PublishResponse publish(PublishRequest.Builder event) throws InterruptedException {
        events.onNext(event.build());
        PublishResponse answer = answers.poll(60, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("Expected an answer to " + event.getEventId() + ", but none came: " + end);
        }
        return answer;
    }

    public DebtorsGrpc.DebtorsBlockingStub debtors() {
        return debtors.withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    /** Says that all was sent, and waits until the server has ended the stream. */
    public void complete() {
        events.onCompleted();
        end.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
