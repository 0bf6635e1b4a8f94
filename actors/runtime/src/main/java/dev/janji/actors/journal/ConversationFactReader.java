package dev.janji.actors.journal;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.protocols.journal.v1.CallbackClosed;
import dev.janji.protocols.journal.v1.CallbackRequested;
import dev.janji.protocols.journal.v1.ComplaintClosed;
import dev.janji.protocols.journal.v1.ComplaintReceived;
import dev.janji.protocols.journal.v1.ConversationHeld;
import dev.janji.protocols.journal.v1.DispositionCorrected;
import dev.janji.protocols.journal.v1.ReplyReceived;
import java.util.List;

/** Reads what was said. Every case that was ever released stays readable. */
final class ConversationFactReader {
    private ConversationFactReader() {}

    static ConversationEvent.ConversationHeld read(ConversationHeld e) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId(e.getConversationId()),
                Enums.read(e.getChannel()),
                ConversationEnums.read(e.getDirection()),
                e.hasContactPointId() ? new ContactPointId(e.getContactPointId()) : null,
                accounts(e.getAccountIdsList()),
                ConversationEnums.read(e.getDisposition()),
                ConversationEnums.read(e.getReason()),
                e.getAgentId(),
                e.getAttemptId().isEmpty() ? null : new AttemptId(e.getAttemptId()),
                e.getRecordingsList());
    }

    static ConversationEvent.DispositionCorrected read(DispositionCorrected e) {
        return new ConversationEvent.DispositionCorrected(
                new ConversationId(e.getConversationId()),
                ConversationEnums.read(e.getDisposition()),
                ConversationEnums.read(e.getReason()));
    }

    /** @param text the debtor's words; empty when they were forgotten, or nobody told them */
    static ConversationEvent.ReplyReceived read(ReplyReceived e, String text) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId(e.getReplyId()),
                Enums.read(e.getChannel()),
                e.hasContactPointId() ? new ContactPointId(e.getContactPointId()) : null,
                accounts(e.getAccountIdsList()),
                ConversationEnums.read(e.getIntent()),
                e.hasPayByDay() ? Words.date(e.getPayByDay()) : null,
                text,
                e.hasCallAtMinute() ? Words.localMinute(e.getCallAtMinute()) : null);
    }

    static ConversationEvent.CallbackRequested read(CallbackRequested e) {
        return new ConversationEvent.CallbackRequested(
                new CallbackId(e.getCallbackId()),
                Words.instant(e.getPromisedFrom()),
                Words.instant(e.getPromisedUntil()),
                e.getSkill(),
                e.hasContactPointId() ? new ContactPointId(e.getContactPointId()) : null);
    }

    static ConversationEvent.CallbackClosed read(CallbackClosed e) {
        return new ConversationEvent.CallbackClosed(
                new CallbackId(e.getCallbackId()), ConversationEnums.read(e.getResult()));
    }

    static ConversationEvent.ComplaintReceived read(ComplaintReceived e) {
        return new ConversationEvent.ComplaintReceived(
                new ComplaintId(e.getComplaintId()),
                ConversationEnums.read(e.getCategory()),
                ConversationEnums.read(e.getSource()),
                Words.date(e.getAnswerByDay()),
                e.getHold());
    }

    static ConversationEvent.ComplaintClosed read(ComplaintClosed e) {
        return new ConversationEvent.ComplaintClosed(
                new ComplaintId(e.getComplaintId()), ConversationEnums.read(e.getResult()));
    }

    private static List<AccountId> accounts(List<String> ids) {
        return ids.stream().map(AccountId::new).toList();
    }
}
