package dev.janji.domain.account;

import java.time.Instant;

/**
 * A signed change of the balance that is neither payment nor charge; positive raises what is owed.
 */
public record Adjustment(long amountMinor, Instant at) {}
