package dev.janji.domain.id;

/**
 * A queue of a desk, as its operator names it.
 *
 * @param value 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}
 */
public record QueueId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public QueueId {
        Identifiers.demandPlain("queue id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
