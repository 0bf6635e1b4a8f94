package dev.janji.orchestrator.cli;

import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.debtor.ReplyReview;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.ReplyId;
import dev.janji.orchestrator.grpc.RepliesClient;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Works off the replies that no debtor was found for. */
@Command(
        name = "replies",
        description = {
            "Shows what somebody wrote and no debtor was found for, and says whose it is. You stand as author.",
            "What it prints is personal: numbers, addresses and words."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RepliesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a subcommand. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows the replies that wait, the oldest first, and who has the writer's address now.")
    int list(@Mixin OperatorDoor door) {
        return OperatorDoor.run(spec, () -> {
            ReplyReview.Waiting found = door.call(channel -> new RepliesClient(channel).list());
            if (found.waiting() == 0) {
                out().println("No reply waits.");
            }
            found.cases().forEach(this::print);
            if (found.waiting() > found.cases().size()) {
                out().println("And " + (found.waiting() - found.cases().size()) + " more.");
            }
        });
    }

    @Command(
            name = "assign",
            mixinStandardHelpOptions = true,
            description = "Says whose a reply is: it is stored with that debtor as if it had been found.")
    int assign(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--lender", paramLabel = "ID", required = true, description = "The debtor's lender.")
                    String lender,
            @Option(names = "--debtor", paramLabel = "ID", required = true, description = "The debtor who wrote it.")
                    String debtor,
            @Mixin OperatorDoor door) {
        return OperatorDoor.run(spec, () -> {
            ReplyId reply = new ReplyId(id);
            DebtorKey writer = new DebtorKey(new LenderId(lender), new DebtorId(debtor));
            door.call(channel -> {
                new RepliesClient(channel).assign(reply, writer);
                return reply;
            });
            out().println(reply + " is a reply of " + writer.debtor() + " of " + writer.lender() + " now.");
        });
    }

    @Command(
            name = "dismiss",
            mixinStandardHelpOptions = true,
            description = "Takes a reply of nobody off the list, and deletes its words.")
    int dismiss(
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            required = true,
                            description = "Why; without personal data.")
                    String reason,
            @Mixin OperatorDoor door) {
        return OperatorDoor.run(spec, () -> {
            ReplyId reply = new ReplyId(id);
            door.call(channel -> {
                new RepliesClient(channel).dismiss(reply, reason);
                return reply;
            });
            out().println(reply + " is off the list.");
        });
    }

    private void print(ReplyReview.Case each) {
        InboundMessage message = each.message();
        LenderId lender = message.lender();
        out().printf(
                        "%s  %s  %s from %s to %s, %s%n",
                        message.id(),
                        message.at().truncatedTo(ChronoUnit.SECONDS),
                        message.channel().name().toLowerCase(Locale.ROOT),
                        onOneLine(message.from()),
                        onOneLine(message.to()),
                        lender == null ? "a line of several lenders" : lender);
        out().println("    " + onOneLine(message.text()));
        out().println(
                        each.candidates().isEmpty()
                                ? "    nobody has this address now, or too many"
                                : "    has this address: "
                                        + each.candidates().stream()
                                                .map(debtor -> debtor.debtor() + " of " + debtor.lender())
                                                .collect(Collectors.joining(", ")));
    }

    /** Strangers wrote it: a control character must not reach a terminal. */
    private static String onOneLine(String text) {
        return text.codePoints()
                .map(each -> Character.isISOControl(each) || Character.getType(each) == Character.FORMAT ? ' ' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
