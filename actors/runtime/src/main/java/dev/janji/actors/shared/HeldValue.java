package dev.janji.actors.shared;

import dev.janji.actors.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this node holds of a shared value, and since when. Thread-safe; replaced by one actor only. */
final class HeldValue<T> {
    private static final Logger LOG = LoggerFactory.getLogger(SharedValue.class);

    private final String name;
    private final LongSupplier nanoTime;
    private final List<BiConsumer<T, T>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Done> first = new CompletableFuture<>();
    private final Telemetry.Counter failures;
    private final Telemetry.Gauge age;
    private final long startedAt;
    private volatile @Nullable Reading<T> reading;

    private record Reading<T>(T value, long at) {}

    /** @param nanoTime real time, only good for differences */
    HeldValue(String name, LongSupplier nanoTime) {
        this.name = name;
        this.nanoTime = nanoTime;
        this.failures = Telemetry.counter(Telemetry.SHARED_READ_FAILURES, "value", name);
        this.age = Telemetry.gauge(Telemetry.SHARED_AGE, "value", name);
        this.startedAt = nanoTime.getAsLong();
    }

    T current() {
        Reading<T> held = reading;
        if (held == null) {
            throw new IllegalStateException("Expected the " + name + " to have been read, but they were not yet");
        }
        return held.value();
    }

    CompletableFuture<Done> first() {
        return first.copy();
    }

    void listen(BiConsumer<T, T> listener) {
        listeners.add(listener);
    }

    /** Real time since the last read that succeeded, or since the start. */
    Duration age() {
        Reading<T> held = reading;
        return Duration.ofNanos(nanoTime.getAsLong() - (held == null ? startedAt : held.at()));
    }

    void tellAge() {
        age.set(age().toNanos() / (double) TimeUnit.SECONDS.toNanos(1));
    }

    void replace(T value) {
        Reading<T> old = reading;
        reading = new Reading<>(value, nanoTime.getAsLong());
        if (old != null && !old.value().equals(value)) {
            listeners.forEach(listener -> tell(listener, old.value(), value));
        }
        tellAge();
        first.complete(Done.getInstance());
    }

    void readFailed(Throwable cause) {
        failures.increment();
        LOG.warn(
                "Expected to read the {}, but the store did not answer; what was read {} s ago stands: {}",
                name,
                age().toSeconds(),
                cause.toString());
    }

    private void tell(BiConsumer<T, T> listener, T old, T value) {
        try {
            listener.accept(old, value);
        } catch (RuntimeException e) {
            LOG.error("Expected a listener to take the new {}, but it failed", name, e);
        }
    }
}
