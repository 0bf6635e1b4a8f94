package dev.janji.domain.id;

/**
 * A debtor as its lender names it; unique only together with the lender.
 *
 * @param value 1 to 64 printable ASCII characters other than space, {@code |} and {@code ~}
 */
public record DebtorId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public DebtorId {
        Identifiers.demand("debtor id", value);
        if (value.indexOf('~') >= 0 || value.indexOf('|') >= 0) {
            throw new IllegalArgumentException("Expected a debtor id without '|' and '~', but found one");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
