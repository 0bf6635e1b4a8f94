package dev.janji.gateways.simulator;

import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings receipts at their instants of the house clock, again and again until they are stored. Thread-safe. */
final class SimulatedReceipts {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedReceipts.class);
    private static final Duration BEFORE_AGAIN = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 10;
    /** Real time: the house clock waits meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HouseClock clock;
    private final ReceiptListener listener;
    private volatile boolean closed;

    SimulatedReceipts(HouseClock clock, ReceiptListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    void bring(DebtorKey debtor, AttemptId attempt, Script.PlannedReceipt planned, Instant due) {
        bring(debtor, attempt, new Receipt(planned.id(), planned.outcome(), due), due, 1);
    }

    private void bring(DebtorKey debtor, AttemptId attempt, Receipt receipt, Instant when, int tries) {
        clock.at(when, () -> {
            if (closed) {
                return;
            }
            HouseClock.Hold hold = clock.hold("simulated-receipt");
            tell(debtor, attempt, receipt)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((done, failure) -> {
                        if (failure != null && tries < MOST_TRIES && !closed) {
                            bring(debtor, attempt, receipt, clock.instant().plus(BEFORE_AGAIN), tries + 1);
                        } else if (failure != null) {
                            LOG.warn(
                                    "Expected the receipt to be stored, but it was not after {} tries [attempt={}]",
                                    tries,
                                    attempt);
                        }
                        hold.close();
                    });
        });
    }

    private CompletionStage<Done> tell(DebtorKey debtor, AttemptId attempt, Receipt receipt) {
        try {
            return listener.receipt(debtor, attempt, receipt);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    void close() {
        closed = true;
    }
}
