package dev.janji.domain.debtor;

/** What a channel said of an attempt that it was asked to send. */
public enum Answer {
    /** The provider took it. */
    HANDED_OVER,
    /** The provider or the address refused; it surely was not sent. */
    REFUSED,
    /** Its time was over before it left; it surely was not sent. */
    EXPIRED,
    /** It was withdrawn before it left; it surely was not sent. */
    WITHDRAWN,
    /** Nobody can say whether it was sent. It counts as made for caps and is never sent again. */
    IN_DOUBT;

    /** Whether it must be taken as having reached the debtor, for caps. */
    public boolean countsAsMade() {
        return this == HANDED_OVER || this == IN_DOUBT;
    }
}
