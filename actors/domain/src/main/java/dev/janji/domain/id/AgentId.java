package dev.janji.domain.id;

/**
 * A live agent, as the operator of the desk names it; has one seat at a desk at most. Known from a credential, never from a message.
 *
 * @param value 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}
 */
public record AgentId(String value) implements Comparable<AgentId> {
    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public AgentId {
        Identifiers.demandPlain("agent id", value);
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
