package dev.janji.orchestrator.grpc;

import dev.janji.protocols.lender.v1.CallbackClosed;
import dev.janji.protocols.lender.v1.CallbackRequested;
import dev.janji.protocols.lender.v1.CallbackResult;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ComplaintCategory;
import dev.janji.protocols.lender.v1.ComplaintClosed;
import dev.janji.protocols.lender.v1.ComplaintReceived;
import dev.janji.protocols.lender.v1.ComplaintResult;
import dev.janji.protocols.lender.v1.ComplaintSource;
import dev.janji.protocols.lender.v1.ConversationHeld;
import dev.janji.protocols.lender.v1.Direction;
import dev.janji.protocols.lender.v1.Disposition;
import dev.janji.protocols.lender.v1.DispositionCorrected;
import dev.janji.protocols.lender.v1.DispositionReason;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.ReplyIntent;
import dev.janji.protocols.lender.v1.ReplyReceived;
import java.util.List;

/** A good request of every kind of the family of conversations. */
final class GoodConversations {
    private GoodConversations() {}

    static List<PublishRequest> all() {
        return List.of(
                held().build(),
                GoodRequests.request("e", "d")
                        .setDispositionCorrected(DispositionCorrected.newBuilder()
                                .setConversationId("v")
                                .setDisposition(Disposition.DISPOSITION_WRONG_NUMBER)
                                .setReason(DispositionReason.DISPOSITION_REASON_NONE))
                        .build(),
                replied().build(),
                callback().build(),
                GoodRequests.request("e", "d")
                        .setCallbackClosed(CallbackClosed.newBuilder()
                                .setCallbackId("b")
                                .setResult(CallbackResult.CALLBACK_RESULT_DONE))
                        .build(),
                complained().build(),
                GoodRequests.request("e", "d")
                        .setComplaintClosed(ComplaintClosed.newBuilder()
                                .setComplaintId("n")
                                .setResult(ComplaintResult.COMPLAINT_RESULT_UPHELD))
                        .build());
    }

    static PublishRequest.Builder held() {
        return GoodRequests.request("e", "d")
                .setConversationHeld(ConversationHeld.newBuilder()
                        .setConversationId("v")
                        .setChannel(Channel.CHANNEL_VOICE)
                        .setDirection(Direction.DIRECTION_OUTBOUND)
                        .setContactPointId("phone-1")
                        .addAccountIds("a")
                        .setDisposition(Disposition.DISPOSITION_RPC_DISPUTE)
                        .setReason(DispositionReason.DISPOSITION_REASON_UNCLEAR_INFO)
                        .setAgentId("agent-1"));
    }

    static PublishRequest.Builder replied() {
        return GoodRequests.request("e", "d")
                .setReplyReceived(ReplyReceived.newBuilder()
                        .setReplyId("r")
                        .setChannel(Channel.CHANNEL_SMS)
                        .setContactPointId("phone-1")
                        .addAccountIds("a")
                        .setIntent(ReplyIntent.REPLY_INTENT_WILL_PAY)
                        .setPayBy(GoodRequests.DAY)
                        .setText("Tanggal 15 ya,\nterima kasih"));
    }

    static PublishRequest.Builder callback() {
        return GoodRequests.request("e", "d")
                .setCallbackRequested(CallbackRequested.newBuilder()
                        .setCallbackId("b")
                        .setPromisedFrom(GoodRequests.OCCURRED_AT)
                        .setPromisedUntil(GoodRequests.OCCURRED_AT.toBuilder()
                                .setSeconds(GoodRequests.OCCURRED_AT.getSeconds() + 3_600))
                        .setSkill("javanese")
                        .setContactPointId("phone-1"));
    }

    static PublishRequest.Builder complained() {
        return GoodRequests.request("e", "d")
                .setComplaintReceived(ComplaintReceived.newBuilder()
                        .setComplaintId("n")
                        .setCategory(ComplaintCategory.COMPLAINT_CATEGORY_CONDUCT)
                        .setSource(ComplaintSource.COMPLAINT_SOURCE_AGENT)
                        .setAnswerBy(GoodRequests.DAY)
                        .setHold(true));
    }
}
