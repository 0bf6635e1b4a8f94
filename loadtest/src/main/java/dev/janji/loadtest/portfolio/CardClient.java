package dev.janji.loadtest.portfolio;

import java.util.List;

/**
 * Six months of one card client, oldest month first (April to September). Immutable. It holds no months of delay, so that no stream can
 * depend on them.
 *
 * @param number of the client in the sample, from 1
 * @param bills statement amounts in whole dollars (X17 to X12); negative for a credit balance
 * @param payments made in each month in whole dollars (X23 to X18), each for the statement of the month before
 */
public record CardClient(int number, List<Long> bills, List<Long> payments) {
    /** April to September. */
    public static final int MONTHS = 6;

    /** @throws IllegalArgumentException when there are not six months of each */
    public CardClient {
        bills = List.copyOf(bills);
        payments = List.copyOf(payments);
        if (bills.size() != MONTHS || payments.size() != MONTHS) {
            throw new IllegalArgumentException(
                    "Expected " + MONTHS + " bills and payments, but got " + bills.size() + " and " + payments.size());
        }
    }

    /** @return the bill of March in whole dollars: that of April and what was paid in April, as if nothing was bought; negative for a credit */
    long billOfMarch() {
        return bills.get(0) + payments.get(0);
    }
}
