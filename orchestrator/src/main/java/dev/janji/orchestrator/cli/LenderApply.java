package dev.janji.orchestrator.cli;

import dev.janji.actors.rules.LenderFiles;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.orchestrator.grpc.LendersClient;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a folder what its lender's debtors are worked by. */
@Command(
        name = "apply",
        description = {
            "Activates the folder of a lender on the running installation: every node, at once, or nothing.",
            "Where janji.rules.approval is required it is proposed, and another person activates it with lender approve."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LenderApply implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "With lender.yaml in it")
    private Path folder = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "For the log.")
    private String reason = "";

    @Mixin
    private OperatorDoor door = new OperatorDoor();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            LenderFiles files = LenderFiles.in(folder);
            return new LenderText(out, err)
                    .changed(door.call(channel -> new LendersClient(channel).apply(files, reason)));
        } catch (RuleFileRefused | StartFailure e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
