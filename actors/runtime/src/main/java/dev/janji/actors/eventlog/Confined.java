package dev.janji.actors.eventlog;

import java.time.Duration;

/** The one thread at a time of a slice, and real time for its timeouts. */
interface Confined {

    /** Runs it soon, never within this call; in the order of the calls of one thread. May be called from any thread. */
    void execute(Runnable step);

    /** Runs it like {@link #execute} after some real time. */
    void executeAfter(Duration delay, Runnable step);

    /** Runs answers to callers soon, off the slice's thread or not. */
    void answer(Runnable answers);

    /** Nanoseconds of real time, only good for differences. */
    long realNanos();
}
