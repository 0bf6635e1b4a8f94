package dev.janji.domain.id;

/**
 * What a debtor wrote back, as its lender names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record ReplyId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public ReplyId {
        Identifiers.demand("reply id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
