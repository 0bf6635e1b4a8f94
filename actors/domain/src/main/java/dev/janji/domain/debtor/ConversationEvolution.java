package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorEvent.LenderEventApplied;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.lender.ConversationEvent;
import java.util.HashSet;
import java.util.Set;

/** What each event of the family of conversations changes: what was said, never what follows from it. */
record ConversationEvolution(Known known, LenderEventApplied applied) implements ConversationEvent.Cases<DebtorState> {
    @Override
    public DebtorState conversationHeld(ConversationEvent.ConversationHeld e) {
        return known.with(known.dialogue()
                .with(new Conversation(
                        e.conversation(),
                        applied.occurredAt(),
                        e.channel(),
                        e.direction(),
                        e.contactPoint(),
                        new HashSet<>(e.accounts()),
                        e.disposition(),
                        e.reason(),
                        false,
                        Set.of(),
                        e.attempt())));
    }

    @Override
    public DebtorState dispositionCorrected(ConversationEvent.DispositionCorrected e) {
        return known.with(known.dialogue()
                .changingConversations(
                        each -> each.id().equals(e.conversation()),
                        each -> each.corrected(e.disposition(), e.reason())));
    }

    @Override
    public DebtorState replyReceived(ConversationEvent.ReplyReceived e) {
        return known.with(known.dialogue()
                .with(new Reply(
                        e.reply(),
                        applied.occurredAt(),
                        e.channel(),
                        e.contactPoint(),
                        new HashSet<>(e.accounts()),
                        e.intent(),
                        e.payBy(),
                        false,
                        Set.of(),
                        null,
                        e.callAt())));
    }

    @Override
    public DebtorState callbackRequested(ConversationEvent.CallbackRequested e) {
        return known.with(
                known.dialogue().with(new Callback(e.callback(), e.from(), e.until(), e.skill(), e.contactPoint())));
    }

    @Override
    public DebtorState callbackClosed(ConversationEvent.CallbackClosed e) {
        return known.with(known.dialogue().closed(e.callback()));
    }

    @Override
    public DebtorState complaintReceived(ConversationEvent.ComplaintReceived e) {
        return known.with(known.dialogue()
                .with(new Complaint(
                        e.complaint(), applied.occurredAt(), e.category(), e.source(), e.answerBy(), e.hold())));
    }

    @Override
    public DebtorState complaintClosed(ConversationEvent.ComplaintClosed e) {
        return known.with(known.dialogue().closed(e.complaint()));
    }
}
