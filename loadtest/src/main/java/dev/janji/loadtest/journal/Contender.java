package dev.janji.loadtest.journal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that stores events of debtors. For one sending thread. */
interface Contender {
    /**
     * @param intendedNanos when the event was to be sent, of {@link System#nanoTime()}
     * @param done told once, on any thread, with what went wrong, or with null when the event is stored
     */
    void store(int debtor, long intendedNanos, Consumer<@Nullable Throwable> done);
}
