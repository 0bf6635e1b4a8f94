package dev.janji.loadtest.sms;

import com.sun.management.OperatingSystemMXBean;
import dev.janji.loadtest.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code janji loadtest sms}: what the SMS adapter costs beside a bare client, and what it keeps while its provider is away. */
@Command(
        name = "sms",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Sends SMS to a provider in this process, by a bare client of the SMPP library and by the adapter, in turns.",
            "Then an hour's messages while nobody listens at the provider's port: what memory keeps of them.",
            "Ends with 0 when every bar is passed, else with 1."
        })
public final class SmsCommand implements Callable<Integer> {
    private static final String TEXT =
            "Yth. Ibu, angsuran Rp1.250.000 jatuh tempo 25 Maret. Abaikan bila sudah dibayar. Balas STOP untuk berhenti.";

    private static final double LEAST_RATIO = 0.7;
    private static final long MOST_GROWTH_BYTES = 4L << 20;
    private static final int HOUR_AT_ONE_HUNDRED_A_SECOND = 360_000;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "50000", description = "Default: ${DEFAULT-VALUE}")
    private int messages;

    @Option(names = "--window", paramLabel = "N", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}")
    private int window;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--quick", description = "Some seconds, smaller; the ratio is printed and decides nothing")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What a round took. */
    private record Round(double perSecond, double cpuMicros) {}

    /** Something that sends. */
    private interface Work {
        void send() throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (quick) {
            messages = Math.min(messages, 5_000);
            rounds = Math.min(rounds, 2);
        }
        Path folder = Files.createTempDirectory("janji-sms");
        try {
            boolean isFast = speed(out, folder);
            boolean isFlat = outage(out, folder);
            boolean passed = (isFast || quick) && isFlat;
            line(out, "%n  %s", passed ? "Every bar is passed" : "Not every bar is passed");
            return passed ? 0 : 1;
        } finally {
            remove(folder);
        }
    }

    private boolean speed(PrintWriter out, Path folder) throws IOException, InterruptedException {
        line(out, "%,d messages a round, window %d, provider in this process", messages, window);
        line(
                out,
                "  %6s %16s %16s %8s %22s %22s",
                "round",
                "bare /s",
                "adapter /s",
                "ratio",
                "bare CPU us/message",
                "adapter CPU us/message");
        double[] ratios = new double[rounds];
        try (TakingProvider provider = TakingProvider.start()) {
            // The first round warms up.
            for (int round = 0; round <= rounds; round++) {
                Round bare = timed(() -> BareClient.send(provider.port(), messages, window, TEXT));
                Round adapter;
                try (SmsRun run = new SmsRun(provider.port(), window, TEXT, folder.resolve("round-" + round))) {
                    run.awaitBound();
                    adapter = timed(() -> {
                        int handedOver = run.send(messages);
                        if (handedOver != messages) {
                            throw new IllegalStateException(
                                    "Expected " + messages + " messages to be taken, but " + handedOver + " were");
                        }
                    });
                }
                if (round > 0) {
                    ratios[round - 1] = adapter.perSecond() / bare.perSecond();
                    line(
                            out,
                            "  %6d %,16.0f %,16.0f %8.2f %22.1f %22.1f",
                            round,
                            bare.perSecond(),
                            adapter.perSecond(),
                            ratios[round - 1],
                            bare.cpuMicros(),
                            adapter.cpuMicros());
                }
            }
            if (provider.taken() != 2L * messages * (rounds + 1)) {
                throw new IllegalStateException(
                        "Expected each message to be taken once, but " + provider.taken() + " were");
            }
        }
        Arrays.sort(ratios);
        double median = ratios[ratios.length / 2];
        boolean passed = median >= LEAST_RATIO;
        line(
                out,
                "  median ratio %.2f, at least %.2f: %s (CPU with the provider's)",
                median,
                LEAST_RATIO,
                quick ? "decides nothing" : passed ? "passed" : "NOT PASSED");
        return passed;
    }

    private Round timed(Work work) throws IOException, InterruptedException {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = machine.getProcessCpuTime();
        long began = System.nanoTime();
        work.send();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Round(
                messages / seconds,
                TimeUnit.NANOSECONDS.toMicros(machine.getProcessCpuTime() - cpu) / (double) messages);
    }

    private boolean outage(PrintWriter out, Path folder) throws InterruptedException {
        int hour = quick ? HOUR_AT_ONE_HUNDRED_A_SECOND / 10 : HOUR_AT_ONE_HUNDRED_A_SECOND;
        try (SmsRun run = new SmsRun(TakingProvider.freePort(), window, TEXT, folder.resolve("outage"))) {
            int handedOver = run.send(hour / 10);
            long before = heap();
            handedOver += run.send(hour);
            long growth = heap() - before;
            boolean passed = handedOver == 0 && growth <= MOST_GROWTH_BYTES;
            line(
                    out,
                    "%n  %,d messages while nobody listens: %d handed over, heap %+d KiB, at most %d: %s",
                    hour,
                    handedOver,
                    growth >> 10,
                    MOST_GROWTH_BYTES >> 10,
                    passed ? "passed" : "NOT PASSED");
            return passed;
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
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
