package dev.janji.gateways.simulator;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings receipts and replies at their instants of the house clock, again and again until they are stored. Thread-safe. */
final class Bringer {
    private static final Logger LOG = LoggerFactory.getLogger(Bringer.class);
    private static final Duration BEFORE_AGAIN = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 10;
    /** Real time: the house clock waits meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HouseClock clock;
    private volatile boolean closed;

    Bringer(HouseClock clock) {
        this.clock = clock;
    }

    /**
     * @param attempt that it is about
     * @param bring tells it; completes when it is stored
     */
    void at(Instant when, AttemptId attempt, Supplier<CompletionStage<Done>> bring) {
        at(when, attempt, bring, 1);
    }

    private void at(Instant when, AttemptId attempt, Supplier<CompletionStage<Done>> bring, int tries) {
        clock.at(when, () -> {
            if (closed) {
                return;
            }
            HouseClock.Hold hold = clock.hold("simulated-news");
            brought(bring)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((done, failure) -> {
                        if (failure != null && tries < MOST_TRIES && !closed) {
                            at(clock.instant().plus(BEFORE_AGAIN), attempt, bring, tries + 1);
                        } else if (failure != null) {
                            LOG.warn(
                                    "Expected what came back to be stored, but it was not after {} tries [attempt={}]",
                                    tries,
                                    attempt);
                        }
                        hold.close();
                    });
        });
    }

    private static CompletionStage<Done> brought(Supplier<CompletionStage<Done>> bring) {
        try {
            return bring.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    void close() {
        closed = true;
    }
}
