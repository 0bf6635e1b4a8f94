package dev.janji.orchestrator.cli;

import dev.janji.orchestrator.server.StartFailure;
import dev.janji.protocols.operator.v1.ApproveLenderRequest;
import dev.janji.protocols.operator.v1.LendersGrpc;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
    private static final Duration WITHIN = Duration.ofMinutes(2);

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
            ApproveLenderRequest request = ApproveLenderRequest.newBuilder()
                    .setLender(lender)
                    .setVersion(version)
                    .setReason(reason)
                    .build();
            return new LenderText(out, err)
                    .activation(door.call(channel -> LendersGrpc.newBlockingStub(channel)
                                    .withDeadlineAfter(WITHIN.toSeconds(), TimeUnit.SECONDS)
                                    .approveLender(request))
                            .getActivation());
        } catch (StartFailure e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
