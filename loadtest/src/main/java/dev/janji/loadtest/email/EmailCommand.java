package dev.janji.loadtest.email;

import com.sun.management.OperatingSystemMXBean;
import dev.janji.loadtest.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code janji loadtest email}: what the e-mail adapter costs beside a bare client. */
@Command(
        name = "email",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Sends mails to a server in this process, by a bare client of the mail library and by the adapter, in turns.",
            "Ends with 0 when the adapter reaches its share of the bare client's speed, else with 1."
        })
public final class EmailCommand implements Callable<Integer> {
    private static final String TEXT =
            "Yth. Ibu, angsuran Rp1.250.000 jatuh tempo 25 Maret. Abaikan bila sudah dibayar. Balas STOP untuk berhenti.";

    private static final double LEAST_RATIO = 0.7;

    @Option(names = "--mails", paramLabel = "N", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}")
    private int mails;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}")
    private int connections;

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
            mails = Math.min(mails, 1_000);
            rounds = Math.min(rounds, 2);
        }
        Path folder = Files.createTempDirectory("janji-email");
        Path key = folder.resolve("email.key");
        try {
            double median = median(out, key);
            boolean passed = quick || median >= LEAST_RATIO;
            line(
                    out,
                    "  median ratio %.2f, at least %.2f: %s (CPU with the server's)",
                    median,
                    LEAST_RATIO,
                    quick ? "decides nothing" : passed ? "passed" : "NOT PASSED");
            return passed ? 0 : 1;
        } finally {
            Files.deleteIfExists(key);
            Files.delete(folder);
        }
    }

    private double median(PrintWriter out, Path key) throws IOException, InterruptedException {
        line(out, "%,d mails a round, %d connections, server in this process", mails, connections);
        line(
                out,
                "  %6s %12s %12s %8s %19s %22s",
                "round",
                "bare /s",
                "adapter /s",
                "ratio",
                "bare CPU us/mail",
                "adapter CPU us/mail");
        double[] ratios = new double[rounds];
        try (TakingMailServer server = TakingMailServer.start()) {
            // The first round warms up.
            for (int round = 0; round <= rounds; round++) {
                Round bare = timed(() -> BareMailClient.send(server.port(), mails, connections, TEXT));
                Round adapter;
                try (EmailRun run = new EmailRun(server.port(), connections, TEXT, key)) {
                    adapter = timed(() -> {
                        int handedOver = run.send(mails);
                        if (handedOver != mails) {
                            throw new IllegalStateException(
                                    "Expected " + mails + " mails to be taken, but " + handedOver + " were");
                        }
                    });
                }
                if (round > 0) {
                    ratios[round - 1] = adapter.perSecond() / bare.perSecond();
                    line(
                            out,
                            "  %6d %,12.0f %,12.0f %8.2f %19.1f %22.1f",
                            round,
                            bare.perSecond(),
                            adapter.perSecond(),
                            ratios[round - 1],
                            bare.cpuMicros(),
                            adapter.cpuMicros());
                }
            }
            if (server.taken() != 2 * mails * (rounds + 1)) {
                throw new IllegalStateException("Expected each mail to be taken once, but " + server.taken() + " were");
            }
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private Round timed(Work work) throws IOException, InterruptedException {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = machine.getProcessCpuTime();
        long began = System.nanoTime();
        work.send();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Round(
                mails / seconds, TimeUnit.NANOSECONDS.toMicros(machine.getProcessCpuTime() - cpu) / (double) mails);
    }

    private static void line(PrintWriter out, String text, Object... values) {
        out.println(String.format(Locale.ENGLISH, text, values));
        out.flush();
    }
}
