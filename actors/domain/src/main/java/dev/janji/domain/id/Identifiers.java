package dev.janji.domain.id;

/** The checks that identifiers share. */
final class Identifiers {
    private static final int LONGEST = 64;
    private static final int LONGEST_PLAIN = 40;

    private Identifiers() {}

    /** Given by lenders: 1 to 64 printable ASCII characters without a space. */
    static void demand(String what, String value) {
        demand(what, value, LONGEST);
    }

    /** The same of names that the house makes of others, up to {@code longest} characters. */
    static void demand(String what, String value, int longest) {
        demandLength(what, value, longest);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("Expected a " + what
                        + " of printable ASCII characters without a space, but found another at position " + i);
            }
        }
    }

    /** Given by whoever configures an installation: 1 to 40 characters that may stand in a path, a tag and a certificate. */
    static void demandPlain(String what, String value) {
        demandLength(what, value, LONGEST_PLAIN);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                throw new IllegalArgumentException(
                        "Expected a " + what + " of a-z, 0-9 and '-', but found another character at position " + i);
            }
        }
    }

    private static void demandLength(String what, String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw new IllegalArgumentException(
                    "Expected a " + what + " of 1 to " + longest + " characters, but got " + value.length());
        }
    }
}
