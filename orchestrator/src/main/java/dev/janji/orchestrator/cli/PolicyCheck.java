package dev.janji.orchestrator.cli;

import dev.janji.actors.rules.Policies;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.domain.policy.PolicyPack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether files of packs can be used. */
@Command(
        name = "check",
        description =
                "Reads policy packs and says, file by file and line by line, what is wrong with them. Exit code 0 when nothing is.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PolicyCheck implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files such as policies/house.yaml")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Your own calendars; default: the folder of each file")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        int refused = 0;
        for (Path file : files) {
            Path calendars = folder == null ? file.toAbsolutePath().getParent() : folder;
            try {
                PolicyPack pack = new Policies(calendars).read(file, Set.of());
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%s: %s, %d rules, valid from %s to %s%n",
                                file, pack.version(), pack.rules().size(), pack.validFrom(), pack.validTo());
            } catch (RuleFileRefused e) {
                refused++;
                spec.commandLine().getErr().println(e.getMessage());
            }
        }
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().flush();
        return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
