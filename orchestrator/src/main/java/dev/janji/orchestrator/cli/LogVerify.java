package dev.janji.orchestrator.cli;

import dev.janji.actors.eventlog.audit.Finding;
import dev.janji.actors.eventlog.audit.LogAudit;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Is the log what was written? */
@Command(
        name = "verify",
        description = {
            "Reads every row of the log and checks that it is what its owner wrote: hashes, the chain of rows, gaps, epochs and",
            "claims, the numbers of each debtor's events, checkpoints and readers. Writes nothing.",
            "Exit code 0: sound; 3: something is wrong; 1: the log can't be read."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LogVerify implements Callable<Integer> {
    private static final int WRONG = 3;
    /** Of one slice; a log that is wrong everywhere is not told row by row. */
    private static final int FINDINGS_SHOWN = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(names = "--slice", paramLabel = "N", description = "Only this slice; may be repeated. Default: all")
    private List<Integer> slices = new ArrayList<>();

    @Override
    public Integer call() {
        return store.onLog((log, config) -> verify(log));
    }

    private int verify(EventLogTables log) throws StartFailure {
        PrintWriter out = spec.commandLine().getOut();
        LogAudit audit = new LogAudit(log.store(), log.readers(), log.layout());
        Map<Integer, Long> segments = audit.lastSegments();
        long findings = 0;
        long rows = 0;
        for (int slice : Slices.chosen(slices, log.layout())) {
            List<Finding> shown = new ArrayList<>();
            LogAudit.Verdict verdict = audit.verify(slice, segments.get(slice), finding -> {
                if (shown.size() < FINDINGS_SHOWN) {
                    shown.add(finding);
                }
            });
            out.println(line(verdict));
            shown.forEach(finding -> out.println("           position " + finding.position() + ": " + finding.words()));
            if (verdict.findings() > shown.size()) {
                out.println("           and " + (verdict.findings() - shown.size()) + " more");
            }
            out.flush();
            findings += verdict.findings();
            rows += verdict.rows();
        }
        out.println();
        out.printf(Locale.ROOT, "%,d rows read. ", rows);
        out.println(
                findings == 0 ? "The log is what was written." : String.format(Locale.ROOT, "%,d findings.", findings));
        out.flush();
        return findings == 0 ? 0 : WRONG;
    }

    private static String line(LogAudit.Verdict verdict) {
        LogAudit.Standing standing = verdict.standing();
        if (verdict.rows() == 0 && verdict.findings() == 0) {
            return String.format(Locale.ROOT, "slice %4d  empty", standing.slice());
        }
        long lag = Math.max(0, standing.end() - standing.checkpoint().position());
        return String.format(
                Locale.ROOT,
                "slice %4d  %s: %,d rows, %,d entries, epoch %,d, checkpoint %s",
                standing.slice(),
                verdict.findings() == 0 ? "sound" : "WRONG",
                verdict.rows(),
                verdict.entries(),
                standing.epoch(),
                lag == 0 ? "at the end" : String.format(Locale.ROOT, "%,d rows behind", lag));
    }
}
