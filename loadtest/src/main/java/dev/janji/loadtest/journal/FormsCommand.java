package dev.janji.loadtest.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.loadtest.Version;
import dev.janji.loadtest.ingest.Machine;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code loadtest journal-forms}: what an event costs the store in each form in which it could be stored. */
@Command(
        name = "journal-forms",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Measures what events cost a store in each form in which a journal could write them: a row each, with a copy under a tag, in",
            "batches, as one row, and as one row that keeps a second writer out, which is the event log's. Nothing but the driver is in",
            "front of the store, and the forms take turns. Starts a store of its own, or uses a cluster: there it makes the keyspace",
            "janji_forms, and drops it at the end. Ends with 0 when the store took everything."
        })
public final class FormsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--contact",
            paramLabel = "HOST:PORT",
            description = "A node of a cluster without authentication; default: a store of its own")
    private @Nullable String contact;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of every row, written with QUORUM; default: ${DEFAULT-VALUE}")
    private int replicas;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "4",
            description = "Commits under way, each of another of 16 slices; default: ${DEFAULT-VALUE}")
    private int atOnce;

    @Option(
            names = "--events",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,8,50",
            description = "Events of a commit, in turn; default: ${DEFAULT-VALUE}")
    private List<Integer> events = List.of();

    @Option(
            names = "--event-bytes",
            paramLabel = "N",
            defaultValue = "200",
            description = "Payload of an event; default: ${DEFAULT-VALUE}")
    private int eventBytes;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "4",
            description = "Turn of a form in a round; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".janji/journal-forms",
            description = "Folder of the run; default: ${DEFAULT-VALUE}")
    private Path data = Path.of(".janji/journal-forms");

    @Override
    public Integer call() throws InterruptedException {
        FormsRun.Settings settings = settings();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home =
                Path.of(System.getProperty("janji.home", "")).toAbsolutePath().normalize();
        Machine machine = Machine.now(home);
        if (contact != null) {
            print(
                    out,
                    machine,
                    measure(out, address(contact), ProcessHandle.current().pid(), settings),
                    false);
            return 0;
        }
        out.println("starting the store ...");
        Path arguments = home.resolve("target").resolve("server.args");
        try (StoreProcess store =
                StoreProcess.start(arguments, home.resolve(data).normalize(), StoreProcess.Sync.PERIODIC)) {
            print(out, machine, measure(out, store.address(), store.pid(), settings), true);
        }
        return 0;
    }

    private FormsRun.Settings settings() {
        try {
            return new FormsRun.Settings(atOnce, events, rounds, Duration.ofSeconds(seconds), seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private InetSocketAddress address(String text) {
        URI uri = URI.create("cql://" + text);
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw new ParameterException(spec.commandLine(), "Expected --contact HOST:PORT, but got " + text);
        }
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    private Map<FormsRun.Key, FormsRun.Figures> measure(
            PrintStream out, InetSocketAddress store, long pid, FormsRun.Settings settings)
            throws InterruptedException {
        try (CqlSession session = CassandraSettings.connect(RunningDebtors.config(store));
                FormTables tables = FormTables.create(session, replicas, eventBytes, seed)) {
            return new FormsRun(tables, settings, pid, out::println).run();
        }
    }

    private void print(PrintStream out, Machine machine, Map<FormsRun.Key, FormsRun.Figures> all, boolean withStore) {
        out.println();
        out.println("machine       " + machine.shown());
        out.println("commit        " + machine.commit());
        out.printf(
                Locale.ROOT,
                "load          %d commits at once, %d replicas, events of %d bytes, %d rounds of %d s, seed %d%n",
                atOnce,
                replicas,
                eventBytes,
                rounds,
                seconds,
                seed);
        for (int size : events) {
            out.println();
            out.printf(
                    Locale.ROOT,
                    "%-42s%10s%9s%22s%20s%n",
                    size == 1 ? "one event a commit" : size + " events a commit",
                    "events/s",
                    "fence",
                    withStore ? "CPU-us: store, driver" : "CPU-us: driver",
                    "commit p50, p99 ms");
            for (StoreForm form : StoreForm.values()) {
                FormsRun.Figures figures = all.get(new FormsRun.Key(form, size));
                if (figures != null) {
                    line(out, form, figures, withStore);
                }
            }
        }
    }

    private static void line(PrintStream out, StoreForm form, FormsRun.Figures figures, boolean withStore) {
        Histogram commit = figures.commit();
        String cpu = withStore
                ? String.format(
                        Locale.ROOT,
                        "%.0f, %.0f",
                        figures.cost().store(),
                        figures.cost().self())
                : String.format(Locale.ROOT, "%.0f", figures.cost().self());
        out.printf(
                Locale.ROOT,
                "  %-40s%,10.0f%9s%22s%20s%n",
                form.shown(),
                figures.median(),
                form.fenced(),
                cpu,
                String.format(
                        Locale.ROOT,
                        "%.1f, %.1f",
                        commit.getValueAtPercentile(50) / 1e6,
                        commit.getValueAtPercentile(99) / 1e6));
    }
}
