package dev.janji.actors.confined;

import java.time.Duration;

/** One thread at a time, and real time for its timeouts. */
public interface Confined {

    /** Runs it soon, never within this call; in the order of the calls of one thread. May be called from any thread. */
    void execute(Runnable step);

    /** Runs it like {@link #execute} after some real time. */
    void executeAfter(Duration delay, Runnable step);

    /** Nanoseconds of real time, only good for differences. */
    long realNanos();
}
