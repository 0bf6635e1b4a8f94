package dev.janji.loadtest.races;

import com.google.protobuf.Timestamp;
import dev.janji.loadtest.lender.ConnectionSettings;
import dev.janji.loadtest.portfolio.Assumptions;
import dev.janji.loadtest.portfolio.SmsDebtors;
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

/** A lender who tells payments of these debtors over {@code Publish} as they come, one a debtor, and notes when each is answered. Thread-safe. */
final class MessagePayer implements StreamObserver<PublishResponse>, AutoCloseable {
    /** So little that the instalment stays overdue. */
    private static final long PART = 50;

    private final ManagedChannel channel;
    private final StreamObserver<PublishRequest> stream;
    private final Map<String, PaidCase> unanswered = new ConcurrentHashMap<>();
    private volatile @Nullable Throwable broken;

    MessagePayer(ConnectionSettings settings) {
        this.channel = settings.openDirect();
        this.stream = LenderEventsGrpc.newStub(channel).publish(this);
    }

    /**
     * @param day of the house
     * @param at by the house clock, or a little before
     */
    void pays(PaidCase paid, boolean isPartial, int day, Instant at) {
        String debtor = SmsDebtors.id(paid.debtor);
        unanswered.put(debtor, paid);
        PublishRequest request = PublishRequest.newBuilder()
                .setEventId("race-1")
                .setDebtorId(debtor)
                .setOccurredAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
                .setPaymentReceived(PaymentReceived.newBuilder()
                        .setAccountId(SmsDebtors.ACCOUNT)
                        .setPaymentId("race-1")
                        .setAmount(Money.newBuilder()
                                .setMinor(isPartial ? SmsDebtors.OWED_MINOR / PART : SmsDebtors.OWED_MINOR)
                                .setCurrency(Assumptions.CURRENCY)))
                .build();
        synchronized (stream) {
            synchronized (paid) {
                paid.paidOn = day;
                paid.isPartial = isPartial;
                paid.sentNanos = System.nanoTime();
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
        PaidCase paid = unanswered.remove(response.getDebtorId());
        if (paid == null) {
            return;
        }
        synchronized (paid) {
            paid.ackedNanos = now;
            paid.isInDoubt = response.getAccepted().getContactInDoubt();
            paid.refused =
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
        if (broken == null) {
            stream.onCompleted();
        }
        channel.shutdown();
        if (!channel.awaitTermination(10, TimeUnit.SECONDS)) {
            channel.shutdownNow();
        }
    }
}
