package dev.janji.actors.channel;

import dev.janji.actors.time.HouseClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Questions to the provider, so many at once and each for so long, in real time. Thread-safe. */
final class LookUps {
    private static final int MOST_AT_ONCE = 64;

    private final ChannelPort port;
    private final HouseClock clock;
    private final Duration patience;
    private final AtomicInteger asked = new AtomicInteger();

    LookUps(ChannelPort port, HouseClock clock, Duration patience) {
        this.port = port;
        this.clock = clock;
        this.patience = patience;
    }

    /** @return always completes, with {@link LookUpAnswer.CannotTell} when the provider does not */
    CompletionStage<LookUpAnswer> ask(DoubtedAttempt attempt) {
        if (asked.incrementAndGet() > MOST_AT_ONCE) {
            asked.decrementAndGet();
            return CompletableFuture.completedFuture(
                    new LookUpAnswer.CannotTell("too many look-ups at once, ask again"));
        }
        HouseClock.Hold hold = clock.hold("channel-look-up");
        return askPort(attempt)
                .toCompletableFuture()
                .copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new LookUpAnswer.CannotTell("look-up failed: " + OpenSend.nameOf(failure)))
                .whenComplete((answer, none) -> {
                    asked.decrementAndGet();
                    hold.close();
                });
    }

    private CompletionStage<LookUpAnswer> askPort(DoubtedAttempt attempt) {
        try {
            return port.lookUp(attempt);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
