package dev.janji.domain.debtor;

import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.ConversationEvent.ConversationHeld;
import dev.janji.domain.lender.ConversationEvent.DispositionCorrected;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.ConversationEvent.ReplyReceived;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the clauses of {@link LenderOrder} ask of events of the family of conversations. */
final class SaidOrder {
    private SaidOrder() {}

    static List<AccountId> accounts(LenderEvent event) {
        if (event instanceof ConversationHeld held) {
            return held.accounts();
        }
        return event instanceof ReplyReceived reply ? reply.accounts() : List.of();
    }

    /** @return the conversation, reply, callback or complaint that an event speaks of, or may speak of; null when it cannot */
    static @Nullable String name(LenderEvent event) {
        if (event instanceof ConversationHeld e) {
            return e.conversation().value();
        }
        if (event instanceof DispositionCorrected e) {
            return e.conversation().value();
        }
        if (event instanceof ReplyReceived e) {
            return e.reply().value();
        }
        if (event instanceof ConversationEvent.CallbackRequested e) {
            return e.callback().value();
        }
        if (event instanceof ConversationEvent.CallbackClosed e) {
            return e.callback().value();
        }
        if (event instanceof ConversationEvent.ComplaintReceived e) {
            return e.complaint().value();
        }
        if (event instanceof ConversationEvent.ComplaintClosed e) {
            return e.complaint().value();
        }
        if (event instanceof LenderEvent.HoldLifted e) {
            return e.hold().value();
        }
        return event instanceof LenderEvent.DisputeResolved e ? e.disputeId() : null;
    }

    /** Whether {@code said} disputes the account of which {@code resolved} ends a dispute. */
    static boolean disputes(List<LenderEvent> told, LenderEvent said, LenderEvent resolved) {
        if (!(resolved instanceof LenderEvent.DisputeResolved end)) {
            return false;
        }
        boolean claims = said instanceof ReplyReceived reply && reply.intent() == Intent.DISPUTE
                || disposition(said) == Disposition.RPC_DISPUTE
                || disposition(said) == Disposition.FRAUD_CLAIM;
        List<AccountId> about = said instanceof DispositionCorrected right
                ? accounts(held(told, right.conversation()))
                : accounts(said);
        return claims && (about.isEmpty() || about.contains(end.account()));
    }

    /** Whether {@code said} names a contact point, or does something to it, of which {@code other} tells. */
    static boolean ofAPoint(List<LenderEvent> told, LenderEvent said, LenderEvent other) {
        if (!(said instanceof ConversationEvent)) {
            return false;
        }
        ContactPointId point = point(told, said);
        boolean stops = said instanceof ReplyReceived reply && reply.intent() == Intent.STOP;
        if (other instanceof LenderEvent.DebtorUpserted) {
            return point != null;
        }
        if (other instanceof LenderEvent.ContactPointChanged changed) {
            return changed.contactPoint().id().equals(point)
                    || disposition(said) == Disposition.SKIP_TRACE
                            && changed.contactPoint().verification() == ContactPoint.Verification.VERIFIED;
        }
        if (other instanceof LenderEvent.ConsentChanged changed) {
            return stops && changed.contactPoint().equals(point);
        }
        return stops
                && point == null
                && other instanceof LenderEvent.DebtorConsentChanged changed
                && changed.scope() == Consents.Scope.CHANNEL
                && (changed.channel() == null || changed.channel() == ((ReplyReceived) said).channel());
    }

    private static @Nullable Disposition disposition(LenderEvent event) {
        if (event instanceof ConversationHeld held) {
            return held.disposition();
        }
        return event instanceof DispositionCorrected right ? right.disposition() : null;
    }

    private static @Nullable ContactPointId point(List<LenderEvent> told, LenderEvent event) {
        if (event instanceof ConversationHeld held) {
            return held.contactPoint();
        }
        if (event instanceof ReplyReceived reply) {
            return reply.contactPoint();
        }
        if (event instanceof ConversationEvent.CallbackRequested callback) {
            return callback.contactPoint();
        }
        return event instanceof DispositionCorrected right ? point(told, held(told, right.conversation())) : null;
    }

    private static LenderEvent held(List<LenderEvent> told, ConversationId id) {
        return told.stream()
                .filter(each -> each instanceof ConversationHeld held
                        && held.conversation().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
