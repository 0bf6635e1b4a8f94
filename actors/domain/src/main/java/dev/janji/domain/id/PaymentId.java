package dev.janji.domain.id;

/**
 * A payment as its lender names it; unique in the account's ledger for ever.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record PaymentId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public PaymentId {
        Identifiers.demand("payment id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
