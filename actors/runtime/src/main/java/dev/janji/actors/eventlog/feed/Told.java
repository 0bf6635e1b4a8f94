package dev.janji.actors.eventlog.feed;

import dev.janji.actors.eventlog.LogEntry;

/**
 * An event as a reader that started from the history gets it. Immutable.
 *
 * @param position where it was committed; for an event from the history the position at which the log is joined, at most that one is meant
 */
public record Told(int slice, long position, LogEntry.Event event) {}
