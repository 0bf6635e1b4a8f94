package dev.janji.loadtest.sends;

import dev.janji.loadtest.demo.ServerProcess;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** Kills the server (SIGKILL) when the provider has a seeded random number of messages, plus up to 50 ms, and starts it again. Runs on its own thread. */
final class Kills implements Runnable {
    private static final int LONGEST_DELAY_MILLIS = 50;
    private static final int LOOK_MILLIS = 2;

    /** Not before the first messages, and with some left afterwards. */
    private static final double FROM = 0.02;

    private static final double TO = 0.9;

    private final ServerProcess server;
    private final LongSupplier taken;
    private final long[] moments;
    private final SplittableRandom random;
    private final Runnable started;
    private final Consumer<RuntimeException> failed;
    private final PrintWriter out;
    private final AtomicInteger done = new AtomicInteger();

    /**
     * @param taken messages that the provider has
     * @param started called after each new start
     * @param failed called when the server does not come back
     */
    Kills(
            ServerProcess server,
            LongSupplier taken,
            SendsSettings settings,
            Runnable started,
            Consumer<RuntimeException> failed,
            PrintWriter out) {
        this.server = server;
        this.taken = taken;
        this.random = new SplittableRandom(settings.seed());
        this.moments = LongStream.generate(() -> (long) (settings.sends() * random.nextDouble(FROM, TO)))
                .limit(settings.kills())
                .sorted()
                .toArray();
        this.started = started;
        this.failed = failed;
        this.out = out;
    }

    @Override
    public void run() {
        try {
            for (long moment : moments) {
                while (taken.getAsLong() < moment) {
                    Thread.sleep(LOOK_MILLIS);
                }
                Thread.sleep(random.nextInt(LONGEST_DELAY_MILLIS));
                out.println(String.format(
                        Locale.ENGLISH,
                        "  kill -9 number %d of %d, when the provider has %,d messages",
                        done.get() + 1,
                        moments.length,
                        taken.getAsLong()));
                out.flush();
                server.killAndRestart();
                started.run();
                server.awaitReady();
                done.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            failed.accept(e);
        }
    }

    /** @return how often the server was killed and came back */
    int done() {
        return done.get();
    }
}
