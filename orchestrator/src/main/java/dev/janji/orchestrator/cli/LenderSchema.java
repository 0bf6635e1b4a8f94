package dev.janji.orchestrator.cli;

import dev.janji.actors.rules.LenderReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For editors, which complete and check {@code lender.yaml} while it is written. */
@Command(
        name = "schema",
        description =
                "Prints the JSON Schema of lender.yaml, for your editor; `./janji strategy schema` that of strategies.",
        mixinStandardHelpOptions = true)
final class LenderSchema implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(LenderReader.schema());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
