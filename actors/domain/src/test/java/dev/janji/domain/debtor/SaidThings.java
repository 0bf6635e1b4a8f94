package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said in tests, shortly. */
final class SaidThings {
    private SaidThings() {}

    static LenderEvent held(String id, Disposition disposition, @Nullable String point, AccountId... about) {
        return held(id, Channel.VOICE, ConversationEvent.Direction.OUTBOUND, disposition, point, about);
    }

    static LenderEvent held(
            String id,
            Channel channel,
            ConversationEvent.Direction direction,
            Disposition disposition,
            @Nullable String point,
            AccountId... about) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId(id),
                channel,
                direction,
                point == null ? null : new ContactPointId(point),
                List.of(about),
                disposition,
                ConversationEvent.Reason.NONE,
                "agent-7");
    }

    static LenderEvent corrected(String id, Disposition disposition) {
        return new ConversationEvent.DispositionCorrected(
                new ConversationId(id), disposition, ConversationEvent.Reason.TROUBLE);
    }

    static LenderEvent reply(String id, Intent intent, @Nullable String point, AccountId... about) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId(id),
                Channel.SMS,
                point == null ? null : new ContactPointId(point),
                List.of(about),
                intent,
                null);
    }

    static LenderEvent willPay(String id, String day) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId(id), Channel.SMS, null, List.of(), Intent.WILL_PAY, LocalDate.parse(day));
    }

    static LenderEvent callback(String id, String from, String until) {
        return new ConversationEvent.CallbackRequested(
                new CallbackId(id), instant(from), instant(until), "javanese", null);
    }

    static LenderEvent closed(String callback) {
        return new ConversationEvent.CallbackClosed(new CallbackId(callback), ConversationEvent.CallbackResult.DONE);
    }

    static LenderEvent complaint(String id, boolean hold) {
        return new ConversationEvent.ComplaintReceived(
                new ComplaintId(id),
                ConversationEvent.ComplaintCategory.HARASSMENT,
                ConversationEvent.ComplaintSource.REPLY,
                LocalDate.parse("2026-06-12"),
                hold);
    }

    static LenderEvent answered(String complaint) {
        return new ConversationEvent.ComplaintClosed(
                new ComplaintId(complaint), ConversationEvent.ComplaintResult.UPHELD);
    }

    static Instant instant(String local) {
        return LocalDateTime.parse(local).atZone(TestRules.JAKARTA).toInstant();
    }
}
