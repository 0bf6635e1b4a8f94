package dev.janji.orchestrator.cli;

import dev.janji.actors.debtor.RulesEffect;
import dev.janji.actors.lender.LenderAct;
import dev.janji.orchestrator.grpc.LendersClient;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ExitCode;

/** Says what became of a lender's folder. Not thread-safe. */
final class LenderText {
    private static final int SHORT_HASH = 12;

    private final PrintWriter out;
    private final PrintWriter err;

    LenderText(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    int changed(LendersClient.Changed told) {
        warn(told.warnings());
        String version = told.lender() + ", version " + told.version();
        return switch (told.outcome()) {
            case ACTIVATED ->
                ok(version + ": active on " + told.nodes() + (told.nodes() == 1 ? " node." : " nodes.")
                        + " Its debtors are being woken; see ./janji lender log " + told.lender());
            case UNCHANGED -> ok(version + ": active already, nothing was changed.");
            case PROPOSED ->
                ok(version + ": proposed, waits for another person:\n  ./janji lender approve " + told.lender() + " "
                        + told.version() + " --reason \"...\"");
            case REFUSED -> {
                told.problems().forEach(err::println);
                err.println("Nothing was changed: " + told.refusal() + ".");
                yield ExitCode.SOFTWARE;
            }
        };
    }

    /** @return the exit code */
    int difference(LendersClient.Difference told) {
        if (!told.problems().isEmpty()) {
            told.problems().forEach(err::println);
            return ExitCode.SOFTWARE;
        }
        out.println(told.lender() + ", compared with "
                + (told.active() == 0 ? "the configuration: it has no folder yet" : "version " + told.active()));
        told.lines().forEach(line -> out.println("  " + line));
        if (told.lines().isEmpty()) {
            out.println("  no difference");
        }
        told.effect().ifPresent(this::effect);
        warn(told.warnings());
        return ExitCode.OK;
    }

    void standing(LendersClient.Standing lender) {
        out.println(lender.log().lender() + ": "
                + lender.log()
                        .active()
                        .map(act -> "version " + act.version() + " is active, strategy " + lender.strategy()
                                + ", packs " + lender.packs())
                        .orElse("no version is active"));
        lender.log().acts().forEach(this::act);
        lender.wakeUps()
                .ifPresent(progress -> out.printf(
                        Locale.ROOT,
                        "  version %d: %,d debtors woken%s%n",
                        progress.version(),
                        progress.debtors(),
                        progress.finished() ? ", all of them" : " so far"));
    }

    private void act(LenderAct each) {
        out.printf(
                "  %s  version %d (%s) %s by %s%s: %s%n",
                each.at().truncatedTo(ChronoUnit.SECONDS),
                each.version(),
                each.hash().substring(0, Math.min(SHORT_HASH, each.hash().length())),
                each.kind() == LenderAct.Kind.PROPOSED ? "proposed" : "activated",
                each.author(),
                each.approver() == null ? "" : ", approved by " + each.approver(),
                each.reason());
    }

    private void effect(RulesEffect effect) {
        out.printf(
                Locale.ROOT,
                "%,d of %,d debtors would be worked otherwise (%,d accounts looked at); %,d would be woken at another time.%n",
                effect.changed(),
                effect.debtors(),
                effect.accounts(),
                effect.otherWakeUp());
        for (RulesEffect.Move move : effect.moves()) {
            out.printf(
                    Locale.ROOT,
                    "  %s %s -> %s: %,d accounts%n",
                    move.kind().name().toLowerCase(Locale.ROOT),
                    orNone(move.from()),
                    orNone(move.to()),
                    move.accounts());
        }
    }

    private void warn(List<String> warnings) {
        warnings.forEach(warning -> err.println("warning: " + warning));
    }

    private int ok(String sentence) {
        out.println(sentence);
        return ExitCode.OK;
    }

    private static String orNone(String name) {
        return name.isEmpty() ? "(none)" : name;
    }
}
