package dev.janji.orchestrator.cli;

import com.typesafe.config.ConfigException;
import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.LenderFiles;
import dev.janji.actors.rules.LenderFolder;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.orchestrator.server.Configuration;
import dev.janji.orchestrator.server.StartFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether the folder of a lender can be used. */
@Command(
        name = "check",
        description = {
            "Reads the folder of a lender and says, file by file and line by line, what is wrong and what to write instead.",
            "Needs no server. Exit code 0 when it can be used, even where it warns."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LenderCheck implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "With lender.yaml in it")
    private Path folder = Path.of("");

    @Option(names = "--strict", description = "A warning is a refusal.")
    private boolean strict;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Your settings, with the texts of your installation; default: those that Janji ships")
    private @Nullable Path config;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            LenderFolder read = LenderReader.of(Configuration.rules(config)).read(LenderFiles.in(folder));
            out.printf(
                    "%s: lender %s (%s), strategy %s, packs %s, %d files%n",
                    folder,
                    read.lender(),
                    read.book().name(),
                    read.book().rules().strategies().current().version(),
                    read.book().rules().policy().version(),
                    read.complete().texts().size());
            out.flush();
            read.warnings().forEach(warning -> err.println("warning: " + warning));
            return strict && !read.warnings().isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
        } catch (FolderRefused | RuleFileRefused | StartFailure | ConfigException e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            err.flush();
        }
    }
}
