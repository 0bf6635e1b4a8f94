package dev.janji.domain.id;

/**
 * A pause in the ageing of one account as the lender names it.
 *
 * @param value 1 to 64 printable ASCII characters without a space
 */
public record PauseId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public PauseId {
        Identifiers.demand("pause id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
