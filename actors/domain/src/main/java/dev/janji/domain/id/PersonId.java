package dev.janji.domain.id;

/**
 * A person who works for the operator of this installation, and stands as author in what it decided. Known from a credential, never from a
 * message.
 *
 * @param value 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}
 */
public record PersonId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public PersonId {
        Identifiers.demandPlain("person id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
