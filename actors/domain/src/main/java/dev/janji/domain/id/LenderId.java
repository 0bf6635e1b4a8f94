package dev.janji.domain.id;

/**
 * A lender, the tenant of the system. Known from a credential, never from a message.
 *
 * @param value 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}
 */
public record LenderId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public LenderId {
        Identifiers.demandPlain("lender id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
