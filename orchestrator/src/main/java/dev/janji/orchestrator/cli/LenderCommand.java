package dev.janji.orchestrator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lenders and their folders. */
@Command(
        name = "lender",
        description = {
            "Makes, checks and activates the folder of a lender, which says everything that the lender decides.",
            "new, check and schema need no server; diff, apply, approve and log ask a running one."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            LenderNew.class,
            LenderCheck.class,
            LenderSchema.class,
            LenderDiff.class,
            LenderApply.class,
            LenderApprove.class,
            LenderLogCommand.class
        })
public final class LenderCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
