package dev.janji.orchestrator.cli;

import dev.janji.actors.rules.LenderFiles;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.orchestrator.server.StartFailure;
import dev.janji.protocols.operator.v1.DiffLenderRequest;
import dev.janji.protocols.operator.v1.DiffLenderResponse;
import dev.janji.protocols.operator.v1.LenderFolder;
import dev.janji.protocols.operator.v1.LendersGrpc;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** What a folder would change. */
@Command(
        name = "diff",
        description = {
            "Shows what a folder would change: files, rules, strategy, and for how many debtors. Changes nothing.",
            "Looks at every debtor of the lender, which takes minutes for a million of them."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LenderDiff implements Callable<Integer> {
    private static final Duration WITHIN = Duration.ofMinutes(30);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "With lender.yaml in it")
    private Path folder = Path.of("");

    @Option(names = "--without-debtors", description = "Only what the files say; looks at no debtor.")
    private boolean withoutDebtors;

    @Mixin
    private OperatorDoor door = new OperatorDoor();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            DiffLenderRequest request = DiffLenderRequest.newBuilder()
                    .setFolder(LenderFolder.newBuilder()
                            .putAllFiles(LenderFiles.in(folder).texts()))
                    .setWithoutDebtors(withoutDebtors)
                    .build();
            DiffLenderResponse told = door.call(channel -> LendersGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(WITHIN.toSeconds(), TimeUnit.SECONDS)
                    .diffLender(request));
            if (told.getProblemsCount() > 0) {
                told.getProblemsList().forEach(err::println);
                return ExitCode.SOFTWARE;
            }
            out.println(told.getLender() + ", compared with "
                    + (told.getActiveVersion() == 0
                            ? "the configuration: it has no folder yet"
                            : "version " + told.getActiveVersion()));
            told.getDifferencesList().forEach(line -> out.println("  " + line));
            if (told.getDifferencesCount() == 0) {
                out.println("  no difference");
            }
            if (told.hasEffect()) {
                new LenderText(out, err).effect(told.getEffect());
            }
            told.getWarningsList().forEach(warning -> err.println("warning: " + warning));
            return ExitCode.OK;
        } catch (RuleFileRefused | StartFailure e) {
            err.println(e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
