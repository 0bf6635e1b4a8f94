package dev.janji.loadtest.demo;

import dev.janji.actors.desk.NewOperator;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.loadtest.lender.ClientLog;
import dev.janji.loadtest.lender.ConnectionSettings;
import dev.janji.loadtest.lender.FirstRefusal;
import dev.janji.loadtest.lender.LenderClient;
import dev.janji.loadtest.portfolio.Assumptions;
import dev.janji.loadtest.portfolio.DeskSample;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.Sample;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * {@code janji up --sample}: a server with a morning's work for a desk, and somebody to sign in as. Its clock begins on a Monday at nine in Jakarta and
 * goes as fast as any other, so there is work at whatever hour it is tried; telephones are the simulated carrier's.
 */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        versionProvider = dev.janji.loadtest.Version.class,
        description = {
            "Starts a server with a desk and a portfolio of real card clients who are a few days late, and says where to sign in.",
            "Nobody is called: the telephones are simulated. The clock begins on a Monday at nine in Jakarta."
        })
public final class SampleCommand implements Callable<Integer> {
    /** Monday, 6 April 2026, nine in Jakarta and half a minute: the first calls are due. */
    private static final Instant START = Instant.parse("2026-04-06T02:00:30Z");

    private static final int HOURS = 24;

    private static final String CONFIGURATION = """
            janji.orchestrator.cassandra.embedded.start-timeout = 300 s
            janji.rules.default.strategy.file = desk-collection
            janji.orchestrator.desk.operator-folder = "%s"
            janji.gateways.voice.carrier {
              log = "%s"
              calls = "%s"
              # Now and then one of those who did not answer calls back.
              inbound.per-hour = 6
              # Who tries this wants to talk: most are there, and soon. Numbers have no endings that force anything.
              script { answered = [%s], machine = 0.05, ring.mean = 4 s, endings = null }
            }
            """;

    @Option(
            names = "--debtors",
            paramLabel = "N",
            defaultValue = "200",
            description = "Clients of the sample; default: ${DEFAULT-VALUE}")
    private int debtors;

    @Option(
            names = "--agents",
            paramLabel = "N",
            defaultValue = "3",
            description = "People who can sign in, beside a supervisor; default: ${DEFAULT-VALUE}")
    private int agents;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "preview",
            description = "preview, progressive, power or predictive; default: ${DEFAULT-VALUE}")
    private String mode = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/sample",
            description = "Folder of the run, deleted at the next start; default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--any-ports", hidden = true, description = "Use free ports instead of the usual ones")
    private boolean anyPorts;

    @Option(names = "--exit", hidden = true, description = "End when everything is told")
    private boolean exit;

    @Override
    public Integer call() throws InterruptedException {
        Path home = DemoCommand.home();
        DemoSettings settings = new DemoSettings(
                debtors,
                1,
                1,
                home.resolve(data).normalize(),
                home,
                DemoCommand.serverArguments(home),
                Assumptions.SEED,
                0,
                anyPorts ? Ports.free() : Ports.usual());
        RunFiles.begin(settings.data());
        ServerPages pages = new ServerPages(settings.ports().http());
        PrintStream out = System.out;
        out.println("Starting the server and its store ...");
        ServerProcess server =
                ServerProcess.start(settings, settings.data().resolve("server.log"), options(settings), pages);
        Thread hook = new Thread(server::stop, "end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            server.awaitReady();
            out.println("Telling the portfolio ...");
            tell(settings);
            say(settings, pages, out);
            if (!exit) {
                CountDownLatch ended = new CountDownLatch(1);
                server.onUnexpectedEnd(why -> {
                    out.println(why);
                    ended.countDown();
                });
                ended.await();
                return ExitCode.SOFTWARE;
            }
            return ExitCode.OK;
        } catch (IllegalStateException e) {
            out.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            server.stop();
        }
    }

    private List<String> options(DemoSettings settings) {
        Path folder = settings.data().resolve("operator");
        Path file = settings.data().resolve("server.conf");
        try {
            NewOperator.folder(
                            new DeskId("sample"),
                            Assumptions.LENDER_ZONE,
                            new LenderId(DemoRun.LENDER),
                            Currency.getInstance(Assumptions.CURRENCY),
                            agents,
                            LocalDate.ofInstant(START, Assumptions.LENDER_ZONE).plusYears(1),
                            mode)
                    .writeTo(folder);
            Files.writeString(
                    file,
                    String.format(
                            java.util.Locale.ROOT,
                            CONFIGURATION,
                            ServerOptions.quoted(folder),
                            ServerOptions.quoted(settings.data().resolve("provider-voice.jsonl")),
                            ServerOptions.quoted(settings.data().resolve("calls.jsonl")),
                            String.join(", ", Collections.nCopies(HOURS, "0.85"))));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write into " + settings.data() + ", but could not", e);
        }
        return ServerOptions.up(settings, DemoRun.LENDER, file, START, List.of());
    }

    private void tell(DemoSettings settings) throws InterruptedException {
        Portfolio portfolio = DeskSample.of(Sample.shipped(), debtors, START, settings.seed());
        ConnectionSettings connection = ServerOptions.connection(settings, DemoRun.LENDER);
        FirstRefusal refusals = new FirstRefusal();
        try (LenderClient client = new LenderClient(
                connection, ClientLog.open(settings.data().resolve("client.jsonl"), DemoRun.LENDER), refusals)) {
            client.tell(portfolio, List.of(), at -> {}, () -> {});
        }
        refusals.demandNone("the whole sample");
    }

    private void say(DemoSettings settings, ServerPages pages, PrintStream out) {
        Path credentials = ServerOptions.server(settings).resolve("credentials").resolve("agents");
        out.println();
        out.println("  Console       " + pages.address() + "desk/");
        for (String person : List.of("agent-1", "supervisor-1")) {
            out.println("  " + String.format("%-14s", person)
                    + token(credentials.resolve(person).resolve("token")));
        }
        out.println("  Status        " + pages.address());
        out.println("  Debtors       " + debtors + " card clients, a few days late; telephones are simulated (mode "
                + mode + ")");
        out.println("  More people   " + credentials);
        out.println();
        out.println(
                "  Sign in with one of the tokens above and be ready: the next case comes at once. Ctrl-C ends everything.");
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "(no token in " + file + ")";
        }
    }
}
