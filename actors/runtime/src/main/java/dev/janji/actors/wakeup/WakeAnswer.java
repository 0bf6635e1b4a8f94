package dev.janji.actors.wakeup;

/** What a debtor says when it was woken; either way its next wake-up is registered before it answers. */
public enum WakeAnswer {
    /** Something was due, and what it decided is stored. */
    ACTED,
    /** Nothing was due, for instance because the wake-up was registered for an event that never was. */
    NOTHING_DUE
}
