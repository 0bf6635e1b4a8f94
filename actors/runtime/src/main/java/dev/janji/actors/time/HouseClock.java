package dev.janji.actors.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The one source of time of a server. Instants are whole microseconds, in UTC.
 *
 * <p>Thread-safe. Timeouts of sockets, drivers and requests do not belong here: they stay on real time.
 */
public interface HouseClock extends InstantSource {

    /**
     * Begins work that a scaled clock must wait for: while it is open, the clock does not pass the next appointment. On a
     * real clock it does nothing.
     *
     * <p>Whoever holds must not wait for an appointment of a later instant: it comes only after the hold is closed.
     *
     * @param what name of the work for logs and metrics; from a small fixed set, never an id
     */
    Hold hold(String what);

    /**
     * Runs the task once when this clock reaches {@code due}, never earlier. A scaled clock does not pass {@code due}
     * before the task has returned; a task that begins asynchronous work takes a hold before it returns. Tasks run in the
     * order of their instants, then in the order in which they were made, on the clock's own thread, so they are short
     * and never block.
     *
     * @param due an instant that has passed already means "as soon as possible"
     */
    Appointment at(Instant due, Runnable task);

    /** Work in progress that a scaled clock waits for. Closing is idempotent and thread-safe. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** A task that waits for its instant. Thread-safe. */
    interface Appointment {

        /** Withdraws the task; answers whether it had not begun and now never will. */
        boolean cancel();
    }
}
