package dev.janji.domain.contact;

/** What a channel reports of an attempt after it was handed over. The agent's word for a conversation is a disposition, not this. */
public enum Outcome {
    /** The provider says that it reached the debtor's device or mailbox. */
    DELIVERED,
    /** The debtor opened it. */
    READ,
    /** The address does not exist or refuses for good. */
    BOUNCED,
    /** The provider gave up (device off, mailbox full, queue expired). */
    UNDELIVERED,
    BUSY,
    NO_ANSWER,
    MACHINE,
    ANSWERED,
    /** Somebody answered, and no agent took the call in time. */
    ABANDONED,
    /** The provider reported something that has no word here. */
    UNKNOWN
}
