package dev.janji.orchestrator.cli;

import dev.janji.actors.desk.NewOperator;
import dev.janji.actors.desk.OperatorFiles;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
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
            "Writes the folder of an operator with one desk and one team: usable as it is, with comments.",
            "Needs no server. Never writes over a file that is there."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class OperatorNew implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ID", description = "Of the operator: a-z, 0-9 and -, up to 40 characters")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FOLDER", arity = "0..1", description = "Default: the id")
    private @Nullable Path folder;

    @Option(names = "--lender", paramLabel = "ID", required = true, description = "For whom its desk works first")
    private String lender = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Jakarta",
            description = "Where it works. Default: ${DEFAULT-VALUE}")
    private String zone = "";

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = "IDR",
            description = "Of the lender's debts. Default: ${DEFAULT-VALUE}")
    private String currency = "";

    @Option(
            names = "--agents",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many agents, beside one supervisor. Default: ${DEFAULT-VALUE}")
    private int agents;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Path to = folder == null ? Path.of(id) : folder;
        try {
            ZoneId where = ZoneId.of(zone);
            OperatorFiles files = NewOperator.folder(
                    new DeskId(id),
                    where,
                    new LenderId(lender),
                    Currency.getInstance(currency),
                    Math.max(1, agents),
                    OperatorCommand.today(where).plusYears(1),
                    "preview");
            files.writeTo(to);
            PrintWriter out = spec.commandLine().getOut();
            out.println(to + ": " + files.texts().size() + " files. Change them, then: ./janji operator check " + to);
            out.flush();
            return ExitCode.OK;
        } catch (FileAlreadyExistsException e) {
            err.println(e.getFile() + " is there already; name another folder.");
        } catch (IOException e) {
            err.println("Expected to write " + to + ", but " + e.getClass().getSimpleName() + " " + e.getMessage());
        } catch (DateTimeException e) {
            err.println("Expected a zone such as Asia/Jakarta, but found " + zone);
        } catch (IllegalArgumentException e) {
            err.println(
                    e.getMessage() == null ? "Expected a currency such as IDR, but found " + currency : e.getMessage());
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }
}
