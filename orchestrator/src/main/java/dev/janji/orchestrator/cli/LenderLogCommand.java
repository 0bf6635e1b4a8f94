package dev.janji.orchestrator.cli;

import dev.janji.orchestrator.server.StartFailure;
import dev.janji.protocols.operator.v1.LendersGrpc;
import dev.janji.protocols.operator.v1.ListLendersRequest;
import dev.janji.protocols.operator.v1.ListLendersResponse;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
    private static final Duration WITHIN = Duration.ofSeconds(30);

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
            ListLendersRequest request =
                    ListLendersRequest.newBuilder().setLender(lender).build();
            ListLendersResponse told = door.call(channel -> LendersGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(WITHIN.toSeconds(), TimeUnit.SECONDS)
                    .listLenders(request));
            if (told.getLendersCount() == 0) {
                out.println("No lender" + (lender.isEmpty() ? "" : " " + lender)
                        + " has a folder here: the configuration says what it is worked by.");
            }
            told.getLendersList().forEach(new LenderText(out, err)::log);
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
