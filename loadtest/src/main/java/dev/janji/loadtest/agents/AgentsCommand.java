package dev.janji.loadtest.agents;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.janji.loadtest.Version;
import dev.janji.loadtest.demo.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * {@code loadtest agents}: thousands of agents on the wire of a real server: how long an offer takes to the screen beside a bare WebSocket, what a connection costs, and
 * whether readers who do not read are cut and harm nobody.
 */
@Command(
        name = "agents",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Starts a server with a desk, signs in its agents over WebSockets, and offers leads to them at an even pace; then one agent in",
            "a hundred stops to read. Measures offers to screens beside a bare echo. Exit code 0 when every bar is kept."
        })
public final class AgentsCommand implements Callable<Integer> {
    private static final int QUICK_PEOPLE = 200;
    private static final int QUICK_SECONDS = 15;
    private static final String MARK = "agents.run";

    @Option(
            names = "--agents",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Who sign in, from 100; default: ${DEFAULT-VALUE}")
    private int agents;

    @Option(
            names = "--debtors",
            paramLabel = "N",
            defaultValue = "3000",
            description = "Each is offered about once; default: ${DEFAULT-VALUE}")
    private int debtors;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Of offers, half of them while some do not read; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--quick", description = "200 agents, 200 debtors, 15 s: whether it works, not how well")
    private boolean quick;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/agents",
            description = "Folder of the run, emptied before; default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Override
    public Integer call() throws InterruptedException {
        Path home =
                Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
        try {
            return run(
                    new AgentsSettings(
                            quick ? QUICK_PEOPLE : agents,
                            quick ? QUICK_PEOPLE : debtors,
                            quick ? QUICK_SECONDS : seconds,
                            home,
                            home.resolve("target").resolve("server.args"),
                            home.resolve(data).normalize(),
                            seed,
                            Ports.free()),
                    System.out);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    /**
     * @return 0 when every bar is kept, else 1
     * @throws IllegalStateException when this machine or the server can't do it
     */
    static int run(AgentsSettings settings, PrintStream out) throws InterruptedException {
        demandFiles(settings);
        empty(settings.folder());
        out.println("Starting the server and its store ...");
        AgentsServer server = AgentsServer.start(settings);
        Thread hook = new Thread(server::close, "end");
        Runtime.getRuntime().addShutdownHook(hook);
        try (server;
                EchoProcess echo = EchoProcess.start(
                        settings.agents() + 1, settings.folder().resolve("echo.log"))) {
            server.awaitReady();
            AgentsResult result;
            try (AgentsRun run = new AgentsRun(settings, server, echo.uri(), out)) {
                result = run.run();
            }
            boolean kept = result.print(out);
            out.println(kept ? "Every bar is kept." : "NOT every bar is kept; see " + server.log());
            return kept ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to connect to the server, but could not; see " + server.log(), e);
        }
    }

    /** Here and in the server's process the limit is the same. */
    private static void demandFiles(AgentsSettings settings) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof UnixOperatingSystemMXBean unix && unix.getMaxFileDescriptorCount() < settings.files()) {
            throw new IllegalStateException("Expected a limit of " + settings.files() + " open files, but it is "
                    + unix.getMaxFileDescriptorCount() + "; raise it with ulimit -n, or lower --agents");
        }
    }

    /** Only what an earlier run of this command left. */
    public static void empty(Path folder) {
        Path mark = folder.resolve(MARK);
        try {
            if (Files.exists(mark)) {
                List<Path> files;
                try (Stream<Path> walk = Files.walk(folder)) {
                    files = walk.sorted(Comparator.reverseOrder()).toList();
                }
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.createDirectories(folder);
            try (Stream<Path> left = Files.list(folder)) {
                if (left.findAny().isPresent()) {
                    throw new IllegalStateException(
                            "Expected " + folder + " to be empty or of an earlier run, but it holds something else");
                }
            }
            Files.createFile(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to empty " + folder + ", but could not", e);
        }
    }
}
