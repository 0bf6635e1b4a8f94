package dev.janji.domain.id;

/**
 * An arrangement as whoever agreed it names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record ArrangementId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public ArrangementId {
        Identifiers.demand("arrangement id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
