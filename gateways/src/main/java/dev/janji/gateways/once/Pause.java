package dev.janji.gateways.once;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long nothing is sent because the provider says that we send too fast, in real time. Thread-safe. */
public final class Pause {
    private final long usualNanos;
    private final AtomicLong until = new AtomicLong(System.nanoTime());

    /** @param usual when the provider names none */
    public Pause(Duration usual) {
        this.usualNanos = usual.toNanos();
    }

    public boolean isOver() {
        return System.nanoTime() - until.get() >= 0;
    }

    /** Begins a pause, or makes one longer. */
    public void begin(ProviderReply reply) {
        long nanos = reply.retryAfter().map(Duration::toNanos).orElse(usualNanos);
        long end = System.nanoTime() + nanos;
        until.accumulateAndGet(end, (before, next) -> next - before > 0 ? next : before);
    }
}
