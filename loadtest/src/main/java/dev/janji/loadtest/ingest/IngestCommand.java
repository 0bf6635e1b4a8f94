package dev.janji.loadtest.ingest;

import dev.janji.loadtest.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code loadtest ingest}: acked lender events a second, beside the limit of the store in the same run. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Measures how many lender events a second the server takes and stores.",
            "Starts a server of its own, loads debtors, then sends a fixed mix of events at fixed instants, whatever the server",
            "does, and measures each answer from the instant at which its event should have been sent. In between it measures",
            "how many rows a second the store alone takes, and compares. Last it reads the journal: every accepted event must",
            "be there once. Ends with 0 when the ratio is at least the gate and nothing is lost, else with 1."
        })
public final class IngestCommand implements Callable<Integer> {
    private static final Duration NONE = Duration.ZERO;
    private static final int SHORT_DEBTORS = 300;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debtors",
            paramLabel = "N",
            description = "Debtors that exist; default: 20000, or 300 when short")
    private int debtors;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Events a second; default: the highest that is sustained is looked for")
    private double rate;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "4",
            description = "Streams, each on its own connection; default: ${DEFAULT-VALUE}")
    private int streams;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "768",
            description = "Unanswered events while warming up; default: ${DEFAULT-VALUE}")
    private int inFlight;

    @Option(
            names = "--zipf",
            paramLabel = "S",
            defaultValue = "0",
            description = "Choose debtors by Zipf's law with this exponent, such as 0.99; default: all alike")
    private double zipf;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Length of a measured round; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds, each between two measurements of the limit; default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "30",
            description = "Seconds before anything is measured; default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--gate",
            paramLabel = "X",
            description = "Least ratio of ours to the limit; default: 0.3, or 0 when short")
    private @Nullable Double gate;

    @Option(names = "--short", description = "Less than a minute, for a check that it works: figures mean little")
    private boolean brief;

    @Option(names = "--no-heap", description = "Do not wait for debtors to leave memory, which takes several minutes")
    private boolean noHeap;

    @Option(names = "--keep", description = "Keep the store's files")
    private boolean keep;

    @Option(
            names = "--running",
            paramLabel = "DIR",
            description = "Use the running server with this data folder; start none")
    private @Nullable Path running;

    @Option(names = "--lender", paramLabel = "ID", defaultValue = "ingest", description = "Default: ${DEFAULT-VALUE}")
    private String lender = "ingest";

    @Option(names = "--server-option", paramLabel = "OPTION", description = "For the JVM of the server; repeatable")
    private List<String> serverOptions = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/ingest",
            description = "Folder of the run; default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji/ingest");

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        IngestSettings settings = settings();
        IngestResult result = new IngestRun(settings, out::println).run();
        double asked = gate != null ? gate : brief ? 0 : 0.3;
        new IngestReport(out).print(settings, result, command(), asked);
        writeHistogram(settings, result);
        return result.ratio() >= asked && result.nothingLost() ? 0 : 1;
    }

    private IngestSettings settings() {
        Path home =
                Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
        IngestSettings.Times times = brief
                ? new IngestSettings.Times(Duration.ofSeconds(5), Duration.ofSeconds(1), NONE, Duration.ofSeconds(5))
                : new IngestSettings.Times(
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(seconds));
        return new IngestSettings(
                debtors != 0 ? debtors : brief ? SHORT_DEBTORS : 20_000,
                streams,
                inFlight,
                rate,
                zipf,
                seed,
                brief ? 1 : rounds,
                times,
                !noHeap && !brief,
                keep,
                lender,
                running == null ? null : home.resolve(running).normalize(),
                serverOptions,
                home.resolve(data).normalize(),
                home);
    }

    private String command() {
        return "./janji "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    private static void writeHistogram(IngestSettings settings, IngestResult result) {
        Path file = settings.data().resolve("latency.hgrm");
        try {
            Files.createDirectories(settings.data());
            try (PrintStream histogram = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
                IngestReport.sum(result).outputPercentileDistribution(histogram, 1e6);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file + ", but could not", e);
        }
    }
}
