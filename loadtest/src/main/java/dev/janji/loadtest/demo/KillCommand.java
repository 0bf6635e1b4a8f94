package dev.janji.loadtest.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loadtest kill}: a demo whose server is killed at random moments and started again; nothing may be lost, nothing done twice. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        versionProvider = dev.janji.loadtest.Version.class,
        description = {
            "Runs a demo, kills its server with SIGKILL at seeded random moments, starts it again, and checks everything.",
            "Prints its seed; the same seed kills at the same numbers of answered events."
        })
public final class KillCommand implements Callable<Integer> {
    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often; default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--debtors",
            paramLabel = "N",
            defaultValue = "150",
            description = "Clients of the sample; default: ${DEFAULT-VALUE}")
    private int debtors;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "60",
            description = "Days from 1 April 2026; default: ${DEFAULT-VALUE}")
    private int days;

    @Option(
            names = "--speed",
            paramLabel = "F",
            defaultValue = DemoCommand.USUAL_SPEED,
            description = "Virtual seconds in a real one, at most; default: ${DEFAULT-VALUE}")
    private double speed;

    @Option(names = "--seed", paramLabel = "N", description = "Default: another one each time, printed")
    private long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000_000);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/kill",
            description = "Folder of the run; default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji/kill");

    @Option(names = "--keep", description = "Keep the store's files too, not only the records")
    private boolean keep;

    @Override
    public Integer call() throws InterruptedException {
        System.out.println("seed " + seed);
        Path home = DemoCommand.home();
        DemoSettings settings = new DemoSettings(
                debtors,
                days,
                speed,
                home.resolve(data).normalize(),
                home,
                DemoCommand.serverArguments(home),
                seed,
                kills,
                Ports.free());
        return DemoCommand.run(settings, true, keep, System.out, false);
    }
}
