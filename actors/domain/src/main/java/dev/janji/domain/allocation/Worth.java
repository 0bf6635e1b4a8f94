package dev.janji.domain.allocation;

import dev.janji.domain.money.Money;

/**
 * What a conversation is likely to bring. Immutable.
 *
 * @param value what is at stake, from 0 to {@link Money#LARGEST_MINOR}
 * @param probabilityBasisPoints that the conversation brings it, 0 to 10,000
 */
public record Worth(Money value, int probabilityBasisPoints) {
    private static final int WHOLE = 10_000;

    /** @throws IllegalArgumentException when one is outside of its range */
    public Worth {
        if (value.minor() < 0 || value.minor() > Money.LARGEST_MINOR) {
            throw new IllegalArgumentException("Expected a value of 0 to 10^15 minor units, but got another");
        }
        if (probabilityBasisPoints < 0 || probabilityBasisPoints > WHOLE) {
            throw new IllegalArgumentException(
                    "Expected a probability of 0 to 10,000 basis points, but got " + probabilityBasisPoints);
        }
    }

    /** Value times probability, in minor units of the value's currency, rounded down. */
    public long expectedMinor() {
        long whole = value.minor() / WHOLE * probabilityBasisPoints;
        return whole + value.minor() % WHOLE * probabilityBasisPoints / WHOLE;
    }
}
