package dev.janji.actors.eventlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds in what the journal is handed when its writer must be woken next; the journal's {@code next-wake-up} names the class, which has a
 * public constructor without parameters. Thread-safe.
 */
@FunctionalInterface
public interface NextWakeUp {
    /** @return null when it waits for no time, or cannot tell */
    @Nullable
    Instant of(Object payload);
}
