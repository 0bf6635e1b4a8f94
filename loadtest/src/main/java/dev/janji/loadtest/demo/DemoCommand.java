package dev.janji.loadtest.demo;

import dev.janji.loadtest.portfolio.Assumptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code janji demo}: a real portfolio worked end to end on the same server that production uses. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = dev.janji.loadtest.Version.class,
        description = {
            "Works a real portfolio on a scaled clock, with a live view.",
            "Starts a mailbox, the server and its store, tells six months of real card clients as a lender would, and at the",
            "end checks every invariant from the journal and the providers' own logs."
        })
public final class DemoCommand implements Callable<Integer> {
    static final String USUAL_DEBTORS = "300";
    static final String USUAL_DAYS = "183";
    static final String USUAL_SPEED = "200000";

    @Option(
            names = "--debtors",
            paramLabel = "N",
            defaultValue = USUAL_DEBTORS,
            description = "Clients of the sample, 1 to 30000; default: ${DEFAULT-VALUE}")
    private int debtors;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = USUAL_DAYS,
            description = "Days from 1 April 2026; default: ${DEFAULT-VALUE}, six months")
    private int days;

    @Option(
            names = "--speed",
            paramLabel = "F",
            defaultValue = USUAL_SPEED,
            description = "Virtual seconds in a real one, at most: time waits for the work; default: ${DEFAULT-VALUE}")
    private double speed;

    @Option(names = "--exit", description = "End after the last day; exit code 0 only if every invariant is kept")
    private boolean exit;

    @Option(names = "--keep", description = "With --exit: keep the store's files too, not only the records")
    private boolean keep;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/demo",
            description = "Folder of the run, deleted at the next start; default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji/demo");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of everything that is drawn; default: ${DEFAULT-VALUE}")
    private long seed = Assumptions.SEED;

    @Option(
            names = "--agents",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Simulated agents who call from a desk, over real WebSockets; default: ${DEFAULT-VALUE}, no desk")
    private int agents;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "predictive",
            description = "How the desk dials: preview, progressive, power or predictive; default: ${DEFAULT-VALUE}")
    private String mode = "";

    @Option(names = "--any-ports", hidden = true, description = "Use free ports instead of the usual ones")
    private boolean anyPorts;

    @Override
    public Integer call() throws InterruptedException {
        Path home = home();
        DemoSettings settings = new DemoSettings(
                debtors,
                days,
                speed,
                home.resolve(data).normalize(),
                home,
                serverArguments(home),
                seed,
                agents,
                mode,
                0,
                anyPorts ? Ports.free() : Ports.usual());
        return run(settings, exit, keep, System.out, Terminal.isWideEnough());
    }

    /** @return 0 when the run passes */
    static int run(DemoSettings settings, boolean exit, boolean keep, PrintStream out, boolean terminal)
            throws InterruptedException {
        DemoRun run = new DemoRun(settings, out, terminal);
        Thread hook = new Thread(run::close, "end");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean passed;
        try {
            passed = run.run();
            run.lookFurther(!exit);
            if (!exit) {
                out.println("  The server keeps running. Ctrl-C ends it.");
                new CountDownLatch(1).await();
            }
        } catch (IllegalStateException e) {
            out.println();
            out.println(e.getMessage());
            passed = false;
        } finally {
            run.close();
        }
        if (!keep) {
            RunFiles.delete(ServerOptions.store(settings));
        }
        return passed ? 0 : 1;
    }

    /** What the build left to start the server with. */
    static Path serverArguments(Path home) {
        return home.resolve("target").resolve("server.args");
    }

    /** Janji's folder, as the script says; the working folder when it does not. */
    static Path home() {
        return Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
    }
}
