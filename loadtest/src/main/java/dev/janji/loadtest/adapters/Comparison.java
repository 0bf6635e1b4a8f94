package dev.janji.loadtest.adapters;

import com.sun.management.OperatingSystemMXBean;
import dev.janji.actors.time.RealClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An adapter and a bare client in turns, and the adapter while its provider is away. Confined to one thread. */
final class Comparison {
    /** Far more than any round takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Peer peer;
    private final Path folder;
    private final RealClock clock;

    /** @param folder empty; for what the adapter keeps */
    Comparison(Peer peer, Path folder, RealClock clock) {
        this.peer = peer;
        this.folder = folder;
        this.clock = clock;
    }

    /** What a message took, of CPU with the provider's. */
    record Speed(double perSecond, double cpuMicros) {}

    /** One after the other. */
    record Round(Speed bare, Speed adapter) {
        double ratio() {
            return adapter.perSecond() / bare.perSecond();
        }

        /** @param rounds at least one */
        static Round median(List<Round> rounds) {
            List<Round> sorted = new ArrayList<>(rounds);
            sorted.sort(Comparator.comparingDouble(Round::ratio));
            return sorted.get(sorted.size() / 2);
        }
    }

    /**
     * What stayed of messages that nobody took.
     *
     * @param growthBytes of the heap
     */
    record Outage(int messages, int handedOver, long growthBytes) {}

    /** Something that sends. */
    private interface Work {
        void send() throws IOException, InterruptedException;
    }

    /**
     * Warms up by a round, then measures.
     *
     * @param each told every measured round
     * @throws IllegalStateException when a message was not taken, or taken twice
     */
    List<Round> rounds(int count, int messages, Consumer<Round> each) throws IOException, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            Speed bare = timed(messages, () -> peer.sendBare(messages));
            Speed adapter;
            try (AdapterRun run = run(i)) {
                adapter = timed(messages, () -> {
                    AdapterRun.Sent sent = run.send(messages, PATIENCE);
                    if (sent.handedOver() != messages) {
                        throw new IllegalStateException("Expected " + messages + " messages to be taken, but "
                                + sent.handedOver() + " of " + sent.answered() + " were");
                    }
                });
            }
            if (i > 0) {
                Round round = new Round(bare, adapter);
                rounds.add(round);
                each.accept(round);
            }
        }
        long expected = 2L * messages * (count + 1);
        if (peer.taken().isPresent() && peer.taken().getAsLong() != expected) {
            throw new IllegalStateException("Expected " + expected + " messages to be taken once, but there were "
                    + peer.taken().getAsLong());
        }
        return rounds;
    }

    private AdapterRun run(int round) throws IOException, InterruptedException {
        return new AdapterRun(
                peer.adapter(folder.resolve("round-" + round), clock), clock, peer::addressOf, peer.underWay());
    }

    private static Speed timed(int messages, Work work) throws IOException, InterruptedException {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = machine.getProcessCpuTime();
        long began = System.nanoTime();
        work.send();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Speed(
                messages / seconds,
                TimeUnit.NANOSECONDS.toMicros(machine.getProcessCpuTime() - cpu) / (double) messages);
    }

    /**
     * Sends before a port at which nobody listens, first a tenth of that to fill what is kept on purpose.
     *
     * @param most real time; fewer messages when it is over
     */
    Outage outage(int messages, Duration most) throws IOException, InterruptedException {
        try (AdapterRun run = new AdapterRun(
                peer.adapterToNobody(folder.resolve("outage"), clock), clock, peer::addressOf, peer.underWay())) {
            AdapterRun.Sent first = run.send(messages / 10, most);
            long before = heap();
            AdapterRun.Sent then = run.send(messages, most);
            return new Outage(then.answered(), first.handedOver() + then.handedOver(), heap() - before);
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
