package dev.janji.actors.journal;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.protocols.journal.v1.CallbackClosed;
import dev.janji.protocols.journal.v1.CallbackRequested;
import dev.janji.protocols.journal.v1.ComplaintClosed;
import dev.janji.protocols.journal.v1.ComplaintReceived;
import dev.janji.protocols.journal.v1.ConversationHeld;
import dev.janji.protocols.journal.v1.DispositionCorrected;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.ReplyReceived;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Writes what was said into a record and answers its manifest. The words of a reply, which are personal, are not among it. For one record. */
record ConversationFactWriter(LenderEventApplied.Builder applied) implements ConversationEvent.Cases<String> {
    @Override
    public String conversationHeld(ConversationEvent.ConversationHeld e) {
        applied.setConversationHeld(held(e));
        return "debtor.ConversationHeld";
    }

    static ConversationHeld held(ConversationEvent.ConversationHeld e) {
        ConversationHeld.Builder held = ConversationHeld.newBuilder()
                .setConversationId(e.conversation().value())
                .setChannel(Enums.write(e.channel()))
                .setDirection(ConversationEnums.write(e.direction()))
                .addAllAccountIds(e.accounts().stream().map(AccountId::value).toList())
                .setDisposition(ConversationEnums.write(e.disposition()))
                .setReason(ConversationEnums.write(e.reason()))
                .setAgentId(e.agentId())
                .addAllRecordings(e.recordings());
        ContactPointId point = e.contactPoint();
        if (point != null) {
            held.setContactPointId(point.value());
        }
        AttemptId attempt = e.attempt();
        if (attempt != null) {
            held.setAttemptId(attempt.value());
        }
        return held.build();
    }

    @Override
    public String dispositionCorrected(ConversationEvent.DispositionCorrected e) {
        applied.setDispositionCorrected(DispositionCorrected.newBuilder()
                .setConversationId(e.conversation().value())
                .setDisposition(ConversationEnums.write(e.disposition()))
                .setReason(ConversationEnums.write(e.reason())));
        return "debtor.DispositionCorrected";
    }

    @Override
    public String replyReceived(ConversationEvent.ReplyReceived e) {
        applied.setReplyReceived(received(e));
        return "debtor.ReplyReceived";
    }

    static ReplyReceived received(ConversationEvent.ReplyReceived e) {
        ReplyReceived.Builder received = ReplyReceived.newBuilder()
                .setReplyId(e.reply().value())
                .setChannel(Enums.write(e.channel()))
                .addAllAccountIds(e.accounts().stream().map(AccountId::value).toList())
                .setIntent(ConversationEnums.write(e.intent()));
        ContactPointId point = e.contactPoint();
        if (point != null) {
            received.setContactPointId(point.value());
        }
        LocalDate payBy = e.payBy();
        if (payBy != null) {
            received.setPayByDay(Words.day(payBy));
        }
        LocalDateTime callAt = e.callAt();
        if (callAt != null) {
            received.setCallAtMinute(Words.localMinute(callAt));
        }
        return received.build();
    }

    @Override
    public String callbackRequested(ConversationEvent.CallbackRequested e) {
        applied.setCallbackRequested(requested(e));
        return "debtor.CallbackRequested";
    }

    static CallbackRequested requested(ConversationEvent.CallbackRequested e) {
        CallbackRequested.Builder requested = CallbackRequested.newBuilder()
                .setCallbackId(e.callback().value())
                .setPromisedFrom(Words.timestamp(e.from()))
                .setPromisedUntil(Words.timestamp(e.until()))
                .setSkill(e.skill());
        ContactPointId point = e.contactPoint();
        if (point != null) {
            requested.setContactPointId(point.value());
        }
        return requested.build();
    }

    @Override
    public String callbackClosed(ConversationEvent.CallbackClosed e) {
        applied.setCallbackClosed(CallbackClosed.newBuilder()
                .setCallbackId(e.callback().value())
                .setResult(ConversationEnums.write(e.result())));
        return "debtor.CallbackClosed";
    }

    @Override
    public String complaintReceived(ConversationEvent.ComplaintReceived e) {
        applied.setComplaintReceived(received(e));
        return "debtor.ComplaintReceived";
    }

    static ComplaintReceived received(ConversationEvent.ComplaintReceived e) {
        return ComplaintReceived.newBuilder()
                .setComplaintId(e.complaint().value())
                .setCategory(ConversationEnums.write(e.category()))
                .setSource(ConversationEnums.write(e.source()))
                .setAnswerByDay(Words.day(e.answerBy()))
                .setHold(e.hold())
                .build();
    }

    @Override
    public String complaintClosed(ConversationEvent.ComplaintClosed e) {
        applied.setComplaintClosed(ComplaintClosed.newBuilder()
                .setComplaintId(e.complaint().value())
                .setResult(ConversationEnums.write(e.result())));
        return "debtor.ComplaintClosed";
    }
}
