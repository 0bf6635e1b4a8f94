package dev.janji.domain.debtor;

import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.strategy.Strategy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the debtor asked, and a text of the lender answers from the books: how much, since when, how to pay. It goes back where the question came from, and
 * only there, when that is the debtor's own by the lender's word; whoever else asks hears nothing of a debt, and a person reads the question. To whom and when,
 * the packs say as of every contact.
 *
 * @param asked the question, the accounts that it is about, and when it may be answered
 */
record StandardAnswer(WrittenConversation asked) {
    /** Templates of these names are the answers. */
    static final String HOW_MUCH = "answer-how-much";

    static final String HOW_TO_PAY = "answer-how-to-pay";

    /** Ids under which events name why a person answers instead. */
    static final String IDENTITY = "IDENTITY";

    static final String ANSWERS_A_DAY = "ANSWERS-A-DAY";

    /** @return the question that may be answered first; null when none waits, or a person answers them all */
    static @Nullable StandardAnswer next(Known known, RuleContext context) {
        if (context.rules().answersADay() == 0) {
            return null;
        }
        StandardAnswer first = null;
        for (Reply each : known.dialogue().replies()) {
            if (!each.isQuestion() || !context.now().isBefore(each.at().plus(WrittenConversation.LATEST))) {
                continue;
            }
            WrittenConversation asked = WrittenConversation.of(known, each, context);
            if (asked != null && (first == null || asked.from().isBefore(first.from()))) {
                first = new StandardAnswer(asked);
            }
        }
        return first;
    }

    Instant from() {
        return asked.from();
    }

    Account worst() {
        return asked.worst();
    }

    String template() {
        return asked.reply().intent() == Intent.HOW_TO_PAY ? HOW_TO_PAY : HOW_MUCH;
    }

    List<StepReference> steps() {
        List<StepReference> steps = new ArrayList<>(asked.accounts().size());
        for (Account account : asked.accounts()) {
            steps.add(StepReference.ofQuestion(account, asked.reply().id()));
        }
        return steps;
    }

    Strategy strategy(Known known, RuleContext context) {
        return asked.strategy(known, context);
    }

    Choice choice(Known known, RuleContext context) {
        return asked.choice(known, template(), null, context);
    }

    /** @return why it is not given now, or not by the books at all; null when it may go where {@code choice} says */
    @Nullable
    DebtorEvent against(Known known, Choice choice, RuleContext context) {
        if (!isIdentified(known)) {
            return refused(known, List.of(IDENTITY), context);
        }
        if (given(known, context) >= context.rules().answersADay()) {
            return refused(known, List.of(ANSWERS_A_DAY), context);
        }
        if (choice.point() != null) {
            return null;
        }
        Instant until = null;
        if (choice.stop() != null) {
            until = context.stops().lookAgain(context.debtor(), context.now());
        } else if (choice.deferred() != null) {
            until = choice.deferred().until();
        }
        return until == null
                ? refused(known, choice.against(), context)
                : new DebtorEvent.ContactDeferred(
                        context.now(),
                        DebtorRules.VERSION,
                        steps(),
                        until,
                        choice.against(),
                        strategy(known, context).version(),
                        context.rules().policy().version(),
                        choice.stop() == null
                                ? List.of()
                                : List.of(choice.stop().id()));
    }

    private DebtorEvent refused(Known known, List<String> ruleIds, RuleContext context) {
        return new DebtorEvent.ContactRefused(
                context.now(),
                DebtorRules.VERSION,
                steps(),
                ruleIds,
                strategy(known, context).version(),
                context.rules().policy().version());
    }

    /** Whatever a pack lets pass: nobody but the debtor is told, and only a number or address that the lender has checked proves who asks. */
    private boolean isIdentified(Known known) {
        ContactPointId id = asked.reply().point();
        ContactPoint point = id == null ? null : known.profile().contactPoint(id);
        return point != null
                && point.role() == ContactPoint.Role.OWN
                && Contactability.of(point, known).kind() == Contactability.Kind.USABLE;
    }

    /** @return how many were given on this local day; a program that answers ours ends here */
    private static int given(Known known, RuleContext context) {
        ZoneId zone = context.rules().policy().dayZone(known.profile().homeZone());
        Instant since = context.today(known).atStartOfDay(zone).toInstant();
        int given = 0;
        for (PastAttempt past : known.history().attempts()) {
            boolean isAnswer = LeadEvolution.questionOf(past.attempt().covers()) != null;
            given += isAnswer && past.countsAsMade() && !past.at().isBefore(since) ? 1 : 0;
        }
        return given;
    }
}
