package dev.janji.actors.debtor;

import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.LeadResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Answers that may not be given yet: a lender's ack waits until an open attempt is proven stopped, sent or in doubt, and an erasure's until
 * the key is gone. Confined to the debtor's actor.
 */
final class PendingAcks {
    private record Pending(ActorRef<Reply> replyTo, long sequenceNumber, boolean duplicate) {}

    private final List<Pending> forAttempt = new ArrayList<>(0);
    private final List<Pending> forKey = new ArrayList<>(0);
    private boolean keyGoing;

    /** Whether an end was doubtful since a contact was last open: its call may be in doubt before its lead is, or after. */
    private boolean doubt;

    void answer(
            ActorRef<Reply> replyTo, long sequenceNumber, boolean duplicate, Decision.Ack ack, boolean attemptOpen) {
        Pending pending = new Pending(replyTo, sequenceNumber, duplicate);
        if (ack == Decision.Ack.AFTER_OPEN_ATTEMPT && attemptOpen) {
            forAttempt.add(pending);
        } else if (keyGoing) {
            forKey.add(pending);
        } else {
            tell(pending, false);
        }
    }

    /** @param events that were stored. @param open whether a contact that was decided before may still be made */
    void stored(List<DebtorEvent> events, boolean open) {
        for (DebtorEvent event : events) {
            doubt |= event instanceof DebtorEvent.AttemptAnswered answered && answered.answer() == Answer.IN_DOUBT
                    || event instanceof DebtorEvent.LeadClosed closed && closed.result() == LeadResult.IN_DOUBT;
        }
        if (open) {
            return;
        }
        boolean inDoubt = doubt;
        doubt = false;
        forAttempt.forEach(pending -> tell(pending, inDoubt));
        forAttempt.clear();
    }

    void holdForKey() {
        keyGoing = true;
    }

    void keyForgotten() {
        keyGoing = false;
        forKey.forEach(pending -> tell(pending, false));
        forKey.clear();
    }

    /** The key may still be there: whoever waits may ask again, and nobody is told yet that it is gone. */
    void keyFailed() {
        forKey.forEach(pending -> pending.replyTo().tell(new Reply.Unavailable("key store")));
        forKey.clear();
    }

    private static void tell(Pending pending, boolean inDoubt) {
        pending.replyTo().tell(new Reply.Applied(pending.sequenceNumber(), pending.duplicate(), inDoubt));
    }
}
