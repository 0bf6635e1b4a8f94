package dev.janji.domain.id;

/**
 * A promise to pay as whoever recorded it names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record PromiseId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public PromiseId {
        Identifiers.demand("promise id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
