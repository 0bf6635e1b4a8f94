package dev.janji.loadtest.wakeups;

import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.loadtest.Version;
import dev.janji.loadtest.demo.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code loadtest wakeups}: what waiting debtors cost an idle server, and whether a storm of due ones is fired without one early
 * or lost. The server is the real one; the storm is fired by the same index in this process, where every firing is seen.
 */
@Command(
        name = "wakeups",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Starts a server, registers waiting debtors, fires a storm of due ones, starts the server again,",
            "and compares what it costs while idle. Exit code 0 when every bar is met."
        })
public final class WakeUpsCommand implements Callable<Integer> {

    private static final double CPU_BAR_PERCENT = 2.0;
    private static final double HEAP_BAR_MEGABYTES = 16.0;
    private static final LenderId LENDER = new LenderId("waiting");
    private static final Duration WAIT_FROM = Duration.ofHours(12);
    private static final Duration WAIT_FOR = Duration.ofDays(30);
    private static final Duration SETTLE = Duration.ofSeconds(30);

    @Option(
            names = "--debtors",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Debtors that wait; default: ${DEFAULT-VALUE}")
    private int debtors;

    @Option(
            names = "--storm",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Debtors that are due at the same instant; default: ${DEFAULT-VALUE}")
    private int storm;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Pace of the storm, a maximum; default: ${DEFAULT-VALUE}. A server's own: 2000")
    private int perSecond;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long the idle server is watched, three times; default: ${DEFAULT-VALUE}")
    private int window;

    @Option(names = "--storm-only", description = "Leave the idle server out")
    private boolean stormOnly;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/wakeups",
            description = "Folder of the run, emptied before; default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji/wakeups");

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws InterruptedException {
        Path home =
                Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
        Path folder = home.resolve(data).normalize();
        empty(folder);
        Ports ports = Ports.free();
        out.printf(Locale.ROOT, "%,d waiting debtors, a storm of %,d, seed %d%n", debtors, storm, seed);

        IdleServer.Cost without = new IdleServer.Cost(0, 0);
        Storm.Outcome outcome;
        try (IdleServer server = IdleServer.start(home, folder, ports)) {
            if (!stormOnly) {
                without = server.cost(SETTLE, Duration.ofSeconds(window));
                print("idle without debtors", without);
            }
            outcome = fillAndStorm(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.store()));
        }
        print(outcome);
        boolean right = outcome.isRight();
        if (!stormOnly) {
            try (IdleServer server = IdleServer.start(home, folder, ports)) {
                IdleServer.Cost with = server.cost(SETTLE, Duration.ofSeconds(window));
                print(String.format(Locale.ROOT, "idle with %,d debtors", debtors), with);
                right &= isCheap(without, with);
            }
        }
        out.println(right ? "Every bar is met." : "NOT every bar is met.");
        return right ? 0 : 1;
    }

    private Storm.Outcome fillAndStorm(InetSocketAddress store) throws InterruptedException {
        Storm[] storms = new Storm[1];
        try (RunningIndex index = RunningIndex.start(store, perSecond, (debtor, due) -> storms[0].wake(debtor, due))) {
            storms[0] = new Storm(storm, index.clock()::instant);
            SplittableRandom random = new SplittableRandom(seed);
            Instant from = index.clock().instant().plus(WAIT_FROM);
            double rate = index.register(
                    Math.max(debtors, 1_000),
                    i -> new DebtorKey(LENDER, new DebtorId(Long.toString(i))),
                    i -> from.plusMillis(random.nextLong(WAIT_FOR.toMillis())));
            out.printf(Locale.ROOT, "%-28s %,10.0f a second%n", "registered", rate);
            long seconds = 30 + (long) (2 * storm / rate);
            Instant due = index.clock()
                    .instant()
                    .plusSeconds(seconds)
                    .truncatedTo(ChronoUnit.MINUTES)
                    .plus(1, ChronoUnit.MINUTES);
            return storms[0].run(index, due);
        }
    }

    private boolean isCheap(IdleServer.Cost without, IdleServer.Cost with) {
        double cpu = with.cpuPercent() - without.cpuPercent();
        double heap = with.heapMegabytes() - without.heapMegabytes();
        out.printf(
                Locale.ROOT,
                "%-28s %+9.2f %% of a core (bar %+.1f), %+9.1f MB of heap (bar %+.0f)%n",
                "they cost",
                cpu,
                CPU_BAR_PERCENT,
                heap,
                HEAP_BAR_MEGABYTES);
        return cpu < CPU_BAR_PERCENT && heap < HEAP_BAR_MEGABYTES;
    }

    private void print(String what, IdleServer.Cost cost) {
        out.printf(
                Locale.ROOT,
                "%-28s %9.2f %% of a core, %9.1f MB of heap after a collection%n",
                what,
                cost.cpuPercent(),
                cost.heapMegabytes());
    }

    private void print(Storm.Outcome outcome) {
        out.printf(
                Locale.ROOT,
                "%-28s %,10d: %d early, %d lost, %d again, %d rows left behind%n",
                "storm",
                outcome.debtors(),
                outcome.early(),
                outcome.lost(),
                outcome.again(),
                outcome.leftBehind());
        out.printf(
                Locale.ROOT,
                "%-28s %,10.0f a second; lateness p50 %.0f ms, p99 %.0f ms, max %.0f ms%n",
                "fired",
                outcome.perSecond(),
                outcome.latenessMicros().getValueAtPercentile(50) / 1e3,
                outcome.latenessMicros().getValueAtPercentile(99) / 1e3,
                outcome.latenessMicros().getMaxValue() / 1e3);
    }

    /** Only what an earlier run of this command left. */
    private static void empty(Path folder) {
        Path mark = folder.resolve("wakeups.run");
        try {
            if (Files.exists(mark)) {
                List<Path> files;
                try (Stream<Path> walk = Files.walk(folder)) {
                    files = walk.sorted(Comparator.reverseOrder()).toList();
                }
                for (Path file : files) {
                    Files.delete(file);
                }
            } else if (Files.isDirectory(folder)) {
                throw new IllegalStateException("Expected a folder of this command or a new one, but " + folder
                        + " holds something else; name another one with --data");
            }
            Files.createDirectories(folder);
            Files.createFile(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to empty " + folder + ", but could not", e);
        }
    }
}
