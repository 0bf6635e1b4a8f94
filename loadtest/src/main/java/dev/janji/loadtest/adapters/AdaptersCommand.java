package dev.janji.loadtest.adapters;

import dev.janji.actors.time.RealClock;
import dev.janji.loadtest.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code janji loadtest adapters}: what each adapter of messages costs beside a bare client, and what it keeps while its provider is away. */
@Command(
        name = "adapters",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Sends messages to a provider in this process, by a bare client of the adapter's own library and by the adapter, in turns.",
            "Then an hour's messages, or as many as a minute lets, while nobody listens: what memory keeps of them.",
            "Ends with 0 when every bar is passed, else with 1."
        })
public final class AdaptersCommand implements Callable<Integer> {
    private static final double LEAST_RATIO = 0.7;
    private static final long MOST_GROWTH_BYTES = 4L << 20;
    private static final int HOUR_AT_ONE_HUNDRED_A_SECOND = 360_000;
    private static final int QUICK_MESSAGES = 1_000;
    private static final int QUICK_OUTAGE = 10_000;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ADAPTER",
            description = "Some of ${COMPLETION-CANDIDATES}; default: all")
    private AdapterKind[] only = AdapterKind.values();

    @Option(names = "--messages", paramLabel = "N", description = "A round; default: enough for some seconds")
    private @Nullable Integer messages;

    @Option(
            names = "--under-way",
            paramLabel = "N",
            defaultValue = "50",
            description = "Unanswered messages at once; default: ${DEFAULT-VALUE}")
    private int underWay;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--quick", description = "Some seconds, smaller; the ratio is printed and decides nothing")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("janji-adapters");
        boolean passed = true;
        try (RealClock clock = RealClock.start()) {
            for (AdapterKind kind : only) {
                passed &= compare(out, kind, folder.resolve(kind.name()), clock);
            }
        } finally {
            remove(folder);
        }
        line(out, "%n  %s", passed ? "Every bar is passed" : "Not every bar is passed");
        return passed ? 0 : 1;
    }

    private boolean compare(PrintWriter out, AdapterKind kind, Path folder, RealClock clock)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (Peer peer = kind.peer(folder.resolve("peer"), underWay)) {
            Comparison comparison = new Comparison(peer, folder, clock);
            boolean isFast = speed(out, kind, comparison);
            return outage(out, comparison) && (isFast || quick);
        }
    }

    private boolean speed(PrintWriter out, AdapterKind kind, Comparison comparison)
            throws IOException, InterruptedException {
        int each = messages != null ? messages : kind.messages();
        int sent = quick ? Math.min(each, QUICK_MESSAGES) : each;
        line(out, "%n%s, %,d messages a round, provider in this process", kind.title(), sent);
        line(out, "  %11s %12s %8s %16s %16s", "bare /s", "adapter /s", "ratio", "bare us CPU", "adapter us CPU");
        List<Comparison.Round> measured =
                comparison.rounds(quick ? Math.min(rounds, 2) : rounds, sent, round -> line(out, round));
        double median = Comparison.Round.median(measured).ratio();
        boolean passed = median >= LEAST_RATIO;
        line(
                out,
                "  median ratio %.2f, at least %.2f: %s (CPU of a message, with the provider's)",
                median,
                LEAST_RATIO,
                quick ? "decides nothing" : verdict(passed));
        return passed;
    }

    private static void line(PrintWriter out, Comparison.Round round) {
        line(
                out,
                "  %,11.0f %,12.0f %8.2f %16.1f %16.1f",
                round.bare().perSecond(),
                round.adapter().perSecond(),
                round.ratio(),
                round.bare().cpuMicros(),
                round.adapter().cpuMicros());
    }

    private boolean outage(PrintWriter out, Comparison comparison) throws IOException, InterruptedException {
        Comparison.Outage outage = comparison.outage(
                quick ? QUICK_OUTAGE : HOUR_AT_ONE_HUNDRED_A_SECOND, Duration.ofSeconds(quick ? 2 : 60));
        boolean passed = outage.handedOver() == 0 && outage.growthBytes() <= MOST_GROWTH_BYTES;
        line(
                out,
                "  %,d messages while nobody listens: %d handed over, heap %+d KiB, at most %d: %s",
                outage.messages(),
                outage.handedOver(),
                outage.growthBytes() >> 10,
                MOST_GROWTH_BYTES >> 10,
                verdict(passed));
        return passed;
    }

    private static String verdict(boolean passed) {
        return passed ? "passed" : "NOT PASSED";
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to remove " + folder + ", but could not", e);
        }
    }

    private static void line(PrintWriter out, String text, Object... values) {
        out.println(String.format(Locale.ENGLISH, text, values));
        out.flush();
    }
}
