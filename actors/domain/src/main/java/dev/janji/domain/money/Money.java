package dev.janji.domain.money;

import java.util.Currency;

/**
 * An amount of money. Amounts of different currencies never meet.
 *
 * @param minor in the currency's minor unit (ISO 4217), signed
 */
public record Money(long minor, Currency currency) {
    /** The largest amount, either sign, that is taken from outside: 10^15 minor units. Thousands of them still fit a {@code long}. */
    public static final long LARGEST_MINOR = 1_000_000_000_000_000L;

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Expected an amount in " + currency + ", but got " + other.currency);
        }
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    @Override
    public String toString() {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return java.math.BigDecimal.valueOf(minor, digits).toPlainString() + " " + currency.getCurrencyCode();
    }
}
