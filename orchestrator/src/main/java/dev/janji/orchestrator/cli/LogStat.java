package dev.janji.orchestrator.cli;

import dev.janji.actors.eventlog.audit.LogAudit;
import dev.janji.actors.eventlog.audit.LogAudit.Standing;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How the log stands. */
@Command(
        name = "stat",
        description = "Shows where each slice of the log begins and ends, how far its checkpoint and its readers are.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogStat implements Callable<Integer> {
    private static final String ROW = "%5s %12s %12s %6s  %-20s %12s %8s%n";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--slice", paramLabel = "N", description = "Only this slice; may be repeated. Default: all")
    private List<Integer> slices = new ArrayList<>();

    @Override
    public Integer call() {
        return store.onLog((log, config) -> show(log, config.getString("janji.actors.store.keyspace")));
    }

    private int show(EventLogTables log, String keyspace) throws StartFailure {
        PrintWriter out = spec.commandLine().getOut();
        LogAudit audit = new LogAudit(log.store(), log.readers(), log.layout());
        Map<Integer, Long> segments = audit.lastSegments();
        out.printf(
                Locale.ROOT,
                "Event log in keyspace %s: %d slices, %d rows a segment%n%n",
                keyspace,
                log.layout().slices(),
                log.layout().segmentRows());
        out.printf(
                Locale.ROOT,
                ROW,
                "slice",
                "begins at",
                "ends at",
                "epoch",
                "last commit (UTC)",
                "checkpoint",
                "behind");
        long behind = 0;
        for (int slice : Slices.chosen(slices, log.layout())) {
            Standing standing = audit.standing(slice, segments.get(slice));
            behind += lag(standing.end(), standing.checkpoint().position());
            show(out, standing);
        }
        out.println();
        out.println(
                behind == 0
                        ? "All of it is in the history."
                        : String.format(
                                Locale.ROOT,
                                "%,d rows are not in the history yet; a new owner reads them before it works.",
                                behind));
        out.flush();
        return 0;
    }

    private static void show(PrintWriter out, Standing standing) {
        if (standing.end() == 0) {
            out.printf(Locale.ROOT, ROW, standing.slice(), "-", "empty", "-", "-", "-", "-");
            return;
        }
        long checkpoint = standing.checkpoint().position();
        out.printf(
                Locale.ROOT,
                ROW,
                standing.slice(),
                number(standing.kept().firstKept()),
                number(standing.end()),
                number(standing.epoch()),
                time(standing.lastCommit()),
                number(checkpoint),
                number(lag(standing.end(), checkpoint)));
        standing.readers()
                .forEach((reader, progress) -> out.printf(
                        Locale.ROOT,
                        "      %s is at %,d, %,d behind; said so at %s%n",
                        reader,
                        progress.position(),
                        lag(standing.end(), progress.position()),
                        time(progress.at())));
    }

    private static long lag(long end, long position) {
        return Math.max(0, end - position);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
