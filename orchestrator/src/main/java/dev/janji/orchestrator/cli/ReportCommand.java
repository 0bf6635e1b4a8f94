package dev.janji.orchestrator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is counted from the events of all debtors of a lender. */
@Command(
        name = "report",
        description =
                "Counts what the debtors of a lender did, from the event log. Reads only; works beside a running server.",
        mixinStandardHelpOptions = true,
        subcommands = ReportPromises.class)
public final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
