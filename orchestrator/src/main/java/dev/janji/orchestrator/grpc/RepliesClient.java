package dev.janji.orchestrator.grpc;

import com.google.protobuf.Timestamp;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.debtor.ReplyReview;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.ReplyId;
import dev.janji.protocols.operator.v1.AssignReplyRequest;
import dev.janji.protocols.operator.v1.DismissReplyRequest;
import dev.janji.protocols.operator.v1.ListRepliesRequest;
import dev.janji.protocols.operator.v1.ListRepliesResponse;
import dev.janji.protocols.operator.v1.RepliesGrpc;
import dev.janji.protocols.operator.v1.UnmatchedReply;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Calls {@code janji.operator.v1.Replies} of a running server; every call waits for its answer and fails with a {@link StatusRuntimeException}
 * when the server refuses. Thread-safe.
 */
public final class RepliesClient {
    private static final long ANSWER_WITHIN_SECONDS = 20;

    private final Channel channel;

    /** @param channel that carries a credential of a person of the operator */
    public RepliesClient(Channel channel) {
        this.channel = channel;
    }

    public ReplyReview.Waiting list() {
        ListRepliesResponse found = stub().listReplies(ListRepliesRequest.getDefaultInstance());
        return new ReplyReview.Waiting(
                found.getRepliesList().stream().map(RepliesClient::waiting).toList(), found.getWaiting());
    }

    /** What a server says of a message. */
    private static ReplyReview.Case waiting(UnmatchedReply reply) {
        Timestamp at = reply.getReceivedAt();
        return new ReplyReview.Case(
                new InboundMessage(
                        reply.getReplyId(),
                        WireWords.channel("channel", reply.getChannel()),
                        Fields.optionalId("lender_id", reply.getLenderId(), LenderId::new),
                        reply.getFrom(),
                        reply.getTo(),
                        reply.getText(),
                        Instant.ofEpochSecond(at.getSeconds(), at.getNanos()),
                        null),
                reply.getCandidatesList().stream()
                        .map(each -> new DebtorKey(new LenderId(each.getLenderId()), new DebtorId(each.getDebtorId())))
                        .toList());
    }

    public void assign(ReplyId reply, DebtorKey debtor) {
        stub().assignReply(AssignReplyRequest.newBuilder()
                .setReplyId(reply.value())
                .setLenderId(debtor.lender().value())
                .setDebtorId(debtor.debtor().value())
                .build());
    }

    public void dismiss(ReplyId reply, String reason) {
        stub().dismissReply(DismissReplyRequest.newBuilder()
                .setReplyId(reply.value())
                .setReason(reason)
                .build());
    }

    private RepliesGrpc.RepliesBlockingStub stub() {
        return RepliesGrpc.newBlockingStub(channel).withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
    }
}
