package dev.janji.domain.id;

/**
 * A stop on contacts, as its lender names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record HoldId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public HoldId {
        Identifiers.demand("hold id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
