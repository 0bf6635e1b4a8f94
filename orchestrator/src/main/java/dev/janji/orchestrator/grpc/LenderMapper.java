package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.RulesEffect;
import dev.janji.actors.lender.Activation;
import dev.janji.actors.lender.LenderAct;
import dev.janji.actors.lender.LenderLog;
import dev.janji.actors.lender.LenderWakeUps;
import dev.janji.actors.rules.LenderBook;
import dev.janji.domain.id.PersonId;
import dev.janji.protocols.operator.v1.LenderActKind;
import dev.janji.protocols.operator.v1.LenderActivation;
import dev.janji.protocols.operator.v1.LenderActivationResult;
import dev.janji.protocols.operator.v1.LenderEffect;
import dev.janji.protocols.operator.v1.LenderLogEntry;
import dev.janji.protocols.operator.v1.LenderMove;
import dev.janji.protocols.operator.v1.LenderMoveKind;
import dev.janji.protocols.operator.v1.LenderSummary;
import java.util.Optional;

/** What an operator is told of lenders' folders. Pure. */
final class LenderMapper {
    private LenderMapper() {}

    static LenderActivation activation(String lender, Activation activation) {
        LenderActivation.Builder told = LenderActivation.newBuilder().setLender(lender);
        return activation
                .match(new Activation.Cases<LenderActivation.Builder>() {
                    @Override
                    public LenderActivation.Builder activated(Activation.Activated a) {
                        return told.setVersion(a.version())
                                .setNodes(a.nodes().size())
                                .setResult(LenderActivationResult.LENDER_ACTIVATION_RESULT_ACTIVATED);
                    }

                    @Override
                    public LenderActivation.Builder unchanged(Activation.Unchanged a) {
                        return told.setVersion(a.version())
                                .setResult(LenderActivationResult.LENDER_ACTIVATION_RESULT_UNCHANGED);
                    }

                    @Override
                    public LenderActivation.Builder proposed(Activation.Proposed a) {
                        return told.setVersion(a.version())
                                .setResult(LenderActivationResult.LENDER_ACTIVATION_RESULT_PROPOSED);
                    }

                    @Override
                    public LenderActivation.Builder refused(Activation.Refused a) {
                        return told.addAllProblems(a.problems()).setResult(result(a.reason()));
                    }
                })
                .build();
    }

    private static LenderActivationResult result(Activation.Reason reason) {
        return switch (reason) {
            case FOLDER_INVALID -> LenderActivationResult.LENDER_ACTIVATION_RESULT_FOLDER_INVALID;
            case VERSION_REUSED -> LenderActivationResult.LENDER_ACTIVATION_RESULT_VERSION_REUSED;
            case CHANGED_MEANWHILE -> LenderActivationResult.LENDER_ACTIVATION_RESULT_CHANGED_MEANWHILE;
            case SAME_PERSON -> LenderActivationResult.LENDER_ACTIVATION_RESULT_SAME_PERSON;
            case NOT_PROPOSED -> LenderActivationResult.LENDER_ACTIVATION_RESULT_NOT_PROPOSED;
        };
    }

    static LenderEffect effect(RulesEffect effect) {
        LenderEffect.Builder told = LenderEffect.newBuilder()
                .setDebtors(effect.debtors())
                .setAccounts(effect.accounts())
                .setDebtorsChanged(effect.changed())
                .setDebtorsWithOtherWakeUp(effect.otherWakeUp());
        effect.moves()
                .forEach(move -> told.addMoves(LenderMove.newBuilder()
                        .setKind(kind(move.kind()))
                        .setFrom(move.from())
                        .setTo(move.to())
                        .setAccounts(move.accounts())));
        return told.build();
    }

    private static LenderMoveKind kind(RulesEffect.Kind kind) {
        return switch (kind) {
            case BUCKET -> LenderMoveKind.LENDER_MOVE_KIND_BUCKET;
            case STRATEGY -> LenderMoveKind.LENDER_MOVE_KIND_STRATEGY;
            case SEGMENT -> LenderMoveKind.LENDER_MOVE_KIND_SEGMENT;
        };
    }

    static LenderSummary summary(LenderLog log, LenderBook book, Optional<LenderWakeUps.Progress> wakeUps) {
        LenderSummary.Builder told = LenderSummary.newBuilder()
                .setLender(log.lender().value())
                .setActiveVersion(log.active().map(LenderAct::version).orElse(0))
                .setStrategyVersion(book.rules().strategies().current().version())
                .setPolicyVersion(book.rules().policy().version());
        log.acts().forEach(act -> told.addLog(entry(act)));
        wakeUps.ifPresent(progress -> told.setWakeUps(dev.janji.protocols.operator.v1.LenderWakeUps.newBuilder()
                .setVersion(progress.version())
                .setDebtors(progress.debtors())
                .setFinished(progress.finished())));
        return told.build();
    }

    private static LenderLogEntry entry(LenderAct act) {
        PersonId approver = act.approver();
        return LenderLogEntry.newBuilder()
                .setNumber(act.number())
                .setKind(
                        act.kind() == LenderAct.Kind.PROPOSED
                                ? LenderActKind.LENDER_ACT_KIND_PROPOSED
                                : LenderActKind.LENDER_ACT_KIND_ACTIVATED)
                .setVersion(act.version())
                .setHash(act.hash())
                .setAuthor(act.author().value())
                .setApprover(approver == null ? "" : approver.value())
                .setReason(act.reason())
                .setAt(ViewMapper.timestamp(act.at()))
                .build();
    }
}
