package dev.janji.orchestrator.cli;

import dev.janji.protocols.operator.v1.LenderActKind;
import dev.janji.protocols.operator.v1.LenderActivation;
import dev.janji.protocols.operator.v1.LenderEffect;
import dev.janji.protocols.operator.v1.LenderLogEntry;
import dev.janji.protocols.operator.v1.LenderMove;
import dev.janji.protocols.operator.v1.LenderSummary;
import java.io.PrintWriter;
import java.time.Instant;
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
    int activation(LenderActivation told) {
        String version = told.getLender() + ", version " + told.getVersion();
        switch (told.getResult()) {
            case LENDER_ACTIVATION_RESULT_ACTIVATED ->
                out.println(version + ": active on " + told.getNodes() + (told.getNodes() == 1 ? " node." : " nodes.")
                        + " Its debtors are being woken; see ./janji lender log " + told.getLender());
            case LENDER_ACTIVATION_RESULT_UNCHANGED -> out.println(version + ": active already, nothing was changed.");
            case LENDER_ACTIVATION_RESULT_PROPOSED ->
                out.println(version + ": proposed, waits for another person:\n  ./janji lender approve "
                        + told.getLender() + " " + told.getVersion() + " --reason \"...\"");
            default -> {
                told.getProblemsList().forEach(err::println);
                err.println("Nothing was changed: " + told.getResult().name().replace("LENDER_ACTIVATION_RESULT_", "")
                        + ".");
                return ExitCode.SOFTWARE;
            }
        }
        return ExitCode.OK;
    }

    void effect(LenderEffect effect) {
        out.printf(
                Locale.ROOT,
                "%,d of %,d debtors would be worked otherwise (%,d accounts looked at); %,d would be woken at another time.%n",
                effect.getDebtorsChanged(),
                effect.getDebtors(),
                effect.getAccounts(),
                effect.getDebtorsWithOtherWakeUp());
        for (LenderMove move : effect.getMovesList()) {
            out.printf(
                    Locale.ROOT,
                    "  %s %s -> %s: %,d accounts%n",
                    move.getKind().name().replace("LENDER_MOVE_KIND_", "").toLowerCase(Locale.ROOT),
                    orNone(move.getFrom()),
                    orNone(move.getTo()),
                    move.getAccounts());
        }
    }

    void log(LenderSummary lender) {
        out.println(lender.getLender() + ": "
                + (lender.getActiveVersion() == 0
                        ? "no version is active"
                        : "version " + lender.getActiveVersion() + " is active, strategy " + lender.getStrategyVersion()
                                + ", packs " + lender.getPolicyVersion()));
        for (LenderLogEntry each : lender.getLogList()) {
            boolean proposed = each.getKind() == LenderActKind.LENDER_ACT_KIND_PROPOSED;
            out.printf(
                    "  %s  version %d (%s) %s by %s%s: %s%n",
                    Instant.ofEpochSecond(each.getAt().getSeconds()),
                    each.getVersion(),
                    each.getHash()
                            .substring(0, Math.min(SHORT_HASH, each.getHash().length())),
                    proposed ? "proposed" : "activated",
                    each.getAuthor(),
                    each.getApprover().isEmpty() ? "" : ", approved by " + each.getApprover(),
                    each.getReason());
        }
        if (lender.hasWakeUps()) {
            out.printf(
                    Locale.ROOT,
                    "  version %d: %,d debtors woken%s%n",
                    lender.getWakeUps().getVersion(),
                    lender.getWakeUps().getDebtors(),
                    lender.getWakeUps().getFinished() ? ", all of them" : " so far");
        }
    }

    private static String orNone(String name) {
        return name.isEmpty() ? "(none)" : name;
    }
}
