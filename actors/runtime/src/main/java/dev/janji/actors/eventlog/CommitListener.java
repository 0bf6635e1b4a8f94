package dev.janji.actors.eventlog;

/**
 * Hears of every row that an owner on this node committed, soon after it did, so that its readers need not ask the store. A hint: who hears nothing
 * reads.
 */
@FunctionalInterface
public interface CommitListener {
    /** The row stands in the log for ever. Called on the slice's thread, in the order of positions: it returns at once and throws nothing. */
    void committed(LogRow row);
}
