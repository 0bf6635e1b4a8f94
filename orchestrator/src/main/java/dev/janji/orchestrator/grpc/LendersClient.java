package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.RulesEffect;
import dev.janji.actors.lender.LenderAct;
import dev.janji.actors.lender.LenderLog;
import dev.janji.actors.lender.LenderWakeUps;
import dev.janji.actors.rules.LenderFiles;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.protocols.operator.v1.ApplyLenderRequest;
import dev.janji.protocols.operator.v1.ApplyLenderResponse;
import dev.janji.protocols.operator.v1.ApproveLenderRequest;
import dev.janji.protocols.operator.v1.DiffLenderRequest;
import dev.janji.protocols.operator.v1.DiffLenderResponse;
import dev.janji.protocols.operator.v1.LenderActKind;
import dev.janji.protocols.operator.v1.LenderActivation;
import dev.janji.protocols.operator.v1.LenderEffect;
import dev.janji.protocols.operator.v1.LenderFolder;
import dev.janji.protocols.operator.v1.LenderLogEntry;
import dev.janji.protocols.operator.v1.LenderMoveKind;
import dev.janji.protocols.operator.v1.LenderSummary;
import dev.janji.protocols.operator.v1.LendersGrpc;
import dev.janji.protocols.operator.v1.ListLendersRequest;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Calls {@code janji.operator.v1.Lenders} of a running server; every call waits for its answer and fails with a {@link StatusRuntimeException}
 * when the server refuses, or says what this release does not know. Thread-safe.
 */
public final class LendersClient {
    /** All debtors of a lender are looked at: minutes for a million of them. */
    private static final Duration COMPARED_WITHIN = Duration.ofMinutes(30);

    private static final Duration CHANGED_WITHIN = Duration.ofMinutes(2);
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(30);
    private static final String RESULT = "LENDER_ACTIVATION_RESULT_";

    private final Channel channel;

    /** @param channel that carries a credential of a person of the operator */
    public LendersClient(Channel channel) {
        this.channel = channel;
    }

    /** What became of a change. */
    public enum Outcome {
        ACTIVATED,
        UNCHANGED,
        PROPOSED,
        REFUSED
    }

