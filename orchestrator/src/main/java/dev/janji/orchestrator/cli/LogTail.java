package dev.janji.orchestrator.cli;

import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.BrokenLog;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.audit.LogAudit;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What was committed last, and what is. */
@Command(
        name = "tail",
        description = {
            "Shows the newest rows of the log, each with its entries; with --follow also those to come, until Ctrl-C.",
            "Ids, numbers and kinds of events only: what is in them stays in them."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogTail implements Callable<Integer> {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--slice", paramLabel = "N", description = "Only this slice; may be repeated. Default: all")
    private List<Integer> slices = new ArrayList<>();

    @Option(names = "--rows", paramLabel = "N", description = "Newest rows of each slice. Default: ${DEFAULT-VALUE}")
    private int newest = 3;

    @Option(names = "--from", paramLabel = "POSITION", description = "Rows from this position on instead.")
    private @Nullable Long from;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as rows are committed.")
    private boolean follow;

    @Override
    public Integer call() {
        return store.onLog((log, config) -> show(log));
    }

    private int show(EventLogTables log) throws StartFailure {
        if (newest < 0 || from != null && from < 1) {
            throw new StartFailure("Expected --rows from 0 and --from from 1.");
        }
        PrintWriter out = spec.commandLine().getOut();
        LogAudit audit = new LogAudit(log.store(), log.readers(), log.layout());
        Map<Integer, Long> segments = audit.lastSegments();
        Map<Integer, Long> next = new TreeMap<>();
        for (int slice : Slices.chosen(slices, log.layout())) {
            LogAudit.Standing standing = audit.standing(slice, segments.get(slice));
            long first = from != null ? from : standing.end() - newest + 1;
            next.put(slice, Math.max(standing.kept().firstKept(), first));
        }
        boolean any = print(log, next, out);
        if (!any && !follow) {
            out.println("Nothing has been committed there.");
        }
        out.flush();
        while (follow && !Thread.currentThread().isInterrupted() && !out.checkError()) {
            if (!print(log, next, out)) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
        return 0;
    }

    /** Everything that is there by now, slice after slice at first, in order of time in each. @return whether there was anything */
    private static boolean print(EventLogTables log, Map<Integer, Long> next, PrintWriter out) {
        boolean any = false;
        boolean more = true;
        while (more) {
            List<LogRow> rows = new ArrayList<>();
            for (Map.Entry<Integer, Long> slice : next.entrySet()) {
                List<LogRow> page = log.store()
                        .read(slice.getKey(), slice.getValue(), 64)
                        .toCompletableFuture()
                        .join();
                rows.addAll(page);
                slice.setValue(slice.getValue() + page.size());
            }
            rows.sort(Comparator.comparing(LogRow::at));
            rows.forEach(row -> print(row, out));
            more = !rows.isEmpty();
            any |= more;
            out.flush();
        }
        return any;
    }

    private static void print(LogRow row, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s  slice %d  position %d  epoch %d  %d %s  %,d bytes%n",
                row.at().truncatedTo(ChronoUnit.MILLIS),
                row.slice(),
                row.position(),
                row.epoch(),
                row.count(),
                row.count() == 1 ? "entry" : "entries",
                row.size());
        try {
            BatchCodec.entries(row).forEach(entry -> out.println("    " + words(entry)));
        } catch (BrokenLog e) {
            out.println("    unreadable: " + e.getMessage() + "; janji log verify says more");
        }
    }

    private static String words(LogEntry entry) {
        if (entry instanceof LogEntry.Event event) {
            return String.format(
                    Locale.ROOT,
                    "%s #%d  %s  %,d bytes%s",
                    event.persistenceId(),
                    event.sequenceNumber(),
                    event.manifest().isEmpty() ? "serializer " + event.serializerId() : event.manifest(),
                    event.size(),
                    event.nextWakeUp() == null ? "" : "  wakes at " + event.nextWakeUp());
        }
        if (entry instanceof LogEntry.Deletion deletion) {
            return deletion.persistenceId() + "  deleted up to #" + deletion.toSequenceNumber();
        }
        return entry instanceof LogEntry.Fence fence ? "claimed by " + fence.owner() : entry.toString();
    }
}
