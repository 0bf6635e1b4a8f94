package dev.janji.actors.debtor;

import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Where a debtor leaves word of its next wake-up. Thread-safe. */
@FunctionalInterface
public interface WakeUpRegistry {
    /** @return completes when a wake-up at or before {@code due} is durable; fails when that is not known */
    CompletionStage<Done> register(DebtorKey debtor, Instant due);
}
