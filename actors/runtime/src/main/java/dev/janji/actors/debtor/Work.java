package dev.janji.actors.debtor;

import dev.janji.actors.person.Turn;
import dev.janji.actors.rules.LenderBook;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.RuleContext;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A command between its arrival and its answer. Immutable.
 *
 * @param book of the rules in the context; what they decide to send is said in its words, even if another is in force by then
 * @param turn in which a debtor is decided about who is the same person as others; null for all others
 */
record Work(
        DebtorCommand command,
        ActorRef<Reply> replyTo,
        LenderBook book,
        RuleContext context,
        @Nullable Turn turn,
        Decision.@Nullable Accepted decision,
        @Nullable Instant nextWakeUp) {

    static Work begun(DebtorCommand command, ActorRef<Reply> replyTo, LenderBook book, RuleContext context) {
        return new Work(command, replyTo, book, context, null, null, null);
    }

    Work in(RuleContext next) {
        return new Work(command, replyTo, book, next, turn, null, null);
    }

    Work in(Turn taken, LenderBook by, RuleContext next) {
        return new Work(command, replyTo, by, next, taken, null, null);
    }

    Work decided(Decision.Accepted next, @Nullable Instant wakeUp) {
        return new Work(command, replyTo, book, context, turn, next, wakeUp);
    }
}
