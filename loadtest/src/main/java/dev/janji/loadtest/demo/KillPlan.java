package dev.janji.loadtest.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Kills the server (SIGKILL) at seeded random moments of a run and starts it again. Half of the moments are a random number of answered
 * events, so that they fall into writes; the others a random point of virtual time, so that they fall into wake-ups and contacts; each
 * plus up to 50 ms. Runs on its own thread.
 */
final class KillPlan implements Runnable {
    private static final int LONGEST_DELAY_MILLIS = 50;
    private static final int POLL_MILLIS = 2;

    private final ServerProcess server;
    private final Progress progress;
    private final List<BooleanSupplier> moments = new ArrayList<>();
    private final SplittableRandom random;
    private final Runnable started;
    private final Consumer<RuntimeException> failed;
    private final PrintStream out;
    private final int planned;
    private final AtomicInteger kills = new AtomicInteger();

    /** How far a run is. */
    interface Progress {
        long answered();

        /** @return share of virtual time, 0 to 1 */
        double time();
    }

    /**
     * @param events that the run will have answered at its end
     * @param started called after each new start
     * @param failed called when the server does not come back
     */
    KillPlan(
            ServerProcess server,
            Progress progress,
            long events,
            int kills,
            long seed,
            Runnable started,
            Consumer<RuntimeException> failed,
            PrintStream out) {
        this.server = server;
        this.progress = progress;
        this.random = new SplittableRandom(seed);
        this.started = started;
        this.failed = failed;
        this.out = out;
        this.planned = kills;
        for (int i = 0; i < kills; i++) {
            if (i % 2 == 0) {
                double share = random.nextDouble(0.98);
                moments.add(() -> progress.time() > share);
            } else {
                long count = random.nextLong(1, Math.max(2, events));
                moments.add(() -> progress.answered() >= count);
            }
        }
    }

    @Override
    public void run() {
        try {
            while (!moments.isEmpty()) {
                if (come()) {
                    Thread.sleep(random.nextInt(LONGEST_DELAY_MILLIS));
                    kill();
                } else {
                    Thread.sleep(POLL_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            failed.accept(e);
        }
    }

    /** Takes one moment that has come. */
    private boolean come() {
        for (Iterator<BooleanSupplier> each = moments.iterator(); each.hasNext(); ) {
            if (each.next().getAsBoolean()) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    private void kill() throws InterruptedException {
        out.printf(
                Locale.ENGLISH,
                "        kill -9 number %d of %d, at %.1f %% of virtual time, after %,d answered events%n",
                kills.get() + 1,
                planned,
                100 * progress.time(),
                progress.answered());
        server.killAndRestart();
        started.run();
        server.awaitReady();
        kills.incrementAndGet();
    }

    /** @return how often the server was killed and came back */
    int kills() {
        return kills.get();
    }
}
