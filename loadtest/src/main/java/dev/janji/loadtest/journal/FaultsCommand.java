package dev.janji.loadtest.journal;

import dev.janji.loadtest.Version;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loadtest journal-faults}: the event log while processes are killed and stand still. */
@Command(
        name = "journal-faults",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Kills and stops real processes while events are stored at full load, and reads the tables after each fault.",
            "Owners are killed, owners stand still past the fence of another one, the store is killed in the middle of commits.",
            "Ends with 0 when every acknowledged event is in the log once, in order and without gaps, and every fenced owner",
            "acknowledged nothing; else with 1."
        })
public final class FaultsCommand implements Callable<Integer> {
    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "30",
            description = "Faults one after the other; default: ${DEFAULT-VALUE}")
    private int faults;

    @Option(
            names = "--debtors",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Each has an event on its way all the time; default: ${DEFAULT-VALUE}")
    private int debtors;

    @Option(names = "--seed", paramLabel = "N", description = "Default: another one each time; it is printed")
    private @Nullable Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/journal-faults",
            description = "Folder of the run; default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji/journal-faults");

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home =
                Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
        long chosen = seed != null ? seed : System.nanoTime();
        SplittableRandom random = new SplittableRandom(chosen);
        try (JournalFaults house = JournalFaults.start(
                home.resolve("target").resolve("server.args"),
                home.resolve(data).normalize(),
                debtors,
                random.nextLong(),
                out::println)) {
            out.println("seed of the run " + chosen);
            for (int i = 1; i <= faults && house.findings().isEmpty(); i++) {
                out.println("fault " + i + " of " + faults);
                switch (random.nextInt(3)) {
                    case 0 -> house.killOwner();
                    case 1 -> house.freezeOwner();
                    default -> house.killStore();
                }
            }
            house.findings().forEach(out::println);
            out.println(house.findings().isEmpty() ? "Nothing was lost." : "SOMETHING IS WRONG.");
            boolean prompt = house.slowestFirstAck().compareTo(RestartResult.FIRST_ACK) <= 0;
            out.printf(
                    Locale.ROOT,
                    "First acknowledgement of a slice after its claim: at most %,d ms, %,d asked: %s%n",
                    house.slowestFirstAck().toMillis(),
                    RestartResult.FIRST_ACK.toMillis(),
                    prompt ? "passed" : "NOT PASSED");
            return house.findings().isEmpty() && prompt ? 0 : 1;
        }
    }
}
