package dev.janji.actors.wakeup;

import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Wakes a debtor wherever it lives. Thread-safe. */
@FunctionalInterface
public interface Waker {

    /**
     * @param due the instant it was registered for; has passed
     * @return completes when the debtor has dealt with it, its next wake-up registered; a failure or no answer means that it is
     *     woken again about a minute later
     */
    CompletionStage<WakeAnswer> wake(DebtorKey debtor, Instant due);
}
