package dev.janji.orchestrator.cli;

import dev.janji.actors.desk.OperatorBook;
import dev.janji.actors.desk.OperatorBook.AgentProfile;
import dev.janji.actors.desk.OperatorBook.DeskSetup;
import dev.janji.actors.desk.OperatorBook.Duty;
import dev.janji.actors.desk.OperatorFiles;
import dev.janji.actors.desk.OperatorReader;
import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.domain.allocation.DeskTerms;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whether the folder of an operator can be used, and what it comes to. */
@Command(
        name = "check",
        description = {
            "Reads the folder of an operator and says, file by file and line by line, what is wrong and what to write instead.",
            "Warns of certificates that end within thirty days, and of queues that nobody may work. Exit code 0 when it can be used."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class OperatorCheck implements Callable<Integer> {
    private static final int WARNED_DAYS = 30;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "With operator.yaml in it")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            OperatorBook book = OperatorReader.read(OperatorFiles.in(folder));
            book.desks().values().stream()
                    .sorted(Comparator.comparing(desk -> desk.desk().value()))
                    .forEach(desk -> show(book, desk, out, err));
            return ExitCode.OK;
        } catch (FolderRefused | RuleFileRefused e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static void show(OperatorBook book, DeskSetup desk, PrintWriter out, PrintWriter err) {
        List<AgentProfile> people = book.agents().values().stream()
                .filter(each -> each.desk().equals(desk.desk()))
                .toList();
        List<AgentProfile> agents =
                people.stream().filter(each -> each.duty() == Duty.AGENT).toList();
        out.printf(
                "desk %s (%s), %s to %s in %s: %d agents, %d supervisors%n",
                desk.desk(),
                desk.name(),
                desk.opens(),
                desk.closes(),
                desk.zone(),
                agents.size(),
                people.size() - agents.size());
        LocalDate today = OperatorCommand.today(desk.zone());
        for (DeskTerms.QueueTerms queue : desk.terms().queues()) {
            boolean demanded = desk.terms().lenders().stream()
                    .anyMatch(each -> each.lender().equals(queue.lender()) && each.certificateDemanded());
            long able = agents.stream()
                    .filter(each -> !demanded || each.capability().isCertified(queue.lender(), today))
                    .count();
            out.printf(
                    "  queue %s of %s, %s: %d agents may work it%n",
                    queue.queue(),
                    queue.lender(),
                    Objects.requireNonNull(desk.dialing().get(queue.queue()))
                            .mode()
                            .name()
                            .toLowerCase(Locale.ROOT),
                    able);
            if (able == 0) {
                err.println("warning: desk " + desk.desk() + ": nobody may work queue " + queue.queue() + " today");
            }
        }
        people.stream()
                .sorted(Comparator.comparing(AgentProfile::agent))
                .forEach(each -> each.capability().certificates().forEach((lender, last) -> {
                    if (last.isBefore(today.plusDays(WARNED_DAYS))) {
                        err.println(
                                "warning: the certificate of " + each.agent() + " for " + lender + " ends on " + last);
                    }
                }));
    }
}
