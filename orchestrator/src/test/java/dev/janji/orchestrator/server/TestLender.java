package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.grpc.Requests;
import dev.janji.protocols.lender.v1.DebtorsGrpc;
import dev.janji.protocols.lender.v1.ExplainRequest;
import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A lender's program: one stream of events, and calls. */
public final class TestLender implements AutoCloseable {
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

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

    /**
     * Tells of a debtor who has not paid for three days: by the clock of the server, which flows fast and has come far when other tests took
     * their time.
     *
     * @param debtor of nobody else
     */
    void publishLate(String debtor, String account, long minor) throws InterruptedException {
        publishLate(Requests.upserted().setDebtorId(debtor), account, minor);
    }

    /** @param who the debtor, without an event's id */
    void publishLate(PublishRequest.Builder who, String account, long minor) throws InterruptedException {
        String debtor = who.getDebtorId();
        accepted(who.setEventId("late-1"));
        accepted(Requests.opened(account, minor).setDebtorId(debtor).setEventId("late-2"));
        Instant now = Instant.ofEpochSecond(debtors()
                .explain(ExplainRequest.newBuilder().setDebtorId(debtor).build())
                .getAt()
                .getSeconds());
        LocalDate due = LocalDate.ofInstant(now, JAKARTA).minusDays(3);
        accepted(Requests.due(account, due, minor).setDebtorId(debtor).setEventId("late-3"));
    }

    private void accepted(PublishRequest.Builder event) throws InterruptedException {
        PublishResponse answer = publish(event);
        assertThat(answer.hasAccepted()).as("%s", answer).isTrue();
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
