package dev.janji.domain.id;

/**
 * A conversation with a debtor, as its lender names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record ConversationId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public ConversationId {
        Identifiers.demand("conversation id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
