package dev.janji.domain.id;

/**
 * Something that an agent can do better or worse, as the operator names it.
 *
 * @param value 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}
 */
public record SkillId(String value) {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public SkillId {
        Identifiers.demandPlain("skill id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