    /**
     * The answer to a change.
     *
     * @param version 0 when it was refused
     * @param nodes that work by it
     * @param refusal by its name; empty when it was not refused
     */
    public record Changed(
            Outcome outcome,
            String lender,
            int version,
            int nodes,
            String refusal,
            List<String> problems,
            List<String> warnings) {
        public Changed {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * What a folder would change.
     *
     * @param problems when it can't be used, and then the rest says nothing
     * @param active version; 0 when the lender has none
     * @param lines one a difference
     * @param effect empty when no debtor was looked at
     */
    public record Difference(
            List<String> problems,
            List<String> warnings,
            String lender,
            int active,
            List<String> lines,
            Optional<RulesEffect> effect) {
        public Difference {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
            lines = List.copyOf(lines);
        }
    }

    /** How a lender stands. @param wakeUps of the server that was asked, after the newest activation that it was told of */
    public record Standing(LenderLog log, String strategy, String packs, Optional<LenderWakeUps.Progress> wakeUps) {}

    public Difference diff(LenderFiles folder, boolean withDebtors) {
        DiffLenderResponse told = stub(COMPARED_WITHIN)
                .diffLender(DiffLenderRequest.newBuilder()
                        .setFolder(onWire(folder))
                        .setWithoutDebtors(!withDebtors)
                        .build());
        return new Difference(
                told.getProblemsList(),
                told.getWarningsList(),
                told.getLender(),
                told.getActiveVersion(),
                told.getDifferencesList(),
                told.hasEffect() ? Optional.of(effect(told.getEffect())) : Optional.empty());
    }

    public Changed apply(LenderFiles folder, String reason) {
        ApplyLenderResponse told = stub(CHANGED_WITHIN)
                .applyLender(ApplyLenderRequest.newBuilder()
                        .setFolder(onWire(folder))
                        .setReason(reason)
                        .build());
        return changed(told.getActivation(), told.getWarningsList());
    }

    public Changed approve(String lender, int version, String reason) {
        return changed(
                stub(CHANGED_WITHIN)
                        .approveLender(ApproveLenderRequest.newBuilder()
                                .setLender(lender)
                                .setVersion(version)
                                .setReason(reason)
                                .build())
                        .getActivation(),
                List.of());
    }

    /** @param lender empty for all that have a folder */
    public List<Standing> list(String lender) {
        return stub(LISTED_WITHIN)
                .listLenders(ListLendersRequest.newBuilder().setLender(lender).build())
                .getLendersList()
                .stream()
                .map(LendersClient::standing)
                .toList();
    }

    private LendersGrpc.LendersBlockingStub stub(Duration within) {
        return LendersGrpc.newBlockingStub(channel).withDeadlineAfter(within.toSeconds(), TimeUnit.SECONDS);
    }

    private static LenderFolder onWire(LenderFiles folder) {
        return LenderFolder.newBuilder().putAllFiles(folder.texts()).build();
    }

    private static Changed changed(LenderActivation told, List<String> warnings) {
        Outcome outcome = switch (told.getResult()) {
            case LENDER_ACTIVATION_RESULT_ACTIVATED -> Outcome.ACTIVATED;
            case LENDER_ACTIVATION_RESULT_UNCHANGED -> Outcome.UNCHANGED;
            case LENDER_ACTIVATION_RESULT_PROPOSED -> Outcome.PROPOSED;
            default -> Outcome.REFUSED;
        };
        return new Changed(
                outcome,
                told.getLender(),
                told.getVersion(),
                told.getNodes(),
                outcome == Outcome.REFUSED ? told.getResult().name().replace(RESULT, "") : "",
                told.getProblemsList(),
                warnings);
    }

    private static RulesEffect effect(LenderEffect told) {
        return new RulesEffect(
                told.getDebtors(),
                told.getAccounts(),
                told.getDebtorsChanged(),
                told.getDebtorsWithOtherWakeUp(),
                told.getMovesList().stream()
                        .map(move -> new RulesEffect.Move(
                                kind(move.getKind()), move.getFrom(), move.getTo(), move.getAccounts()))
                        .toList());
    }

    private static RulesEffect.Kind kind(LenderMoveKind kind) {
        return switch (kind) {
            case LENDER_MOVE_KIND_BUCKET -> RulesEffect.Kind.BUCKET;
            case LENDER_MOVE_KIND_STRATEGY -> RulesEffect.Kind.STRATEGY;
            case LENDER_MOVE_KIND_SEGMENT -> RulesEffect.Kind.SEGMENT;
            case LENDER_MOVE_KIND_UNSPECIFIED, UNRECOGNIZED -> throw unknown("move");
        };
    }

    private static Standing standing(LenderSummary told) {
        LenderId lender = new LenderId(told.getLender());
        return new Standing(
                new LenderLog(
                        lender,
                        told.getLogList().stream()
                                .map(entry -> act(lender, entry))
                                .toList()),
                told.getStrategyVersion(),
                told.getPolicyVersion(),
                told.hasWakeUps()
                        ? Optional.of(new LenderWakeUps.Progress(
                                told.getWakeUps().getVersion(),
                                told.getWakeUps().getDebtors(),
                                told.getWakeUps().getFinished()))
                        : Optional.empty());
    }

    private static LenderAct act(LenderId lender, LenderLogEntry told) {
        return new LenderAct(
                lender,
                told.getNumber(),
                kind(told.getKind()),
                told.getVersion(),
                told.getHash(),
                new PersonId(told.getAuthor()),
                told.getApprover().isEmpty() ? null : new PersonId(told.getApprover()),
                told.getReason(),
                Instant.ofEpochSecond(told.getAt().getSeconds(), told.getAt().getNanos()));
    }

    private static LenderAct.Kind kind(LenderActKind kind) {
        return switch (kind) {
            case LENDER_ACT_KIND_PROPOSED -> LenderAct.Kind.PROPOSED;
            case LENDER_ACT_KIND_ACTIVATED -> LenderAct.Kind.ACTIVATED;
            case LENDER_ACT_KIND_UNSPECIFIED, UNRECOGNIZED -> throw unknown("entry of a log");
        };
    }

    private static StatusRuntimeException unknown(String what) {
        return Status.UNIMPLEMENTED
                .withDescription("the server is newer than this command and tells of an unknown kind of " + what)
                .asRuntimeException();
    }
}
