package dev.janji.domain.id;

/**
 * A desk of live agents, as its operator names it.
 *
 * @param value 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}
 */
public record DeskId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public DeskId {
        Identifiers.demandPlain("desk id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
