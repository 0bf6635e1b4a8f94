package dev.janji.actors.desk;

import dev.janji.actors.journal.Recorded;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.LiveLead;
import dev.janji.domain.debtor.Reply;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A written conversation on an agent's screen. Immutable.
 *
 * @param channel on which the debtor wrote, and is answered
 * @param point from which; null when it is not known
 * @param isVerified whether that is surely the debtor's, so that nobody has to ask who writes
 */
public record WrittenCase(Channel channel, @Nullable ContactPointId point, boolean isVerified) {
    /** Of so many of the debtor's newest events the words are shown. */
    static final int MOST_EVENTS = 200;

    /** @return the conversation of a lead as the debtor has it; empty when the debtor has no such lead */
    static Optional<WrittenCase> of(LeadId lead, DebtorState.Known known) {
        LiveLead open = known.lead();
        if (open == null || !open.id().equals(lead)) {
            return Optional.empty();
        }
        ReplyId id = open.reply();
        return known.dialogue().replies().stream()
                .filter(reply -> reply.id().equals(id))
                .findFirst()
                .map(reply -> of(reply, known));
    }

    private static WrittenCase of(Reply reply, DebtorState.Known known) {
        ContactPointId id = reply.point();
        ContactPoint point = id == null ? null : known.profile().contactPoint(id);
        return point == null
                ? new WrittenCase(reply.channel(), null, false)
                : new WrittenCase(point.channel(), id, point.verification() == ContactPoint.Verification.VERIFIED);
    }

    /** @return the events among these that hold somebody's words, oldest first */
    static List<Recorded> said(List<Recorded> events) {
        return events.stream()
                .filter(each -> each.event() instanceof DebtorEvent.AnswerWritten
                        || each.event() instanceof DebtorEvent.LenderEventApplied applied
                                && applied.event() instanceof ConversationEvent.ReplyReceived)
                .toList();
    }
}
