package dev.janji.domain.debtor;

import dev.janji.domain.id.AccountId;
import java.time.LocalDate;

/**
 * A step of the strategy for one due date of one account.
 *
 * @param anchor the earliest unpaid due date that the step counts from
 * @param index of the step in its strategy, from 0
 * @param name such as {@code H+3}
 */
public record StepReference(AccountId account, LocalDate anchor, int index, String name) {}
