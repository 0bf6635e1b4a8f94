package dev.janji.loadtest.races;

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

/** {@code janji loadtest withdraw}: does any message leave after the payment was acknowledged? */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Payments that meet a message while 10,000 wait in a gateway; a third of them are partial.",
            "The shipped actors of debtors and gateway and the simulated provider, in virtual time; a seeded random draws the order of everything.",
            "Nothing decided before the acknowledgement may leave after it; who still owes is written to again by plan.",
            "Ends with 0 when no race was lost, else with 1."
        })
public final class WithdrawCommand implements Callable<Integer> {
    private static final int MOST_PRINTED = 20;

    @Option(
            names = "--races",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Payments that meet a message in virtual time, at least. Default: ${DEFAULT-VALUE}")
    private long races;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--debtors",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Debtors of a house. Default: ${DEFAULT-VALUE}")
    private int debtors;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Only while so many messages wait is anybody paid. Default: ${DEFAULT-VALUE}")
    private int waiting;

    @Option(
            names = "--house",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Only the house of this number, as a violation names it")
    private int only;

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Afterwards so many payments to a real server with its store, over gRPC and SMPP, while --waiting messages wait. Default: ${DEFAULT-VALUE}")
    private int sockets;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/withdraw",
            description = "Folder of the races over sockets, emptied before; default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--workers", paramLabel = "N", description = "Houses at a time. Default: one a processor")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (races < 0
                || sockets < 0
                || races + sockets == 0
                || waiting < 1
                || races > 0 && debtors <= waiting
                || workers < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --waiting, --workers and --races or --sockets to be at least 1, and --debtors above --waiting");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean passed = races == 0 || virtual(out);
        if (sockets > 0) {
            passed &= overSockets(out);
        }
        line(out, "%n  %s", passed ? "No race was lost" : "NOT PASSED");
        return passed ? 0 : 1;
    }

    private boolean overSockets(PrintWriter out) throws InterruptedException {
        Path home =
                Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
        return overSockets(
                sockets,
                waiting,
                new SocketMessages(
                        sockets,
                        waiting,
                        seed,
                        home,
                        home.resolve("target").resolve("server.args"),
                        home.resolve(data).normalize(),
                        out),
                out);
    }

    /** @return whether no race was lost */
    static boolean overSockets(int races, int waiting, SocketMessages messages, PrintWriter out)
            throws InterruptedException {
        Thread hook = new Thread(messages::close, "end");
        Runtime.getRuntime().addShutdownHook(hook);
        try (messages) {
            return messages.run().print(races, waiting, out);
        } catch (IllegalStateException e) {
            line(out, "%n%s", String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean virtual(PrintWriter out) throws InterruptedException, IOException {
        line(
                out,
                "Payments against messages in virtual time, seed %d, %,d debtors a house, at least %,d waiting, %d at a time, Java %s",
                seed,
                debtors,
                waiting,
                workers,
                Runtime.version().feature());
        long began = System.nanoTime();
        Path folder = Files.createTempDirectory("janji-withdraw");
        MessageTally tally = only >= 0 ? house(only, folder) : all(folder);
        Files.delete(folder);
        double seconds = (System.nanoTime() - began) / 1e9;
        return print(tally, seconds, out);
    }

    private boolean print(MessageTally tally, double seconds, PrintWriter out) {
        line(
                out,
                "%n%,d races in %,.0f s, %,.0f a second, order %016x",
                tally.races(),
                seconds,
                tally.races() / seconds,
                tally.digest());
        line(out, "  %-8s%12s%12s", "message", "paid", "paid part");
        for (MessageStage stage : MessageStage.values()) {
            line(
                    out,
                    "  %-8s%,12d%,12d",
                    stage.name().toLowerCase(Locale.ROOT),
                    tally.met(stage, Word.PAID),
                    tally.met(stage, Word.PAID_PART));
        }
        line(
                out,
                "  %.1f %% partial; at least %,d other messages waited; %,d acknowledged in doubt; after %,d partial payments somebody was written to again;"
                        + " %,d messages left; %,d violations",
                100 * tally.partial(),
                tally.races() == 0 ? 0 : tally.fewestWaiting(),
                tally.inDoubt(),
                tally.sentAgain(),
                tally.departures(),
                tally.violations().size());
        tally.violations().stream().limit(MOST_PRINTED).forEach(each -> line(out, "  LOST: %s", each));
        return tally.violations().isEmpty() && tally.races() > 0;
    }

    private MessageTally all(Path folder) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<Future<MessageTally>> running = new ArrayList<>();
        MessageTally tally = MessageTally.NONE;
        int next = 0;
        try {
            while (tally.races() < races && tally.violations().size() <= MOST_PRINTED) {
                while (running.size() < workers) {
                    int number = next++;
                    running.add(threads.submit(() -> house(number, folder)));
                }
                MessageTally more = running.remove(0).get();
                if (more.races() == 0) {
                    throw new IllegalStateException("Expected races in every house, but nobody was paid in one");
                }
                tally = tally.plus(more);
            }
            for (Future<MessageTally> rest : running) {
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

    private MessageTally house(int number, Path folder) throws IOException {
        Path logs = Files.createTempDirectory(folder, "house");
        try (MessageHouse house =
                new MessageHouse(MessageTerms.usual(seed * 1_000_003 + number, debtors, waiting), logs)) {
            return house.run()
                    .named("--seed " + seed + " --debtors " + debtors + " --waiting " + waiting + " --house " + number);
        } finally {
            Files.deleteIfExists(logs.resolve("sms.jsonl"));
            Files.deleteIfExists(logs.resolve("sms-replies.jsonl"));
            Files.delete(logs);
        }
    }

    private static void line(PrintWriter out, String text, Object... values) {
        out.println(String.format(Locale.ENGLISH, text, values));
        out.flush();
    }
}
