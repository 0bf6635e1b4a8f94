package dev.janji.loadtest.races;

import com.google.protobuf.Timestamp;
import dev.janji.loadtest.agents.DeskTime;
import dev.janji.loadtest.lender.ConnectionSettings;
import dev.janji.loadtest.portfolio.Assumptions;
import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.PaymentReceived;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A lender who tells payments over {@code Publish} as they come, and notes when each is answered. Thread-safe. */
final class SocketLender implements StreamObserver<PublishResponse>, AutoCloseable {
    private final ManagedChannel channel;
    private final StreamObserver<PublishRequest> stream;
    private final Map<String, SocketCase> unanswered = new ConcurrentHashMap<>();
    private final DeskTime time;
    private volatile @Nullable Throwable broken;

    SocketLender(ConnectionSettings settings, DeskTime time) {
        this.time = time;
        this.channel = settings.openDirect();
        this.stream = LenderEventsGrpc.newStub(channel).publish(this);
    }

    /** @param now by the house clock, or a little before */
    void pays(SocketCase debtor, Instant now) {
        unanswered.put(debtor.debtor, debtor);
        PublishRequest request = PublishRequest.newBuilder()
                .setEventId("race-1")
                .setDebtorId(debtor.debtor)
                .setOccurredAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
                .setPaymentReceived(PaymentReceived.newBuilder()
                        .setAccountId("card")
                        .setPaymentId("race-1")
                        .setAmount(Money.newBuilder().setMinor(debtor.minor).setCurrency(Assumptions.CURRENCY)))
                .build();
        synchronized (stream) {
            synchronized (debtor) {
                debtor.sentNanos = System.nanoTime();
            }
            stream.onNext(request);
        }
    }

    int unanswered() {
        return unanswered.size();
    }

    @Nullable
    Throwable broken() {
        return broken;
    }

    @Override
    public void onNext(PublishResponse response) {
        long now = System.nanoTime();
        SocketCase debtor = unanswered.remove(response.getDebtorId());
        if (debtor == null) {
            return;
        }
        synchronized (debtor) {
            debtor.ackedNanos = now;
            debtor.ackedAt = time.at(now);
            debtor.isInDoubt = response.getAccepted().getContactInDoubt();
            debtor.refused =
                    response.hasRejected() ? response.getRejected().getReason().name() : "";
        }
    }

    @Override
    public void onError(Throwable error) {
        broken = error;
    }

    @Override
    public void onCompleted() {
        // The run is over.
    }

    @Override
    public void close() throws InterruptedException {
        stream.onCompleted();
        channel.shutdown();
        if (!channel.awaitTermination(10, TimeUnit.SECONDS)) {
            channel.shutdownNow();
        }
    }
}
