package dev.janji.domain.id;

/**
 * A moratorium as the lender names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record MoratoriumId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public MoratoriumId {
        Identifiers.demand("moratorium id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
