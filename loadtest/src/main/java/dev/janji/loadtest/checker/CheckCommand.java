package dev.janji.loadtest.checker;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        Verdict verdict = Checker.check(evidence(new RunFolder(data), storePort), HouseRules.creditCard());
        verdict.print(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        return verdict.kept() ? 0 : 1;
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
                StopReader.read(port),
                run.end());
    }
}
