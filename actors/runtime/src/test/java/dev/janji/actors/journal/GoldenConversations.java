package dev.janji.actors.journal;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What was said, as {@link GoldenEvents} and {@link GoldenHistories} tell it. Entries are added, never changed. */
final class GoldenConversations {
    private static final Instant AT = Instant.parse("2026-01-05T02:03:04.000000005Z");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    private GoldenConversations() {}

    static List<LenderEvent> events() {
        return List.of(
                held("CV-1", Disposition.RPC_DISPUTE),
                ofCall("CV-3", AttemptId.of(GoldenEvents.DEBTOR, 41)),
                corrected("CV-1", Disposition.SKIP_TRACE),
                replied("R-1", ConversationEvent.Intent.WILL_PAY, DAY),
                wrote("R-8"),
                callback("CB-1"),
                new ConversationEvent.CallbackClosed(
                        new CallbackId("CB-1"), ConversationEvent.CallbackResult.CANCELLED),
                complaint("CO-1"),
                new ConversationEvent.ComplaintClosed(
                        new ComplaintId("CO-1"), ConversationEvent.ComplaintResult.REJECTED),
                recorded("CV-4"),
                wantsCall("R-9"));
    }

    static LenderEvent ofCall(String id, AttemptId attempt) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId(id),
                Channel.VOICE,
                ConversationEvent.Direction.OUTBOUND,
                new ContactPointId("cp-1"),
                List.of(GoldenEvents.ACCOUNT),
                Disposition.RPC_REFUSED,
                ConversationEvent.Reason.FORGOT,
                "agent-2",
                attempt);
    }

    private static LenderEvent recorded(String id) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId(id),
                Channel.VOICE,
                ConversationEvent.Direction.OUTBOUND,
                new ContactPointId("cp-1"),
                List.of(GoldenEvents.ACCOUNT),
                Disposition.RPC_REFUSED,
                ConversationEvent.Reason.FORGOT,
                "agent-2",
                AttemptId.of(GoldenEvents.DEBTOR, 43),
                List.of("r1.call-43", "r2.call-43"));
    }

    static LenderEvent held(String id, Disposition disposition) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId(id),
                Channel.VOICE,
                ConversationEvent.Direction.INBOUND,
                new ContactPointId("cp-1"),
                List.of(GoldenEvents.ACCOUNT, new AccountId("A-2")),
                disposition,
                ConversationEvent.Reason.UNCLEAR_INFO,
                "agent-2");
    }

    static LenderEvent corrected(String id, Disposition disposition) {
        return new ConversationEvent.DispositionCorrected(
                new ConversationId(id), disposition, ConversationEvent.Reason.FORGOT);
    }

    static LenderEvent replied(String id, ConversationEvent.Intent intent, LocalDate payBy) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId(id),
                Channel.WHATSAPP,
                new ContactPointId("cp-2"),
                List.of(GoldenEvents.ACCOUNT),
                intent,
                payBy);
    }

    /** What nobody understands, with its words. */
    static LenderEvent wrote(String id) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId(id),
                Channel.SMS,
                new ContactPointId("cp-1"),
                List.of(),
                ConversationEvent.Intent.OTHER,
                null,
                "words-8");
    }

    private static LenderEvent wantsCall(String id) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId(id),
                Channel.SMS,
                new ContactPointId("cp-1"),
                List.of(),
                ConversationEvent.Intent.CALL_ME,
                null,
                "words-9",
                DAY.atTime(15, 30));
    }

    static LenderEvent callback(String id) {
        return new ConversationEvent.CallbackRequested(
                new CallbackId(id), AT.plusSeconds(1), AT.plusSeconds(2), "skill-3", new ContactPointId("cp-1"));
    }

    static LenderEvent complaint(String id) {
        return new ConversationEvent.ComplaintReceived(
                new ComplaintId(id),
                ConversationEvent.ComplaintCategory.PRIVACY,
                ConversationEvent.ComplaintSource.REPLY,
                DAY,
                true);
    }
}
