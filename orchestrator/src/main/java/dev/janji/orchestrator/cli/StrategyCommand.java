package dev.janji.orchestrator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Strategies, seen by a collections manager. */
@Command(
        name = "strategy",
        description =
                "Shows and checks strategies: who is contacted when, how and in which words. Needs no server and no store.",
        mixinStandardHelpOptions = true,
        subcommands = {StrategyShow.class, StrategyCheck.class, StrategySchema.class})
public final class StrategyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
