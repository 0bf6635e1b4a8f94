package dev.janji.domain.account;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A fee or penalty with a due date of its own.
 *
 * @param chargeId the lender's, 1 to 64 characters
 * @param amountMinor at least 1, in the account's currency
 */
public record Charge(String chargeId, long amountMinor, LocalDate dueDate, String kind, Instant postedAt) {}
