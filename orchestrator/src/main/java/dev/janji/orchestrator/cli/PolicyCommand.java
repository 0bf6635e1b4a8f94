package dev.janji.orchestrator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The policy packs, seen by a compliance officer. */
@Command(
        name = "policy",
        description =
                "Shows and checks policy packs: what may forbid or defer a contact. Needs no server and no store.",
        mixinStandardHelpOptions = true,
        subcommands = {PolicyShow.class, PolicyCheck.class})
public final class PolicyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
