package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.Decision.Rejected;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.ConversationEvent.CallbackRequested;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.EffectClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an event of the family of conversations cannot be applied; empty when it can. The detail is the path of the field at fault. An id is known
 * while what it names is remembered.
 */
record ConversationRefusals(Known known, Instant occurredAt) implements ConversationEvent.Cases<Optional<Rejected>> {
    @Override
    public Optional<Rejected> conversationHeld(ConversationEvent.ConversationHeld e) {
        String event = "conversation_held";
        if (known.dialogue().conversation(e.conversation()) != null) {
            return no(RefusalReason.CONVERSATION_EXISTS, event + ".conversation_id");
        }
        Optional<Rejected> refusal = about(e.accounts(), e.contactPoint(), event);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (lacksPoint(e.disposition(), e.contactPoint())) {
            return no(RefusalReason.INVALID_FIELD, event + ".contact_point_id");
        }
        AttemptId attempt = e.attempt();
        if (attempt != null && !isOurs(attempt)) {
            return no(RefusalReason.ATTEMPT_UNKNOWN, event + ".attempt_id");
        }
        long effective = known.dialogue().conversations().stream()
                .filter(Conversation::hasEffect)
                .count();
        return effective >= Dialogue.MOST ? no(RefusalReason.TOO_MANY, event + ".conversation_id") : Optional.empty();
    }

    @Override
    public Optional<Rejected> dispositionCorrected(ConversationEvent.DispositionCorrected e) {
        Conversation held = known.dialogue().conversation(e.conversation());
        if (held == null) {
            return no(RefusalReason.CONVERSATION_UNKNOWN, "disposition_corrected.conversation_id");
        }
        return lacksPoint(e.disposition(), held.point())
                ? no(RefusalReason.INVALID_FIELD, "disposition_corrected.disposition")
                : Optional.empty();
    }

    private boolean isOurs(AttemptId attempt) {
        Attempt open = known.openAttempt();
        return open != null && open.id().equals(attempt)
                || known.history().find(attempt) != null
                || known.history().call(attempt) != null;
    }

    /** A wrong number that nobody names would be dialled again. */
    private static boolean lacksPoint(Disposition disposition, @Nullable ContactPointId point) {
        return point == null && disposition.has(EffectClass.NUMBER_UNCALLABLE);
    }

    @Override
    public Optional<Rejected> replyReceived(ConversationEvent.ReplyReceived e) {
        String event = "reply_received";
        if (known.dialogue().reply(e.reply()) != null) {
            return no(RefusalReason.REPLY_EXISTS, event + ".reply_id");
        }
        Optional<Rejected> refusal = about(e.accounts(), e.contactPoint(), event);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (e.intent() == Intent.WRONG_PERSON && e.contactPoint() == null) {
            return no(RefusalReason.INVALID_FIELD, event + ".contact_point_id");
        }
        if ((e.intent() == Intent.WILL_PAY) != (e.payBy() != null)
                || e.payBy() != null && !Refusals.isCivil(e.payBy())) {
            return no(RefusalReason.INVALID_FIELD, event + ".pay_by");
        }
        if (e.callAt() != null && (e.intent() != Intent.CALL_ME || !isSoon(e.callAt()))) {
            return no(RefusalReason.INVALID_FIELD, event + ".call_at");
        }
        if (e.text().codePointCount(0, e.text().length()) > ConversationEvent.ReplyReceived.MOST_CHARACTERS) {
            return no(RefusalReason.INVALID_FIELD, event + ".text");
        }
        long effective =
                known.dialogue().replies().stream().filter(Reply::hasEffect).count();
        return effective >= Dialogue.MOST ? no(RefusalReason.TOO_MANY, event + ".reply_id") : Optional.empty();
    }

    /** Wherever the debtor is. */
    private boolean isSoon(LocalDateTime callAt) {
        Instant last = occurredAt.plus(Duration.ofDays(CallbackRequested.MOST_DAYS_AHEAD));
        return callAt.getSecond() == 0
                && callAt.getNano() == 0
                && !callAt.toInstant(ZoneOffset.MAX).isAfter(last)
                && Refusals.isCivil(callAt.toLocalDate());
    }

    @Override
    public Optional<Rejected> callbackRequested(CallbackRequested e) {
        String event = "callback_requested";
        if (known.dialogue().remembersCallback(e.callback())) {
            return no(RefusalReason.CALLBACK_EXISTS, event + ".callback_id");
        }
        Optional<Rejected> refusal = about(List.of(), e.contactPoint(), event);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!Refusals.isCivil(e.from())) {
            return no(RefusalReason.INVALID_FIELD, event + ".promised_from");
        }
        boolean soon = Refusals.isCivil(e.until())
                && e.until().isAfter(e.from())
                && !e.until().isAfter(occurredAt.plus(Duration.ofDays(CallbackRequested.MOST_DAYS_AHEAD)));
        if (!soon) {
            return no(RefusalReason.INVALID_FIELD, event + ".promised_until");
        }
        return known.dialogue().callbacks().size() >= Dialogue.MOST
                ? no(RefusalReason.TOO_MANY, event + ".callback_id")
                : Optional.empty();
    }

    @Override
    public Optional<Rejected> callbackClosed(ConversationEvent.CallbackClosed e) {
        return known.dialogue().hasCallback(e.callback())
                ? Optional.empty()
                : no(RefusalReason.CALLBACK_UNKNOWN, "callback_closed.callback_id");
    }

    @Override
    public Optional<Rejected> complaintReceived(ConversationEvent.ComplaintReceived e) {
        if (known.dialogue().remembersComplaint(e.complaint())) {
            return no(RefusalReason.COMPLAINT_EXISTS, "complaint_received.complaint_id");
        }
        if (known.dialogue().complaints().size() >= Dialogue.MOST) {
            return no(RefusalReason.TOO_MANY, "complaint_received.complaint_id");
        }
        return Refusals.isCivil(e.answerBy())
                ? Optional.empty()
                : no(RefusalReason.INVALID_FIELD, "complaint_received.answer_by");
    }

    @Override
    public Optional<Rejected> complaintClosed(ConversationEvent.ComplaintClosed e) {
        return known.dialogue().complaint(e.complaint()) == null
                ? no(RefusalReason.COMPLAINT_UNKNOWN, "complaint_closed.complaint_id")
                : Optional.empty();
    }

    private Optional<Rejected> about(List<AccountId> accounts, @Nullable ContactPointId point, String event) {
        if (accounts.size() > Known.MOST) {
            return no(RefusalReason.TOO_MANY, event + ".account_ids");
        }
        for (AccountId account : accounts) {
            if (known.account(account) == null) {
                return no(RefusalReason.ACCOUNT_UNKNOWN, event + ".account_ids");
            }
        }
        return point != null && known.profile().contactPoint(point) == null
                ? no(RefusalReason.CONTACT_POINT_UNKNOWN, event + ".contact_point_id")
                : Optional.empty();
    }

    private static Optional<Rejected> no(RefusalReason reason, String field) {
        return Optional.of(new Rejected(reason, field));
    }
}
