package dev.janji.orchestrator.cli;

import com.typesafe.config.ConfigException;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.actors.rules.StrategyFiles;
import dev.janji.actors.rules.StrategyFiles.Vocabulary;
import dev.janji.orchestrator.server.Configuration;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether files of strategies can be used. */
@Command(
        name = "check",
        description = {
            "Reads strategies and says, file by file and line by line, what is wrong with them.",
            "Exit code 0 when all of them can be used, even where it warns of segments and steps that nobody meets."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StrategyCheck implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files such as strategies/house.yaml")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Your settings, with your buckets and texts; default: those that Janji ships")
    private @Nullable Path config;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Vocabulary vocabulary = Vocabulary.of(Configuration.rules(config));
            int refused = 0;
            for (Path file : files) {
                refused += usable(file, vocabulary, out, err) ? 0 : 1;
            }
            out.flush();
            err.flush();
            return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (StartFailure | ConfigException e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private static boolean usable(Path file, Vocabulary vocabulary, PrintWriter out, PrintWriter err) {
        try {
            StrategyFiles.Checked checked = StrategyFiles.read(file, vocabulary);
            int steps = checked.strategy().segments().stream()
                    .mapToInt(segment -> segment.steps().size())
                    .sum();
            out.printf(
                    "%s: %s, %d segments, %d steps%n",
                    file,
                    checked.strategy().version(),
                    checked.strategy().segments().size(),
                    steps);
            checked.warnings().forEach(warning -> err.println("warning: " + warning));
            return true;
        } catch (RuleFileRefused e) {
            err.println(e.getMessage());
            return false;
        }
    }
}
