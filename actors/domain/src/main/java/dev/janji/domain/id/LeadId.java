package dev.janji.domain.id;

/**
 * One lead of a desk, as whoever brought it names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record LeadId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public LeadId {
        Identifiers.demand("lead id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
