package dev.janji.loadtest.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A {@link RestartOwnerCommand} in a JVM of its own, and what it has said. Thread-safe. */
final class RestartOwner implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 20;
    /** What the process needs without debtors, and for a thousand of them. */
    private static final int HEAP_MEGABYTES = 512;

    private static final int HEAP_MEGABYTES_PER_THOUSAND = 5;
    private static final int THOUSAND = 1_000;

    private final Process process;
    private final Thread reader;
    private final Map<Integer, Long> claimed = new TreeMap<>();
    private final Map<Integer, Long> first = new TreeMap<>();
    private State state = new State(0, 0, 0);
    private @Nullable Recovery recovery;
    private int lost;

    /** @param mostBytes of events that one slice has held in memory */
    record State(long acked, long mostBytes, long debtors) {}

    /**
     * When every debtor was in memory.
     *
     * @param events that they had, all together
     * @param statements that single debtors had asked for
     */
    record Recovery(long debtors, long events, long statements) {}

    private RestartOwner(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "owner-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** @param log gets what the JVM complains of */
    static RestartOwner start(int storePort, int debtors, int inFlight, long seed, Path log) {
        try {
            return new RestartOwner(new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + (HEAP_MEGABYTES + debtors / THOUSAND * HEAP_MEGABYTES_PER_THOUSAND) + "m",
                            "-XX:+UseG1GC",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-Dfile.encoding=UTF-8",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.janji.loadtest.Main",
                            "loadtest",
                            "journal-restart-owner",
                            "--store-port",
                            Integer.toString(storePort),
                            "--debtors",
                            Integer.toString(debtors),
                            "--in-flight",
                            Integer.toString(inFlight),
                            "--seed",
                            Long.toString(seed)))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start an owner, but could not", e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                // The last line of a killed process may be torn.
                if (next != null) {
                    heard(line.split(" ", -1));
                }
                line = next;
            }
        } catch (IOException e) {
            // The end of a killed process.
            return;
        }
    }

    private synchronized void heard(String[] words) {
        switch (words[0]) {
            case "claimed" -> claimed.put(Integer.parseInt(words[1]), Long.parseLong(words[2]));
            case "first" -> first.put(Integer.parseInt(words[1]), Long.parseLong(words[2]));
            case "lost" -> lost++;
            case "state" ->
                state = new State(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
            case "recovered" ->
                recovery = new Recovery(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
            default -> {
                // What somebody's library prints.
            }
        }
    }

    synchronized State state() {
        return state;
    }

    synchronized @Nullable Recovery recovery() {
        return recovery;
    }

    synchronized int lostSlices() {
        return lost;
    }

    /** Nanoseconds from the beginning of the claims to the end of each slice's, sorted. */
    synchronized long[] claims() {
        return claimed.values().stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** Nanoseconds from the beginning of the claims to the first acknowledgement of each slice, sorted. */
    synchronized long[] firsts() {
        return first.values().stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** @throws IllegalStateException when it does not come true in time */
    void await(String what, Duration within, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0 || !process.isAlive()) {
                throw new IllegalStateException("Expected " + what + " within " + within.toSeconds()
                        + " s, but it did not happen [" + state() + ", claimed=" + claims().length + ", lost="
                        + lostSlices() + ", alive=" + process.isAlive() + "]");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** SIGKILL. Returns when everything that it had said was read. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
