package dev.janji.actors.address;

/**
 * What a debtor is looked up by, in the one form that the book knows of it. Immutable.
 *
 * @param text personal unless it is an account's; never logged
 */
record Heading(Kind kind, String text) {

    /** What it is. The names are stored. */
    enum Kind {
        /** In the form of E.164, such as {@code +628123456789}. */
        TELEPHONE,
        /** In small letters. */
        MAIL,
        /** A device token, or what is no number and no mail address after all, as it was written. */
        WRITTEN,
        ACCOUNT
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "Heading[" + kind + "]";
    }
}
