package dev.janji.orchestrator.grpc;

import com.google.protobuf.Timestamp;
import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.debtor.Debtors;
import dev.janji.actors.debtor.Reconciliation;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.DebtorsGrpc;
import dev.janji.protocols.lender.v1.ExplainRequest;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.GetDebtorRequest;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.ListHistoryRequest;
import dev.janji.protocols.lender.v1.ListHistoryResponse;
import dev.janji.protocols.lender.v1.ReconcileLine;
import dev.janji.protocols.lender.v1.ReconcileRequest;
import dev.janji.protocols.lender.v1.ReconcileResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code janji.lender.v1.Debtors}: what a lender may read of its own debtors. Thread-safe, does not block. */
final class DebtorsService extends DebtorsGrpc.DebtorsImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(DebtorsService.class);

    private final Debtors debtors;
    private final HouseClock clock;
    private final ActorSystem<?> system;
    private final Explaining explaining;

    DebtorsService(Debtors debtors, HouseClock clock, ActorSystem<?> system) {
        this.debtors = debtors;
        this.clock = clock;
        this.system = system;
        this.explaining = new Explaining(debtors, system);
    }

    @Override
    public void getDebtor(GetDebtorRequest request, StreamObserver<GetDebtorResponse> answers) {
        show(request.getDebtorId(), request.hasAt(), request.getAt(), answers, (view, known) -> {
            GetDebtorResponse debtor = ViewMapper.debtor(view, known);
            return request.getWithBucketHistory()
                    ? debtors.bucketHistory(view).thenApply(history -> StandingMapper.with(history, debtor))
                    : CompletableFuture.completedStage(debtor);
        });
    }

    @Override
    public void explain(ExplainRequest request, StreamObserver<ExplainResponse> answers) {
        Language language;
        try {
            language = Fields.answerLanguage("language", request.getLanguage());
        } catch (FieldRefused refused) {
            answers.onError(GrpcErrors.invalidField(refused));
            return;
        }
        show(
                request.getDebtorId(),
                request.hasAt(),
                request.getAt(),
                answers,
                (view, known) -> explaining.explain(view, known, language));
    }

    @Override
    public void listHistory(ListHistoryRequest request, StreamObserver<ListHistoryResponse> answers) {
        if (request.getFromSequenceNumber() < 0) {
            answers.onError(GrpcErrors.invalidField("from_sequence_number", "expected 0 or more"));
            return;
        }
        DebtorKey debtor;
        Language language;
        try {
            debtor = keyOf(request.getDebtorId());
            language = Fields.answerLanguage("language", request.getLanguage());
        } catch (StatusRuntimeException fault) {
            answers.onError(fault);
            return;
        } catch (FieldRefused refused) {
            answers.onError(GrpcErrors.invalidField(refused));
            return;
        }
        ReadyGate gate = new ReadyGate((ServerCallStreamObserver<ListHistoryResponse>) answers);
        // A debtor that does not answer still has its history: then times are told in UTC.
        CompletionStage<ZoneId> zone =
                debtors.view(debtor).thenApply(DebtorView::zone).exceptionally(unseen -> ZoneOffset.UTC);
        Source.completionStage(zone)
                .flatMapConcat(local -> {
                    HistoryMapper lines = new HistoryMapper(language, local);
                    return debtors.history(debtor, Math.max(1, request.getFromSequenceNumber()))
                            .map(lines::line);
                })
                .mapAsync(
                        1,
                        line -> gate.open().thenApply(open -> {
                            answers.onNext(line);
                            return 1L;
                        }))
                .runWith(Sink.fold(0L, Long::sum), system)
                .whenComplete((lines, failure) -> end(answers, debtor, lines, failure));
    }

    /** A debtor with no line may have none from there on, or may be unknown. */
    private void end(
            StreamObserver<ListHistoryResponse> answers,
            DebtorKey debtor,
            @Nullable Long lines,
            @Nullable Throwable failure) {
        if (failure instanceof CancellationException) {
            return;
        }
        if (failure != null) {
            answers.onError(faultOf(failure));
        } else if (lines != null && lines > 0) {
            answers.onCompleted();
        } else {
            debtors.view(debtor).whenComplete((view, unseen) -> {
                if (unseen != null) {
                    answers.onError(faultOf(unseen));
                } else if (view.state() instanceof DebtorState.Known) {
                    answers.onCompleted();
                } else {
                    answers.onError(GrpcErrors.of(TransportFault.DEBTOR_UNKNOWN));
                }
            });
        }
    }

    @Override
    public void reconcile(ReconcileRequest request, StreamObserver<ReconcileResponse> answers) {
        Instant now = clock.instant();
        Instant asOf;
        try {
            Instant wanted = Fields.optionalInstant("as_of", request.hasAsOf(), request.getAsOf());
            asOf = wanted == null ? now : wanted;
        } catch (FieldRefused refused) {
            answers.onError(GrpcErrors.invalidField(refused));
            return;
        }
        if (asOf.isAfter(now)) {
            answers.onError(GrpcErrors.invalidField("as_of", "expected an instant that has passed"));
            return;
        }
        complete(answers, debtors.reconcile(CallerAuthentication.lender(), asOf).thenApply(DebtorsService::response));
    }

    private static ReconcileResponse response(Reconciliation sum) {
        ReconcileResponse.Builder response = ReconcileResponse.newBuilder()
                .setAsOf(ViewMapper.timestamp(sum.asOf()))
                .setDebtors(sum.debtors());
        sum.lines()
                .forEach(line -> response.addLines(ReconcileLine.newBuilder()
                        .setCurrency(line.currency())
                        .setBucket(line.bucket())
                        .setAccounts(line.accounts())
                        .setBalanceMinor(line.balanceMinor())));
        return response.build();
    }

    private <A> void show(
            String debtorId,
            boolean past,
            Timestamp at,
            StreamObserver<A> answers,
            BiFunction<DebtorView, DebtorState.Known, CompletionStage<A>> answer) {
        CompletionStage<DebtorView> seen;
        try {
            DebtorKey debtor = keyOf(debtorId);
            Instant then = Fields.optionalInstant("at", past, at);
            seen = then == null ? debtors.view(debtor) : debtors.viewAt(debtor, then);
        } catch (StatusRuntimeException fault) {
            answers.onError(fault);
            return;
        } catch (FieldRefused refused) {
            answers.onError(GrpcErrors.invalidField(refused));
            return;
        } catch (IllegalArgumentException e) {
            answers.onError(GrpcErrors.invalidField("at", String.valueOf(e.getMessage())));
            return;
        }
        complete(answers, seen.thenCompose(view -> {
            if (view.state() instanceof DebtorState.Known known) {
                return answer.apply(view, known);
            }
            throw GrpcErrors.of(TransportFault.DEBTOR_UNKNOWN);
        }));
    }

    private static DebtorKey keyOf(String debtorId) {
        try {
            return new DebtorKey(CallerAuthentication.lender(), new DebtorId(debtorId));
        } catch (IllegalArgumentException e) {
            throw GrpcErrors.invalidField("debtor_id", String.valueOf(e.getMessage()));
        }
    }

    private static <A> void complete(StreamObserver<A> answers, CompletionStage<A> stage) {
        stage.whenComplete((answer, failure) -> {
            if (failure == null) {
                answers.onNext(answer);
                answers.onCompleted();
            } else {
                answers.onError(faultOf(failure));
            }
        });
    }

    static StatusRuntimeException faultOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StatusRuntimeException fault) {
            return fault;
        }
        if (cause instanceof TimeoutException) {
            return GrpcErrors.of(TransportFault.DEBTOR_UNREACHABLE);
        }
        LOG.error("Expected a call to be answered, but it failed", cause);
        return GrpcErrors.of(TransportFault.INTERNAL);
    }
}
