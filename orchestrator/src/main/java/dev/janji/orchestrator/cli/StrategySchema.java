package dev.janji.orchestrator.cli;

import dev.janji.actors.rules.StrategyFiles;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For editors, which complete and check a strategy while it is written. */
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema of strategies, for your editor. With yaml-language-server:",
            "  ./janji strategy schema > strategy.schema.json",
            "and `# yaml-language-server: $schema=strategy.schema.json` as the first line of a strategy."
        },
        mixinStandardHelpOptions = true)
final class StrategySchema implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(StrategyFiles.schema());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
