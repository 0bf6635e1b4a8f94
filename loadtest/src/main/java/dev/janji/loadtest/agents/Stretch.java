package dev.janji.loadtest.agents;

import java.util.concurrent.atomic.AtomicInteger;

/** A stretch of a run, and what was measured in it. Thread-safe. */
final class Stretch {
    /** From the desk's instant of an offer to its arrival. */
    final Latencies heard = new Latencies();
    /** From the desk's instant of an offer to the arrival of the screen. */
    final Latencies shown = new Latencies();
    /** From the acceptance to the arrival of the screen, by one clock. */
    final Latencies fetched = new Latencies();
    /** A frame as large as the screen, to the echo and back. */
    final Latencies echoed = new Latencies();
    /** Agents who said that they were ready. */
    final AtomicInteger asked = new AtomicInteger();
    /** When it would have been time for the next one and nobody was free. */
    final AtomicInteger nobody = new AtomicInteger();
}
