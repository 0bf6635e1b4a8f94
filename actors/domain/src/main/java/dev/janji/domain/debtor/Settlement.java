package dev.janji.domain.debtor;

/** What became of an attempt in doubt. */
public enum Settlement {
    /** The provider knows it. */
    SENT,
    /** The provider surely never saw it. */
    NEVER_SENT,
    /** Nobody will ever know; it counts as made. */
    COUNTED_AS_MADE
}
