package dev.janji.domain.id;

/**
 * An offer as whoever made it names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record OfferId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public OfferId {
        Identifiers.demand("offer id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
