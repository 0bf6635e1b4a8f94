package dev.janji.actors.desk;

import dev.janji.domain.id.QueueId;

/**
 * Calls to the house that a desk takes. Immutable.
 *
 * @param queue of the desk, in which callers wait; they are looked for among its lender's debtors
 * @param number of the house that is called, digits; empty: any that no other line names
 */
public record InboundLine(QueueId queue, String number) {
    private static final int MOST_DIGITS = 20;

    /** @throws IllegalArgumentException when the number is something else than digits */
    public InboundLine {
        if (number.length() > MOST_DIGITS || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("Expected a number of at most " + MOST_DIGITS
                    + " digits, as the network tells it, but found something else [queue=" + queue + "]");
        }
    }

    /** @return the number without what people put between and before the digits */
    static String digits(String number) {
        return number.replaceAll("[ ().+-]", "");
    }
}
