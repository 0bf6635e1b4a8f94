package dev.janji.loadtest.journal;

import dev.janji.loadtest.Version;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loadtest journal-restart}: how an owner of the event log takes over from one that was killed at full load. */
@Command(
        name = "journal-restart",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Kills a process that owns the whole event log at full load, and starts the next one.",
            "Tells how long each slice waits for its first event, what a recovered debtor costs the store, and how much a slice",
            "has in memory. Ends with 0 when all of it is within its bounds and no event is missing, else with 1."
        })
public final class RestartCommand implements Callable<Integer> {
    private static final int SHORT_DEBTORS = 3_000;

    @Option(names = "--debtors", paramLabel = "N", description = "Default: 1000000, or 3000 when short")
    private int debtors;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Full load before the kill; default: 30, or 3 when short")
    private int seconds;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Unanswered events; default: ${DEFAULT-VALUE}")
    private int inFlight;

    @Option(names = "--seed", paramLabel = "N", description = "Default: another one each time; it is printed")
    private @Nullable Long seed;

    @Option(names = "--short", description = "Less than a minute, for a check that it works: times decide nothing")
    private boolean brief;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/journal-restart",
            description = "Folder of the run; default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji/journal-restart");

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home =
                Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
        long chosen = seed != null ? seed : System.nanoTime();
        out.println("seed of the run " + chosen);
        RestartResult result = new RestartRun(
                        home.resolve("target").resolve("server.args"),
                        home.resolve(data).normalize(),
                        debtors != 0 ? debtors : brief ? SHORT_DEBTORS : 1_000_000,
                        inFlight,
                        Duration.ofSeconds(seconds != 0 ? seconds : brief ? 3 : 30),
                        chosen,
                        out::println)
                .run();
        return print(out, result) ? 0 : 1;
    }

    private boolean print(PrintStream out, RestartResult result) {
        out.println();
        line(out, "slices claimed after p50 %,.0f, max %,.0f ms", result.claimMillis(0.5), result.claimMillis(1));
        line(
                out,
                "%,d debtors recovered with %,d events; %,d events were acknowledged before the kill",
                result.recovery().debtors(),
                result.recovery().events(),
                result.killed().acked());
        boolean soon = gate(
                out,
                result.isSoon(),
                "first event of a slice after its claim began: p50 %,.0f, max %,.0f ms, at most %,d asked",
                result.firstMillis(0.5),
                result.firstMillis(1),
                RestartResult.FIRST_ACK.toMillis());
        return gate(out, result.isWhole(), "no slice lost again, no event missing")
                & gate(
                        out,
                        result.isCheap(),
                        "statements for a recovered debtor: %.2f, at most %d asked",
                        result.statementsPerDebtor(),
                        RestartResult.MOST_STATEMENTS)
                & gate(
                        out,
                        result.isBounded(),
                        "most memory of a slice: %,d KiB before and %,d KiB after the kill, at most %,d asked",
                        result.killed().mostBytes() / 1024,
                        result.next().mostBytes() / 1024,
                        result.boundBytes() / 1024)
                & (soon || brief);
    }

    private static boolean gate(PrintStream out, boolean passed, String format, Object... values) {
        line(out, "%s: %s", String.format(Locale.ROOT, format, values), passed ? "passed" : "NOT PASSED");
        return passed;
    }

    private static void line(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
