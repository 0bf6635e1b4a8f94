package dev.janji.actors.eventlog;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.coordination.lease.LeaseException;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.apache.pekko.coordination.lease.LeaseTimeoutException;
import org.apache.pekko.coordination.lease.javadsl.Lease;

/**
 * The lease of a shard of cluster sharding is the claim of the slice with its number: acquiring it commits a fence, and whoever held it
 * before can store nothing from then on. It is never refused: the last one who asks has it. Thread-safe.
 */
public final class EventLogLease extends Lease {
    private final LeaseSettings settings;
    private final EventLogs log;
    private final int slice;
    private volatile boolean held;

    /**
     * Made by Pekko.
     *
     * @param settings of a lease whose name ends with a {@code -} and the number of a slice
     */
    public EventLogLease(LeaseSettings settings, ExtendedActorSystem system) {
        this.settings = settings;
        this.log = EventLogs.get(system);
        this.slice = sliceOf(settings.leaseName());
    }

    static int sliceOf(String leaseName) {
        try {
            return Integer.parseInt(leaseName.substring(leaseName.lastIndexOf('-') + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected a lease of a shard whose id is the number of a slice, but got " + leaseName, e);
        }
    }

    @Override
    public LeaseSettings getSettings() {
        return settings;
    }

    @Override
    public CompletionStage<Boolean> acquire() {
        return acquire(reason -> {});
    }

    @Override
    public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> leaseLostCallback) {
        return within(log.claim(slice, reason -> {
                    held = false;
                    leaseLostCallback.accept(Optional.of(reason));
                })
                .thenApply(done -> {
                    held = true;
                    return Boolean.TRUE;
                }));
    }

    @Override
    public CompletionStage<Boolean> release() {
        held = false;
        return within(log.release(slice).thenApply(done -> Boolean.TRUE));
    }

    @Override
    public boolean checkLease() {
        return held;
    }

    private CompletionStage<Boolean> within(CompletionStage<Boolean> stage) {
        long millis = settings.timeoutSettings().getOperationTimeout().toMillis();
        return stage.toCompletableFuture()
                .orTimeout(millis, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof TimeoutException
                                ? new LeaseTimeoutException("Expected slice " + slice + " to be claimed within "
                                        + millis + " ms, but it takes longer")
                                : new LeaseException(String.valueOf(failure.getMessage()))));
    }
}
