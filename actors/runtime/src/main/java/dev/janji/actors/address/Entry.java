package dev.janji.actors.address;

/**
 * A heading as the book holds it. Immutable.
 *
 * @param hash keyed; says nothing of the address to who has not the key
 */
record Entry(Heading.Kind kind, String hash) {
    private static final char KIND_END = '/';

    /** @param text as {@link #text()} made it */
    static Entry parse(String text) {
        int end = text.indexOf(KIND_END);
        return new Entry(Heading.Kind.valueOf(text.substring(0, end)), text.substring(end + 1));
    }

    /** As it is stored on a page. */
    String text() {
        return kind.name() + KIND_END + hash;
    }
}
