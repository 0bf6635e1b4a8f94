package dev.janji.domain.account;

import java.time.LocalDate;

/**
 * A part of a debt that falls due on a date.
 *
 * @param number from 1, unique in the account
 * @param amountMinor at least 1, in the account's currency
 */
public record Instalment(int number, LocalDate dueDate, long amountMinor) {}
