package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.lender.Activation;
import dev.janji.actors.lender.LenderAct;
import dev.janji.actors.lender.LenderLog;
import dev.janji.actors.lender.LenderWakeUps;
import dev.janji.actors.lender.Lenders;
import dev.janji.actors.lender.LendersInForce;
import dev.janji.actors.rules.FolderDiff;
import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.LenderBook;
import dev.janji.actors.rules.LenderFiles;
import dev.janji.actors.rules.LenderFolder;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.protocols.operator.v1.ApplyLenderRequest;
import dev.janji.protocols.operator.v1.ApplyLenderResponse;
import dev.janji.protocols.operator.v1.ApproveLenderRequest;
import dev.janji.protocols.operator.v1.ApproveLenderResponse;
import dev.janji.protocols.operator.v1.CheckLenderRequest;
import dev.janji.protocols.operator.v1.CheckLenderResponse;
import dev.janji.protocols.operator.v1.DiffLenderRequest;
import dev.janji.protocols.operator.v1.DiffLenderResponse;
import dev.janji.protocols.operator.v1.LenderActivation;
import dev.janji.protocols.operator.v1.LendersGrpc;
import dev.janji.protocols.operator.v1.ListLendersRequest;
import dev.janji.protocols.operator.v1.ListLendersResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/**
 * {@code janji.operator.v1.Lenders}: folders of lenders, checked, compared and activated. Thread-safe; reads folders on other threads, because
 * that takes longer than a call may.
 */
final class LendersService extends LendersGrpc.LendersImplBase {
    private static final int LONGEST_REASON = 500;

    private final Lenders lenders;
    private final Debtors debtors;
    private final LenderWakeUps wakeUps;
    private final Executor readers = ForkJoinPool.commonPool();
    /** One comparison of a lender's debtors at a time: each looks at all of them. */
    private final ConcurrentHashMap<LenderId, Boolean> compared = new ConcurrentHashMap<>();

    LendersService(Lenders lenders, Debtors debtors, LenderWakeUps wakeUps) {
        this.lenders = lenders;
        this.debtors = debtors;
        this.wakeUps = wakeUps;
    }

    @Override
    public void checkLender(CheckLenderRequest request, StreamObserver<CheckLenderResponse> answers) {
        answer(answers, () -> {
            CheckLenderResponse.Builder response = CheckLenderResponse.newBuilder();
            try {
                response.addAllWarnings(
                        lenders.check(new LenderFiles(request.getFolder().getFilesMap()))
                                .warnings());
            } catch (FolderRefused e) {
                response.addAllProblems(e.problems());
            } catch (RuleFileRefused e) {
                response.addProblems(e.toString());
            }
            return CompletableFuture.completedStage(response.build());
        });
    }

    @Override
    public void diffLender(DiffLenderRequest request, StreamObserver<DiffLenderResponse> answers) {
        answer(answers, () -> {
            DiffLenderResponse.Builder response = DiffLenderResponse.newBuilder();
            try {
                LenderFolder folder =
                        lenders.check(new LenderFiles(request.getFolder().getFilesMap()));
                return diff(folder, !request.getWithoutDebtors(), response);
            } catch (FolderRefused e) {
                response.addAllProblems(e.problems());
            } catch (RuleFileRefused e) {
                response.addProblems(e.toString());
            }
            return CompletableFuture.completedStage(response.build());
        });
    }

    private CompletionStage<DiffLenderResponse> diff(
            LenderFolder folder, boolean withDebtors, DiffLenderResponse.Builder response) {
        LendersInForce now = lenders.current();
        LenderId lender = folder.lender();
        LenderBook before = now.book().of(lender);
        List<String> lines = new ArrayList<>();
        now.folder(lender).ifPresent(active -> lines.addAll(FolderDiff.between(active.complete(), folder.complete())));
        lines.addAll(FolderDiff.between(before, folder.book()));
        response.setLender(lender.value())
                .setActiveVersion(
                        now.log(lender).active().map(LenderAct::version).orElse(0))
                .addAllWarnings(folder.warnings())
                .addAllDifferences(lines);
        if (!withDebtors) {
            return CompletableFuture.completedStage(response.build());
        }
        if (compared.putIfAbsent(lender, true) != null) {
            return CompletableFuture.failedStage(GrpcErrors.of(TransportFault.COMPARISON_RUNNING));
        }
        return debtors.effect(lender, folder.book().over(List.of(before)).rules())
                .whenComplete((effect, failure) -> compared.remove(lender))
                .thenApply(effect ->
                        response.setEffect(LenderMapper.effect(effect)).build());
    }

