package dev.janji.orchestrator.cli;

import com.typesafe.config.ConfigException;
import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.LenderFiles;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.NewLender;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.server.Configuration;
import dev.janji.orchestrator.server.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A folder to begin with. */
@Command(
        name = "new",
        description = {
            "Writes the folder of a lender: complete, with comments, and usable as it is.",
            "Needs no server. Never writes over a file that is there."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LenderNew implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ID", description = "Of the lender: a-z, 0-9 and -, up to 40 characters")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FOLDER", arity = "0..1", description = "Default: the id")
    private @Nullable Path folder;

    @Option(names = "--name", paramLabel = "NAME", description = "As its debtors know it. Default: the id")
    private @Nullable String name;

    @Option(
            names = "--from",
            paramLabel = "NAME",
            defaultValue = "default",
            description =
                    "What it begins with: default, consumer-finance, p2p or credit-card. Default: ${DEFAULT-VALUE}")
    private String from = "default";

    @Option(
            names = "--payment-link",
            paramLabel = "URL",
            description = "Its page on which debtors pay: reminders get a link there. Default: none")
    private @Nullable String paymentLink;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Your settings, with the texts of your installation; default: those that Janji ships")
    private @Nullable Path config;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Path to = folder == null ? Path.of(id) : folder;
        try {
            LenderFiles files = new NewLender(LenderReader.of(Configuration.rules(config)))
                    .folder(new LenderId(id), name == null ? id : name, from, paymentLink);
            if (Files.exists(to.resolve(LenderFiles.LENDER))) {
                err.println(to + " has a " + LenderFiles.LENDER + " already; name another folder.");
                return ExitCode.SOFTWARE;
            }
            files.writeTo(to);
            PrintWriter out = spec.commandLine().getOut();
            out.println(to + ": " + files.texts().size() + " files. Change them, then: ./janji lender check " + to);
            out.flush();
            return ExitCode.OK;
        } catch (FileAlreadyExistsException e) {
            err.println(e.getFile() + " is there already; name another folder.");
        } catch (IOException e) {
            err.println("Expected to write " + to + ", but " + e.getClass().getSimpleName() + " " + e.getMessage());
        } catch (IllegalArgumentException | StartFailure | ConfigException | FolderRefused e) {
            err.println(e.getMessage());
        }
        return ExitCode.SOFTWARE;
    }
}
