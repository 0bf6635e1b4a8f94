package dev.janji.orchestrator.cli;

import dev.janji.orchestrator.grpc.LendersClient;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who activated which folder, when and why. */
@Command(
        name = "log",
        description = {
            "Shows which version of each lender is active, and who proposed, approved and activated what, when and why."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LenderLogCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Only this lender")
    private String lender = "";

    @Mixin
    private OperatorDoor door = new OperatorDoor();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            List<LendersClient.Standing> told = door.call(channel -> new LendersClient(channel).list(lender));
            if (told.isEmpty()) {
                out.println("No lender" + (lender.isEmpty() ? "" : " " + lender)
                        + " has a folder here: the configuration says what it is worked by.");
            }
            told.forEach(new LenderText(out, err)::standing);
            return ExitCode.OK;
        } catch (StartFailure e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
