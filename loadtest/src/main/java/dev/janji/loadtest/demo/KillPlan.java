package dev.janji.loadtest.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Kills the server (SIGKILL) at seeded random moments of a run and starts it again. A moment is a random number of answered events, plus up to
 * 50 ms, so that it may fall into a write, a send or a wake-up. Runs on its own thread.
 */
final class KillPlan implements Runnable {
    private static final int LONGEST_DELAY_MILLIS = 50;
    private static final int POLL_MILLIS = 5;

    private final ServerProcess server;
    private final LongSupplier answered;
    private final long[] moments;
    private final SplittableRandom random;
    private final Runnable started;
    private final PrintStream out;
    private final AtomicInteger kills = new AtomicInteger();

    /**
     * @param events that the run will have answered at its end
     * @param started called after each new start
     */
    KillPlan(
            ServerProcess server,
            LongSupplier answered,
            long events,
            int kills,
            long seed,
            Runnable started,
            PrintStream out) {
        this.server = server;
        this.answered = answered;
        this.random = new SplittableRandom(seed);
        this.moments = random.longs(kills, 1, Math.max(2, events)).sorted().toArray();
        this.started = started;
        this.out = out;
    }

    @Override
    public void run() {
        try {
            for (long moment : moments) {
                while (answered.getAsLong() < moment) {
                    Thread.sleep(POLL_MILLIS);
                }
                Thread.sleep(random.nextInt(LONGEST_DELAY_MILLIS));
                out.printf(
                        Locale.ENGLISH,
                        "        kill -9 number %d of %d, after %,d answered events%n",
                        kills.get() + 1,
                        moments.length,
                        answered.getAsLong());
                server.killAndRestart();
                started.run();
                server.awaitReady();
                kills.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return how often the server was killed and came back */
    int kills() {
        return kills.get();
    }
}
