package dev.janji.orchestrator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The event log, seen by its operator. */
@Command(
        name = "log",
        description = "Shows and checks the event log. Reads only, except for import; works beside a running server.",
        mixinStandardHelpOptions = true,
        subcommands = {LogTail.class, LogStat.class, LogVerify.class, LogImportCommand.class})
public final class LogCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
