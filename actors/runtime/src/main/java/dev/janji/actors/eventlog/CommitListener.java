package dev.janji.actors.eventlog;

/** Hears of every row that an owner on this node committed, soon after it did. A hint: what matters must be read. */
@FunctionalInterface
public interface CommitListener {
    /** Called on the slice's thread: it returns at once and throws nothing. */
    void committed(int slice, long position);
}
