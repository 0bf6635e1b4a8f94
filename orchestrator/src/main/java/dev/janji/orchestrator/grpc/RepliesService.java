package dev.janji.orchestrator.grpc;

import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.debtor.ReplyReview;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.stop.Stop;
import dev.janji.protocols.operator.v1.AssignReplyRequest;
import dev.janji.protocols.operator.v1.AssignReplyResponse;
import dev.janji.protocols.operator.v1.Candidate;
import dev.janji.protocols.operator.v1.DismissReplyRequest;
import dev.janji.protocols.operator.v1.DismissReplyResponse;
import dev.janji.protocols.operator.v1.ListRepliesRequest;
import dev.janji.protocols.operator.v1.ListRepliesResponse;
import dev.janji.protocols.operator.v1.RepliesGrpc;
import dev.janji.protocols.operator.v1.UnmatchedReply;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code janji.operator.v1.Replies}: what no debtor was found for; the caller stands as author. Thread-safe, does not block. */
final class RepliesService extends RepliesGrpc.RepliesImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(RepliesService.class);

    private final ReplyReview review;

    RepliesService(ReplyReview review) {
        this.review = review;
    }

    @Override
    public void listReplies(ListRepliesRequest request, StreamObserver<ListRepliesResponse> answers) {
        answer(answers, review.waiting(), waiting -> {
            ListRepliesResponse.Builder response =
                    ListRepliesResponse.newBuilder().setWaiting(waiting.waiting());
            waiting.cases().forEach(each -> response.addReplies(view(each)));
            return response.build();
        });
    }

    @Override
    public void assignReply(AssignReplyRequest request, StreamObserver<AssignReplyResponse> answers) {
        PersonId author = CallerAuthentication.person();
        ReplyId reply;
        DebtorKey debtor;
        try {
            reply = Fields.id("reply_id", request.getReplyId(), ReplyId::new);
            debtor = new DebtorKey(
                    Fields.id("lender_id", request.getLenderId(), LenderId::new),
                    Fields.id("debtor_id", request.getDebtorId(), DebtorId::new));
        } catch (FieldRefused refused) {
            answers.onError(GrpcErrors.invalidField(refused));
            return;
        }
        answer(answers, review.assign(reply, debtor, author), done -> AssignReplyResponse.getDefaultInstance());
    }

    @Override
    public void dismissReply(DismissReplyRequest request, StreamObserver<DismissReplyResponse> answers) {
        PersonId author = CallerAuthentication.person();
        ReplyId reply;
        String reason;
        try {
            reply = Fields.id("reply_id", request.getReplyId(), ReplyId::new);
            reason = Fields.line("reason", request.getReason().strip(), 1, Stop.LONGEST_REASON);
        } catch (FieldRefused refused) {
            answers.onError(GrpcErrors.invalidField(refused));
            return;
        }
        answer(answers, review.dismiss(reply, author, reason), done -> DismissReplyResponse.getDefaultInstance());
    }

    private static UnmatchedReply view(ReplyReview.Case each) {
        InboundMessage message = each.message();
        LenderId lender = message.lender();
        UnmatchedReply.Builder view = UnmatchedReply.newBuilder()
                .setReplyId(message.id())
                .setChannel(ViewMapper.channel(message.channel()))
                .setLenderId(lender == null ? "" : lender.value())
                .setFrom(message.from())
                .setTo(message.to())
                .setText(message.text())
                .setReceivedAt(ViewMapper.timestamp(message.at()));
        each.candidates()
                .forEach(debtor -> view.addCandidates(Candidate.newBuilder()
                        .setLenderId(debtor.lender().value())
                        .setDebtorId(debtor.debtor().value())));
        return view.build();
    }

    private static <T, A> void answer(StreamObserver<A> answers, CompletionStage<T> stage, Function<T, A> response) {
        stage.thenApply(response).whenComplete((answer, failure) -> {
            if (failure == null) {
                answers.onNext(answer);
                answers.onCompleted();
            } else {
                answers.onError(faultOf(failure));
            }
        });
    }

    private static StatusRuntimeException faultOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof ReplyReview.NotClosed not)) {
            LOG.error("Expected to show or close replies that wait, but it failed", cause);
            return GrpcErrors.of(TransportFault.REPLIES_UNREACHABLE);
        }
        return switch (not.why()) {
            case DOES_NOT_WAIT -> GrpcErrors.of(TransportFault.REPLY_UNKNOWN);
            case OF_ANOTHER_LENDER ->
                GrpcErrors.invalidField(
                        "lender_id", "expected the lender on whose line the reply came in, but it is another one");
            case REFUSED -> {
                RefusalReason refusal = not.refusal();
                yield GrpcErrors.invalidField("debtor_id", "the debtor does not take the reply: " + refusal);
            }
        };
    }
}
