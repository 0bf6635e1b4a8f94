package dev.janji.loadtest.journal;

import dev.janji.loadtest.Version;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code loadtest journal}: events a second that persistent actors get stored, beside the stock plugin and the store's limit. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Measures how many events a second persistent actors get stored through the event log.",
            "Starts a store of its own and keeps every debtor in the memory of this process. In each round the event log, the stock",
            "plugin and plain INSERTs of one row take turns. Then each of them gets 70 %% of its rate, at fixed instants, again in turns;",
            "the event log also while readers follow it, while a slice waits for the store, and while another owner claims a slice.",
            "A latency is that of the turn in the middle, so that a moment of other work decides nothing. Last it tells the parts of the",
            "cost apart, with few debtors and with all. Ends with 0 when every gate is passed, else with 1.",
            "A million debtors need more heap: JANJI_JAVA_OPTS=-Xmx12g."
        })
public final class JournalCommand implements Callable<Integer> {
    private static final double RAW_GATE = 0.7;
    private static final double STOCK_GATE = 1.5;
    private static final int SHORT_DEBTORS = 2_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--debtors", paramLabel = "N", description = "Default: 200000, or 2000 when short")
    private int debtors;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Unanswered events; default: ${DEFAULT-VALUE}")
    private int inFlight;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Length of a contender's turn; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "15",
            description = "Seconds of each contender before anything is measured; default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--event-bytes",
            paramLabel = "N",
            defaultValue = "200",
            description = "Payload of an event; default: ${DEFAULT-VALUE}")
    private int eventBytes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--gate",
            paramLabel = "X",
            description = "Least ratio of the event log to raw INSERTs; default: 0.7, or 0 when short")
    private @Nullable Double rawGate;

    @Option(
            names = "--stock-gate",
            paramLabel = "X",
            description = "Least ratio of the event log to the stock plugin; default: 1.5, or 0 when short")
    private @Nullable Double stockGate;

    @Option(
            names = "--short",
            description = "Two minutes, for a check that it works: figures mean little and decide nothing")
    private boolean brief;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/journal",
            description = "Folder of the run; default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji/journal");

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        JournalSettings settings = settings();
        JournalResult result = new JournalRun(settings, out::println).run();
        boolean passed = new JournalReport(out)
                .print(
                        settings,
                        result,
                        "./janji "
                                + String.join(
                                        " ",
                                        spec.root()
                                                .commandLine()
                                                .getParseResult()
                                                .originalArgs()),
                        rawGate != null ? rawGate : brief ? 0 : RAW_GATE,
                        stockGate != null ? stockGate : brief ? 0 : STOCK_GATE);
        return passed ? 0 : 1;
    }

    private JournalSettings settings() {
        Path home =
                Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
        return new JournalSettings(
                debtors != 0 ? debtors : brief ? SHORT_DEBTORS : 200_000,
                inFlight,
                brief ? 1 : rounds,
                Duration.ofSeconds(brief ? 2 : warmUp),
                Duration.ofSeconds(brief ? 3 : seconds),
                eventBytes,
                seed,
                home.resolve(data).normalize(),
                home.resolve("target").resolve("server.args"),
                home);
    }
}
