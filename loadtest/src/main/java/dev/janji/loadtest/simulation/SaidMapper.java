package dev.janji.loadtest.simulation;

import static dev.janji.loadtest.simulation.StoryMapper.date;
import static dev.janji.loadtest.simulation.StoryMapper.instant;
import static dev.janji.loadtest.simulation.StoryMapper.word;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.protocols.lender.v1.CallbackRequested;
import dev.janji.protocols.lender.v1.ComplaintReceived;
import dev.janji.protocols.lender.v1.ConversationHeld;
import dev.janji.protocols.lender.v1.DispositionReason;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.ReplyReceived;
import org.jspecify.annotations.Nullable;

/** What was said in a story, in the domain's words. Stateless. */
final class SaidMapper {
    private SaidMapper() {}

    static ConversationEvent event(PublishRequest request) {
        return switch (request.getEventCase()) {
            case CONVERSATION_HELD -> held(request.getConversationHeld());
            case DISPOSITION_CORRECTED ->
                new ConversationEvent.DispositionCorrected(
                        new ConversationId(request.getDispositionCorrected().getConversationId()),
                        word(
                                Disposition.class,
                                request.getDispositionCorrected().getDisposition()),
                        reason(request.getDispositionCorrected().getReason()));
            case REPLY_RECEIVED -> replied(request.getReplyReceived());
            case CALLBACK_REQUESTED -> callback(request.getCallbackRequested());
            case CALLBACK_CLOSED ->
                new ConversationEvent.CallbackClosed(
                        new CallbackId(request.getCallbackClosed().getCallbackId()),
                        word(
                                ConversationEvent.CallbackResult.class,
                                request.getCallbackClosed().getResult()));
            case COMPLAINT_RECEIVED -> complained(request.getComplaintReceived());
            case COMPLAINT_CLOSED ->
                new ConversationEvent.ComplaintClosed(
                        new ComplaintId(request.getComplaintClosed().getComplaintId()),
                        word(
                                ConversationEvent.ComplaintResult.class,
                                request.getComplaintClosed().getResult()));
            default -> throw new IllegalArgumentException("Expected what was said, but got " + request.getEventCase());
        };
    }

    private static ConversationEvent held(ConversationHeld e) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId(e.getConversationId()),
                word(Channel.class, e.getChannel()),
                word(ConversationEvent.Direction.class, e.getDirection()),
                point(e.getContactPointId()),
                e.getAccountIdsList().stream().map(AccountId::new).toList(),
                word(Disposition.class, e.getDisposition()),
                reason(e.getReason()),
                e.getAgentId());
    }

    private static ConversationEvent replied(ReplyReceived e) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId(e.getReplyId()),
                word(Channel.class, e.getChannel()),
                point(e.getContactPointId()),
                e.getAccountIdsList().stream().map(AccountId::new).toList(),
                word(ConversationEvent.Intent.class, e.getIntent()),
                e.hasPayBy() ? date(e.getPayBy()) : null);
    }

    private static ConversationEvent callback(CallbackRequested e) {
        return new ConversationEvent.CallbackRequested(
                new CallbackId(e.getCallbackId()),
                instant(e.getPromisedFrom()),
                instant(e.getPromisedUntil()),
                e.getSkill(),
                point(e.getContactPointId()));
    }

    private static ConversationEvent complained(ComplaintReceived e) {
        return new ConversationEvent.ComplaintReceived(
                new ComplaintId(e.getComplaintId()),
                word(ConversationEvent.ComplaintCategory.class, e.getCategory()),
                word(ConversationEvent.ComplaintSource.class, e.getSource()),
                date(e.getAnswerBy()),
                e.getHold());
    }

    private static ConversationEvent.Reason reason(DispositionReason reason) {
        return reason == DispositionReason.DISPOSITION_REASON_UNSPECIFIED
                ? ConversationEvent.Reason.NONE
                : word(ConversationEvent.Reason.class, reason);
    }

    private static @Nullable ContactPointId point(String id) {
        return id.isEmpty() ? null : new ContactPointId(id);
    }
}
