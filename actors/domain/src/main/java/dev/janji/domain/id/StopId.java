package dev.janji.domain.id;

/**
 * A stop's name, given by the house.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record StopId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public StopId {
        Identifiers.demand("stop id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
