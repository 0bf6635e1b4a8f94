package dev.janji.loadtest.races;

import dev.janji.domain.pacing.PacingMode;
import dev.janji.loadtest.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code janji loadtest races}: does anybody begin to talk after the lender's word was acknowledged? */
@Command(
        name = "races",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Payments, disputes, stops and recalls that meet a lead while it is queued, offered, dialed, ringing, answered or talked about.",
            "The shipped actors of debtors, desk and gateway and the played carrier, in virtual time; a seeded random draws the order of everything.",
            "Nobody may begin to talk after the acknowledgement; who talks already is shown it; who still owes is called again by plan.",
            "Ends with 0 when no race was lost and every place of a lead was met often enough, else with 1."
        })
public final class RacesCommand implements Callable<Integer> {
    private static final List<PacingMode> MODES = List.of(PacingMode.PREVIEW, PacingMode.PROGRESSIVE, PacingMode.POWER);

    /** Of all races, at every place of a lead at which words are aimed. */
    private static final double LEAST_SHARE = 0.01;

    private static final int MOST_PRINTED = 20;

    @Option(
            names = "--races",
            paramLabel = "N",
            defaultValue = "20000",
            description = "How many words must meet a lead in virtual time. Default: ${DEFAULT-VALUE}")
    private long races;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--house",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Only the house of this number, as a violation names it")
    private int only;

    @Option(
            names = "--debtors",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Debtors of a house. Default: ${DEFAULT-VALUE}")
    private int debtors;

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Afterwards so many payments to a real server with its store, over gRPC and WebSockets. Default: ${DEFAULT-VALUE}")
    private int sockets;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/races",
            description = "Folder of the races over sockets, emptied before; default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--workers", paramLabel = "N", description = "Houses at a time. Default: one a processor")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (races < 0 || sockets < 0 || debtors < 1 || workers < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --debtors and --workers to be at least 1, and --races and --sockets not below 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean passed = races == 0 || virtual(out);
        if (sockets > 0) {
            Path home = Path.of(System.getProperty("janji.home", ""))
                    .toAbsolutePath()
                    .normalize();
            passed &= SocketRaces.run(sockets, seed, home, home.resolve(data).normalize(), out)
                    .print(sockets, out);
        }
        line(out, "%n  %s", passed ? "No race was lost" : "NOT PASSED");
        return passed ? 0 : 1;
    }

    private boolean virtual(PrintWriter out) throws InterruptedException, IOException {
        line(
                out,
                "Races in virtual time, seed %d, %d debtors a house, %d at a time, Java %s",
                seed,
                debtors,
                workers,
                Runtime.version().feature());
        long began = System.nanoTime();
        Path folder = Files.createTempDirectory("janji-races");
        RaceTally tally = only >= 0 ? house(only, folder) : all(folder);
        Files.delete(folder);
        double seconds = (System.nanoTime() - began) / 1e9;
        line(
                out,
                "%n%,d races in %,.0f s, %,.0f a second, order %016x",
                tally.races(),
                seconds,
                tally.races() / seconds,
                tally.digest());
        boolean passed = RaceReport.print(tally, only >= 0 ? 0 : LEAST_SHARE, out);
        tally.violations().stream().limit(MOST_PRINTED).forEach(each -> line(out, "  LOST: %s", each));
        return passed;
    }

    private RaceTally all(Path folder) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<Future<RaceTally>> running = new ArrayList<>();
        RaceTally tally = RaceTally.NONE;
        int next = 0;
        try {
            while (tally.races() < races) {
                while (running.size() < workers) {
                    int number = next++;
                    running.add(threads.submit(() -> house(number, folder)));
                }
                tally = tally.plus(running.remove(0).get());
                if (tally.violations().size() > MOST_PRINTED) {
                    break;
                }
            }
            for (Future<RaceTally> rest : running) {
                tally = tally.plus(rest.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a house to come to its end, but it failed", e);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
        return tally;
    }

    private RaceTally house(int number, Path folder) throws IOException {
        Path logs = Files.createTempDirectory(folder, "house");
        try (RaceHouse house = new RaceHouse(
                RaceTerms.usual(seed * 1_000_003 + number, debtors, MODES.get(number % MODES.size())), logs)) {
            RaceTally tally = house.run();
            return tally.named("--seed " + seed + " --debtors " + debtors + " --house " + number);
        } finally {
            Files.deleteIfExists(logs.resolve("voice.jsonl"));
            Files.deleteIfExists(logs.resolve("calls.jsonl"));
            Files.delete(logs);
        }
    }

    private static void line(PrintWriter out, String text, Object... values) {
        out.println(String.format(Locale.ENGLISH, text, values));
        out.flush();
    }
}
