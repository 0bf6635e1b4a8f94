package dev.janji.actors.lender;

import dev.janji.domain.id.LenderId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes every debtor of a lender once after an activation, paced, so that none waits for the wake-up that its old plan had set. A server that
 * stops in between leaves the rest to their next event or wake-up. Thread-safe.
 */
public final class LenderWakeUps {
    private static final Logger LOG = LoggerFactory.getLogger(LenderWakeUps.class);

    private final Walk walk;
    private final Map<LenderId, Running> running = new ConcurrentHashMap<>();

    /** How all debtors of a lender are woken. */
    @FunctionalInterface
    public interface Walk {
        /** @param woken is told of each. @return completes after the last one */
        CompletionStage<?> wakeAll(LenderId lender, Runnable woken);
    }

    /** @param debtors woken so far */
    public record Progress(int version, long debtors, boolean finished) {}

    private record Running(int version, AtomicLong debtors, CompletionStage<?> end) {}

    public LenderWakeUps(Walk walk) {
        this.walk = walk;
    }

    /** Begins to wake them. One that runs already goes on: it does no harm to be woken twice. */
    public void begin(LenderId lender, int version) {
        AtomicLong debtors = new AtomicLong();
        CompletionStage<?> end = walk.wakeAll(lender, debtors::incrementAndGet).whenComplete((done, failure) -> {
            if (failure == null) {
                LOG.info("Woke the debtors of a lender [lender={}, version={}, debtors={}]", lender, version, debtors);
            } else {
                LOG.warn(
                        "Expected to wake all debtors of a lender, but it ended; the others change at their next event or wake-up"
                                + " [lender={}, version={}, debtors={}]",
                        lender,
                        version,
                        debtors,
                        failure);
            }
        });
        running.put(lender, new Running(version, debtors, end));
    }

    /** @return empty when this node woke none since it started */
    public Optional<Progress> of(LenderId lender) {
        return Optional.ofNullable(running.get(lender))
                .map(each -> new Progress(
                        each.version(),
                        each.debtors().get(),
                        each.end().toCompletableFuture().isDone()));
    }
}
