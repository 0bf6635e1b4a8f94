package dev.janji.gateways.sms;

import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Outcome;
import dev.janji.gateways.once.SentLine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what was reported to the debtors, again and again until it is stored. Thread-safe. */
final class SmsReceipts {
    private static final Logger LOG = LoggerFactory.getLogger(SmsReceipts.class);
    private static final Duration BEFORE_AGAIN = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 10;
    /** More are left with the provider. */
    private static final int MOST_OWED = 10_000;
    /** Real time: the house clock waits meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HouseClock clock;
    private final ReceiptListener listener;
    private final AtomicInteger owed = new AtomicInteger();
    private volatile boolean closed;

    SmsReceipts(HouseClock clock, ReceiptListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** Whether so much is owed that the provider should keep what it has. */
    boolean isFull() {
        return owed.get() >= MOST_OWED;
    }

    /** @param reported a line of the log that names an outcome */
    void bring(SentLine reported) {
        Receipt receipt = new Receipt(
                reported.reference() + "-" + reported.detail(), Outcome.valueOf(reported.detail()), reported.at());
        owed.incrementAndGet();
        bring(reported, receipt, reported.at(), 1);
    }

    private void bring(SentLine reported, Receipt receipt, Instant when, int tries) {
        clock.at(when, () -> {
            if (closed) {
                return;
            }
            HouseClock.Hold hold = clock.hold("sms-receipt");
            tell(reported, receipt)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((done, failure) -> {
                        if (failure != null && tries < MOST_TRIES && !closed) {
                            bring(reported, receipt, clock.instant().plus(BEFORE_AGAIN), tries + 1);
                        } else {
                            owed.decrementAndGet();
                            if (failure != null) {
                                LOG.warn(
                                        "Expected the receipt to be stored, but it was not after {} tries [attempt={}]",
                                        tries,
                                        reported.attempt());
                            }
                        }
                        hold.close();
                    });
        });
    }

    private CompletionStage<Done> tell(SentLine reported, Receipt receipt) {
        try {
            return listener.receipt(reported.debtor(), reported.attempt(), receipt);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    void close() {
        closed = true;
    }
}
