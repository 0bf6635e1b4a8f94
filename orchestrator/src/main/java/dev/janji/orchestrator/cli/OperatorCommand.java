package dev.janji.orchestrator.cli;

import dev.janji.actors.time.RealClock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Desks and the people at them, seen by whoever runs them. */
@Command(
        name = "operator",
        description =
                "Writes and checks an operator's folder: desks, queues, teams, agents; and shows what was changed in it, and when.",
        mixinStandardHelpOptions = true,
        subcommands = {OperatorNew.class, OperatorCheck.class, OperatorLogCommand.class})
public final class OperatorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    /** @return the date of this machine's clock in a zone */
    static LocalDate today(ZoneId zone) {
        try (RealClock clock = RealClock.start()) {
            return LocalDate.ofInstant(clock.instant(), zone);
        }
    }
}
