package dev.janji.domain.policy;

/** What may tell the zone in which a debtor is. */
public enum ZoneSource {
    /** The address: by the lender's word, else by its own. */
    ADDRESS,
    /** The area codes of the debtor's telephone numbers. */
    NUMBER
}
