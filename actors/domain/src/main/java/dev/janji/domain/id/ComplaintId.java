package dev.janji.domain.id;

/**
 * A complaint, as its lender names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record ComplaintId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public ComplaintId {
        Identifiers.demand("complaint id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