    @Override
    public void applyLender(ApplyLenderRequest request, StreamObserver<ApplyLenderResponse> answers) {
        PersonId author = CallerAuthentication.person();
        answer(answers, () -> {
            String reason = reason(request.getReason());
            ApplyLenderResponse.Builder response = ApplyLenderResponse.newBuilder();
            LenderFolder folder;
            try {
                folder = lenders.read(new LenderFiles(request.getFolder().getFilesMap()));
            } catch (FolderRefused e) {
                return invalid(response, e.problems());
            } catch (RuleFileRefused e) {
                return invalid(response, List.of(e.toString()));
            }
            return lenders.apply(author, folder, reason)
                    .thenApply(activation -> response.addAllWarnings(folder.warnings())
                            .setActivation(told(folder.lender(), activation))
                            .build());
        });
    }

    private static CompletionStage<ApplyLenderResponse> invalid(
            ApplyLenderResponse.Builder response, List<String> problems) {
        return CompletableFuture.completedStage(response.setActivation(
                        LenderMapper.activation("", new Activation.Refused(Activation.Reason.FOLDER_INVALID, problems)))
                .build());
    }

    @Override
    public void approveLender(ApproveLenderRequest request, StreamObserver<ApproveLenderResponse> answers) {
        PersonId approver = CallerAuthentication.person();
        answer(answers, () -> {
            LenderId lender = Fields.id("lender", request.getLender(), LenderId::new);
            if (request.getVersion() < 1) {
                throw FieldRefused.invalid("version", "expected 1 or more");
            }
            return lenders.approve(approver, lender, request.getVersion(), reason(request.getReason()))
                    .thenApply(activation -> ApproveLenderResponse.newBuilder()
                            .setActivation(told(lender, activation))
                            .build());
        });
    }

    /** Debtors learn of new rules at their next event or wake-up, which may be far away: so each is woken once. */
    private LenderActivation told(LenderId lender, Activation activation) {
        if (activation instanceof Activation.Activated activated) {
            wakeUps.begin(lender, activated.version());
        }
        return LenderMapper.activation(lender.value(), activation);
    }

    @Override
    public void listLenders(ListLendersRequest request, StreamObserver<ListLendersResponse> answers) {
        answer(answers, () -> {
            LenderId only = Fields.optionalId("lender", request.getLender(), LenderId::new);
            LendersInForce now = lenders.current();
            ListLendersResponse.Builder response = ListLendersResponse.newBuilder();
            now.logs().values().stream()
                    .filter(log -> only == null || log.lender().equals(only))
                    .sorted(Comparator.comparing((LenderLog log) -> log.lender().value()))
                    .map(log -> LenderMapper.summary(log, now.book().of(log.lender()), wakeUps.of(log.lender())))
                    .forEach(response::addLenders);
            return CompletableFuture.completedStage(response.build());
        });
    }

    private static String reason(String reason) {
        String said = reason.strip();
        if (said.isEmpty() || said.length() > LONGEST_REASON || said.chars().anyMatch(Character::isISOControl)) {
            throw FieldRefused.invalid(
                    "reason", "expected 1 to " + LONGEST_REASON + " characters without control characters");
        }
        return said;
    }

    private <A> void answer(StreamObserver<A> answers, Supplier<CompletionStage<A>> work) {
        CompletableFuture.supplyAsync(work, readers).thenCompose(stage -> stage).whenComplete((answer, failure) -> {
            if (failure == null) {
                answers.onNext(answer);
                answers.onCompleted();
            } else if (causeOf(failure) instanceof FieldRefused refused) {
                answers.onError(GrpcErrors.invalidField(refused));
            } else {
                answers.onError(DebtorsService.faultOf(failure));
            }
        });
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
