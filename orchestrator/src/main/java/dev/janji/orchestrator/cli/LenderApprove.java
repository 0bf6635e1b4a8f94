package dev.janji.orchestrator.cli;

import dev.janji.orchestrator.grpc.LendersClient;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Agrees to what another person proposed. */
@Command(
        name = "approve",
        description = {"Activates a version of a lender that another person proposed."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LenderApprove implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ID", description = "Of the lender")
    private String lender = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "As lender log shows it")
    private int version;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "For the log.")
    private String reason = "";

    @Mixin
    private OperatorDoor door = new OperatorDoor();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            return new LenderText(out, err)
                    .changed(door.call(channel -> new LendersClient(channel).approve(lender, version, reason)));
        } catch (StartFailure e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
