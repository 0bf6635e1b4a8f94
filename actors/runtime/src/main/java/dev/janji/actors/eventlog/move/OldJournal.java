package dev.janji.actors.eventlog.move;

import dev.janji.actors.eventlog.LogEntry;
import java.util.List;
import java.util.function.Consumer;

/** The journal that an installation used before the event log; nobody writes it any more. */
public interface OldJournal {
    /**
     * Everything of one persistence id, or the next part of it.
     *
     * @param events in order
     * @param deletedTo up to which its events are deleted, 0 when none are; said with its last part
     */
    record Part(String persistenceId, List<LogEntry.Event> events, long deletedTo) {}

    /** Reads all of it, always in the same order, the parts of a persistence id one after the other. Blocking. */
    void read(Consumer<Part> reader);
}
