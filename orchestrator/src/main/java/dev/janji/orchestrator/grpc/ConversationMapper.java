package dev.janji.orchestrator.grpc;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.ConversationEvent.Reason;
import dev.janji.protocols.lender.v1.CallbackClosed;
import dev.janji.protocols.lender.v1.CallbackRequested;
import dev.janji.protocols.lender.v1.ComplaintClosed;
import dev.janji.protocols.lender.v1.ComplaintReceived;
import dev.janji.protocols.lender.v1.ConversationHeld;
import dev.janji.protocols.lender.v1.DispositionCorrected;
import dev.janji.protocols.lender.v1.DispositionReason;
import dev.janji.protocols.lender.v1.ReplyReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Maps what was said from the wire. Stateless. */
final class ConversationMapper {
    private ConversationMapper() {}

    static ConversationEvent held(ConversationHeld e) {
        String at = "conversation_held.";
        if (!e.getAttemptId().isEmpty()) {
            throw FieldRefused.invalid(
                    at + "attempt_id", "expected it to be empty, as only the house knows its calls, but it is set");
        }
        return new ConversationEvent.ConversationHeld(
                Fields.id(at + "conversation_id", e.getConversationId(), ConversationId::new),
                WireWords.channel(at + "channel", e.getChannel()),
                ConversationWords.direction(at + "direction", e.getDirection()),
                Fields.optionalId(at + "contact_point_id", e.getContactPointId(), ContactPointId::new),
                accounts(at + "account_ids", e.getAccountIdsList()),
                ConversationWords.disposition(at + "disposition", e.getDisposition()),
                reason(at + "reason", e.getReason()),
                Fields.code(at + "agent_id", e.getAgentId()));
    }

    static ConversationEvent corrected(DispositionCorrected e) {
        String at = "disposition_corrected.";
        return new ConversationEvent.DispositionCorrected(
                Fields.id(at + "conversation_id", e.getConversationId(), ConversationId::new),
                ConversationWords.disposition(at + "disposition", e.getDisposition()),
                reason(at + "reason", e.getReason()));
    }

    static ConversationEvent replied(ReplyReceived e) {
        String at = "reply_received.";
        return new ConversationEvent.ReplyReceived(
                Fields.id(at + "reply_id", e.getReplyId(), ReplyId::new),
                WireWords.channel(at + "channel", e.getChannel()),
                Fields.optionalId(at + "contact_point_id", e.getContactPointId(), ContactPointId::new),
                accounts(at + "account_ids", e.getAccountIdsList()),
                ConversationWords.intent(at + "intent", e.getIntent()),
                e.hasPayBy() ? Fields.date(at + "pay_by", true, e.getPayBy()) : null,
                Fields.text(at + "text", e.getText(), 0, ConversationEvent.ReplyReceived.MOST_CHARACTERS));
    }

    static ConversationEvent callbackRequested(CallbackRequested e) {
        String at = "callback_requested.";
        return new ConversationEvent.CallbackRequested(
                Fields.id(at + "callback_id", e.getCallbackId(), CallbackId::new),
                instant(at + "promised_from", e.hasPromisedFrom(), e.getPromisedFrom()),
                instant(at + "promised_until", e.hasPromisedUntil(), e.getPromisedUntil()),
                Fields.code(at + "skill", e.getSkill()),
                Fields.optionalId(at + "contact_point_id", e.getContactPointId(), ContactPointId::new));
    }

    static ConversationEvent callbackClosed(CallbackClosed e) {
        String at = "callback_closed.";
        return new ConversationEvent.CallbackClosed(
                Fields.id(at + "callback_id", e.getCallbackId(), CallbackId::new),
                ConversationWords.result(at + "result", e.getResult()));
    }

    static ConversationEvent complained(ComplaintReceived e) {
        String at = "complaint_received.";
        return new ConversationEvent.ComplaintReceived(
                Fields.id(at + "complaint_id", e.getComplaintId(), ComplaintId::new),
                ConversationWords.category(at + "category", e.getCategory()),
                ConversationWords.source(at + "source", e.getSource()),
                Fields.date(at + "answer_by", e.hasAnswerBy(), e.getAnswerBy()),
                e.getHold());
    }

    static ConversationEvent complaintClosed(ComplaintClosed e) {
        String at = "complaint_closed.";
        return new ConversationEvent.ComplaintClosed(
                Fields.id(at + "complaint_id", e.getComplaintId(), ComplaintId::new),
                ConversationWords.result(at + "result", e.getResult()));
    }

    private static Reason reason(String field, DispositionReason reason) {
        return reason == DispositionReason.DISPOSITION_REASON_UNSPECIFIED
                ? Reason.NONE
                : ConversationWords.reason(field, reason);
    }

    private static List<AccountId> accounts(String field, List<String> ids) {
        Fields.atMost(field, ids, Known.MOST);
        List<AccountId> accounts = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            accounts.add(Fields.id(field + "[" + i + "]", ids.get(i), AccountId::new));
        }
        return accounts;
    }

    private static Instant instant(String field, boolean present, com.google.protobuf.Timestamp value) {
        Instant instant = Fields.optionalInstant(field, present, value);
        if (instant == null) {
            throw FieldRefused.invalid(field, "expected an instant, but it is absent");
        }
        return instant;
    }
}
