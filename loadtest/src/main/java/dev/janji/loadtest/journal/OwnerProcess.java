package dev.janji.loadtest.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** An owner of the whole event log in a JVM of its own, and what it has said. Thread-safe. */
final class OwnerProcess implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Process process;
    private final Thread reader;
    private final List<Ack> acks = new ArrayList<>();
    private final Map<Integer, Long> claimedNanos = new ConcurrentHashMap<>();
    private final Map<Integer, Long> firstAckNanos = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> lost = new ConcurrentHashMap<>();
    private final Slicing slicing;
    private final AtomicLong acked = new AtomicLong();

    /** An event that was acknowledged. */
    record Ack(int debtor, long number, long token) {}

    /** Tells the slice of a debtor. */
    interface Slicing {
        int sliceOf(int debtor);
    }

    private OwnerProcess(Process process, Slicing slicing) {
        this.process = process;
        this.slicing = slicing;
        this.reader = new Thread(this::read, "owner-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * @param log gets what the JVM complains of
     * @param classPath of this process
     */
    static OwnerProcess start(int storePort, int debtors, long life, Path log, Slicing slicing) {
        try {
            return new OwnerProcess(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx768m",
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-Dfile.encoding=UTF-8",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "dev.janji.loadtest.Main",
                                    "loadtest",
                                    "journal-owner",
                                    "--store-port",
                                    Integer.toString(storePort),
                                    "--debtors",
                                    Integer.toString(debtors),
                                    "--life",
                                    Long.toString(life))
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    slicing);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start an owner, but could not", e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line.split(" ", -1));
            }
        } catch (IOException e) {
            // The end of a killed process.
            return;
        }
    }

    private void heard(String[] words) {
        long now = System.nanoTime();
        switch (words[0]) {
            case "claimed" -> claimedNanos.put(Integer.parseInt(words[1]), now);
            case "lost" -> lost.put(Integer.parseInt(words[1]), true);
            case "ack" -> {
                // The last line of a killed process may be torn.
                if (words.length == 4) {
                    ack(new Ack(Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3])), now);
                }
            }
            default -> {
                // What somebody's library prints.
            }
        }
    }

    private void ack(Ack ack, long now) {
        firstAckNanos.putIfAbsent(slicing.sliceOf(ack.debtor()), now);
        synchronized (acks) {
            acks.add(ack);
        }
        acked.incrementAndGet();
    }

    long acked() {
        return acked.get();
    }

    /** What it acknowledged so far. */
    List<Ack> acks() {
        synchronized (acks) {
            return List.copyOf(acks);
        }
    }

    int claimedSlices() {
        return claimedNanos.size();
    }

    int lostSlices() {
        return lost.size();
    }

    int ackingSlices() {
        return firstAckNanos.size();
    }

    /** @return the longest time from the claim of a slice to the first acknowledgement in it, of the slices that have one */
    Duration slowestFirstAck() {
        long slowest = 0;
        for (Map.Entry<Integer, Long> first : firstAckNanos.entrySet()) {
            slowest = Math.max(slowest, first.getValue() - claimedNanos.getOrDefault(first.getKey(), first.getValue()));
        }
        return Duration.ofNanos(slowest);
    }

    /** @throws IllegalStateException when it does not come true in time */
    void await(String what, Duration within, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0 || !process.isAlive()) {
                throw new IllegalStateException("Expected " + what + " within " + within.toSeconds()
                        + " s, but it did not happen [acked=" + acked + ", claimed=" + claimedSlices() + ", lost="
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

    /** SIGSTOP: it stands still, knows nothing of it, and keeps its connections. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("Expected to signal process " + process.pid() + ", but could not");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to signal process " + process.pid() + ", but could not", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
