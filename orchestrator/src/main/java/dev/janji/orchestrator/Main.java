package dev.janji.orchestrator;

import dev.janji.orchestrator.cli.LenderCommand;
import dev.janji.orchestrator.cli.LogCommand;
import dev.janji.orchestrator.cli.OperatorCommand;
import dev.janji.orchestrator.cli.PolicyCommand;
import dev.janji.orchestrator.cli.ReplayCommand;
import dev.janji.orchestrator.cli.RepliesCommand;
import dev.janji.orchestrator.cli.ReportCommand;
import dev.janji.orchestrator.cli.ServeCommand;
import dev.janji.orchestrator.cli.StopCommand;
import dev.janji.orchestrator.cli.StoreCommand;
import dev.janji.orchestrator.cli.StrategyCommand;
import dev.janji.orchestrator.cli.TemplateCommand;
import dev.janji.orchestrator.cli.UpCommand;
import dev.janji.orchestrator.cli.VersionOfBuild;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the server. */
@Command(
        name = "janji",
        description = "Real-time omnichannel orchestration for desk collection.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOfBuild.class,
        subcommands = {
            UpCommand.class,
            ServeCommand.class,
            LogCommand.class,
            LenderCommand.class,
            OperatorCommand.class,
            PolicyCommand.class,
            StrategyCommand.class,
            ReplayCommand.class,
            RepliesCommand.class,
            ReportCommand.class,
            StopCommand.class,
            StoreCommand.class,
            TemplateCommand.class
        })
public final class Main implements Callable<Integer> {
    Main() {}

    public static void main(String[] arguments) {
        System.exit(commands().execute(arguments));
    }

    /** Every command, ready to be executed. */
    public static CommandLine commands() {
        return new CommandLine(new Main());
    }

    /** Without a command. */
    @Override
    public Integer call() {
        CommandLine.usage(this, System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
