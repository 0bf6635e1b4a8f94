package dev.janji.domain.debtor;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Step;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A step of the plan of one account, counted from one day.
 *
 * @param from the day that it counts from
 * @param minute its place among the steps of that trigger: local minutes after the day began
 * @param name such as {@code H+3}
 */
public record StepReference(AccountId account, Anchor from, int minute, String name) {

    private static final int OF_NO_PLAN = Integer.MIN_VALUE;
    private static final String CALLBACK = "callback:";
    private static final String REPLY = "reply:";
    private static final String QUESTION = "question:";

    static StepReference of(Account account, Anchor from, Step step) {
        return new StepReference(account.id(), from, step.minute(), step.name());
    }

    /** What a call that was promised is about: it stands for no step of a plan, so none is over with it. */
    static StepReference ofCallback(Account account, CallbackId callback) {
        return ofNoPlan(account, CALLBACK + callback.value());
    }

    /** What an answer to a reply is about: it stands for no step of a plan either. */
    static StepReference ofReply(Account account, ReplyId reply) {
        return ofNoPlan(account, REPLY + reply.value());
    }

    /** What a standard answer to a question is about: it stands for no step of a plan either. */
    static StepReference ofQuestion(Account account, ReplyId reply) {
        return ofNoPlan(account, QUESTION + reply.value());
    }

    private static StepReference ofNoPlan(Account account, String name) {
        LocalDate dueDate = account.ledger().earliestUnpaidDueDate();
        return new StepReference(
                account.id(), Anchor.dueDate(dueDate == null ? account.openedOn() : dueDate), OF_NO_PLAN, name);
    }

    /** @return the promised call that it stands for; null when it is a step of a plan */
    public @Nullable CallbackId callback() {
        return minute == OF_NO_PLAN && name.startsWith(CALLBACK)
                ? new CallbackId(name.substring(CALLBACK.length()))
                : null;
    }

    /** @return the reply that an agent answers; null when it is something else */
    public @Nullable ReplyId reply() {
        return reply(REPLY);
    }

    /** @return the question that a standard answer is to; null when it is something else */
    public @Nullable ReplyId question() {
        return reply(QUESTION);
    }

    private @Nullable ReplyId reply(String kind) {
        return minute == OF_NO_PLAN && name.startsWith(kind) ? new ReplyId(name.substring(kind.length())) : null;
    }

    /** Whether it is a step of a plan, which can be over. */
    boolean isOfPlan() {
        return minute != OF_NO_PLAN;
    }

    /** The day that it counts from. */
    public LocalDate anchor() {
        return from.date();
    }
}
