package dev.janji.domain.debtor;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Step;
import java.time.LocalDate;

/**
 * A step of the plan of one account, counted from one day.
 *
 * @param from the day that it counts from
 * @param minute its place among the steps of that trigger: local minutes after the day began
 * @param name such as {@code H+3}
 */
public record StepReference(AccountId account, Anchor from, int minute, String name) {

    static StepReference of(Account account, Anchor from, Step step) {
        return new StepReference(account.id(), from, step.minute(), step.name());
    }

    /** The day that it counts from. */
    public LocalDate anchor() {
        return from.date();
    }
}
