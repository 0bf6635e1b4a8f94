package dev.janji.loadtest.lender;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.util.List;

/** What the client's log says of conversations, replies, callbacks and complaints. Stateless. */
final class ConversationFacts {
    private ConversationFacts() {}

    static void add(PublishRequest request, ObjectNode line) {
        switch (request.getEventCase()) {
            case CONVERSATION_HELD -> {
                var held = request.getConversationHeld();
                line.put("conversation", held.getConversationId())
                        .put("channel", EventFacts.word(held.getChannel().name(), "CHANNEL_"))
                        .put("direction", EventFacts.word(held.getDirection().name(), "DIRECTION_"))
                        .put(
                                "disposition",
                                EventFacts.word(held.getDisposition().name(), "DISPOSITION_"));
                about(line, held.getContactPointId(), held.getAccountIdsList());
            }
            case DISPOSITION_CORRECTED -> {
                var right = request.getDispositionCorrected();
                line.put("conversation", right.getConversationId())
                        .put(
                                "disposition",
                                EventFacts.word(right.getDisposition().name(), "DISPOSITION_"));
            }
            case REPLY_RECEIVED -> {
                var reply = request.getReplyReceived();
                line.put("reply", reply.getReplyId())
                        .put("channel", EventFacts.word(reply.getChannel().name(), "CHANNEL_"))
                        .put("intent", EventFacts.word(reply.getIntent().name(), "REPLY_INTENT_"));
                if (reply.hasPayBy()) {
                    line.put("payBy", EventFacts.date(reply.getPayBy()));
                }
                about(line, reply.getContactPointId(), reply.getAccountIdsList());
            }
            case CALLBACK_REQUESTED -> {
                var callback = request.getCallbackRequested();
                line.put("callback", callback.getCallbackId())
                        .put("from", EventFacts.instant(callback.getPromisedFrom()))
                        .put("until", EventFacts.instant(callback.getPromisedUntil()));
            }
            case CALLBACK_CLOSED ->
                line.put("callback", request.getCallbackClosed().getCallbackId());
            case COMPLAINT_RECEIVED ->
                line.put("complaint", request.getComplaintReceived().getComplaintId())
                        .put("stops", request.getComplaintReceived().getHold());
            case COMPLAINT_CLOSED ->
                line.put("complaint", request.getComplaintClosed().getComplaintId());
            default -> throw new IllegalArgumentException("Expected what was said, but got " + request.getEventCase());
        }
    }

    private static void about(ObjectNode line, String point, List<String> accounts) {
        if (!point.isEmpty()) {
            line.put("pointId", point);
        }
        ArrayNode named = line.putArray("accounts");
        accounts.forEach(named::add);
    }
}
