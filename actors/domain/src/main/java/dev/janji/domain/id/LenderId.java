package dev.janji.domain.id;

/**
 * A lender, the tenant of the system. Known from a credential, never from a message.
 *
 * @param value 1 to 40 characters of {@code a-z}, {@code 0-9} and {@code -}
 */
public record LenderId(String value) {
    private static final int LONGEST = 40;

    /** @throws IllegalArgumentException when the value is outside the stated alphabet or length */
    public LenderId {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("Expected a lender id of 1 to 40 characters, but got " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                throw new IllegalArgumentException(
                        "Expected a lender id of a-z, 0-9 and '-', but found another character at position " + i);
            }
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
