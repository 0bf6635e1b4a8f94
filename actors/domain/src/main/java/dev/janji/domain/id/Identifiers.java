package dev.janji.domain.id;

/** The one check that all lender-given identifiers share: 1 to 64 printable ASCII characters without a space. */
final class Identifiers {
    private static final int LONGEST = 64;

    private Identifiers() {}

    static void demand(String what, String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "Expected a " + what + " of 1 to 64 characters, but got " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("Expected a " + what
                        + " of printable ASCII characters without a space, but found another at position " + i);
            }
        }
    }
}
