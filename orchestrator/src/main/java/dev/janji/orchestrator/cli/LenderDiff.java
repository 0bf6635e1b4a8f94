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

/** What a folder would change. */
@Command(
        name = "diff",
        description = {
            "Shows what a folder would change: files, rules, strategy, and for how many debtors. Changes nothing.",
            "Looks at every debtor of the lender, which takes minutes for a million of them."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LenderDiff implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "With lender.yaml in it")
    private Path folder = Path.of("");

    @Option(names = "--without-debtors", description = "Only what the files say; looks at no debtor.")
    private boolean withoutDebtors;

    @Mixin
    private OperatorDoor door = new OperatorDoor();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            LenderFiles files = LenderFiles.in(folder);
            return new LenderText(out, err)
                    .difference(door.call(channel -> new LendersClient(channel).diff(files, !withoutDebtors)));
        } catch (RuleFileRefused | StartFailure e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
