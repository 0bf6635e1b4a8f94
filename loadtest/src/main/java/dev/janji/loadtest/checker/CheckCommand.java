package dev.janji.loadtest.checker;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code loadtest check}: the checker alone, over the records of a run whose store is still up. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = dev.janji.loadtest.Version.class,
        description = {
            "Checks the records of a run against every invariant.",
            "Reads the journal straight from the store, the providers' own logs and the client's log; never the server's word.",
            "The store must be up: a demo without --exit leaves it running."
        })
public final class CheckCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the run; default: ${DEFAULT-VALUE}",
            defaultValue = ".janji/demo")
    private Path data = Path.of(".janji/demo");

    @Option(names = "--store-port", paramLabel = "PORT", description = "Port of the store, when it is another now")
    private int storePort;

    /** @return 0 when every invariant is kept, else 1 */
    @Override
    public Integer call() {
        RunFolder folder = new RunFolder(data);
        Verdict verdict = verdict(folder, evidence(folder, storePort));
        verdict.print(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        return verdict.kept() ? 0 : 1;
    }

    /** Demands every invariant of the evidence, and of what the report of promises printed if it was asked for. */
    public static Verdict verdict(RunFolder folder, Evidence evidence) {
        RunFolder.Run run = folder.run();
        RunFolder.Period period = RunFolder.Period.of(run.start(), run.end());
        return Checker.check(evidence, HouseRules.of(run.plan()))
                .and(folder.reportedPromises()
                        .map(report -> ReportChecks.check(evidence, report, run.lender(), period.from(), period.to()))
                        .orElse(List.of()))
                .and(LinkChecks.check(evidence, folder.openedLinks()));
    }

    /**
     * Gathers the records of a run.
     *
     * @param storePort of the store; 0 for the one in the run's record
     */
    public static Evidence evidence(RunFolder folder, int storePort) {
        RunFolder.Run run = folder.run();
        int port = storePort == 0 ? run.storePort() : storePort;
        return Evidence.of(
                folder.facts(),
                JournalReader.read(port),
                folder.sent(),
                folder.daysPastDueReadings(),
                folder.written(),
                StopReader.read(port),
                run.end());
    }
}
