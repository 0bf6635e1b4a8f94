package dev.janji.domain.id;

/**
 * A lender's name for one event; the same id with the same body is the same event.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record EventId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public EventId {
        Identifiers.demand("event id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
