package dev.janji.domain.id;

/**
 * A call that was promised to a debtor, as its lender names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record CallbackId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public CallbackId {
        Identifiers.demand("callback id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
