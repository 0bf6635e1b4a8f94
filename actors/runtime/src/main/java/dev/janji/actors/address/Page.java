package dev.janji.actors.address;

import java.util.Map;
import java.util.Set;

/**
 * Where one debtor is entered. Immutable.
 *
 * @param generation of the slice's book in which it was written, in microseconds since 1970; greater ones outrank it
 * @param sequenceNumber of the debtor's last event that counts in it
 * @param lines by what they are for: {@code point/<id>} or {@code account/<id>}
 * @param entries all that may stand in the book for the debtor: those of the lines, and what somebody who was killed may have written
 */
record Page(long generation, long sequenceNumber, Map<String, Entry> lines, Set<Entry> entries) {
    /** Nothing was ever written. */
    static final Page EMPTY = new Page(0, 0, Map.of(), Set.of());

    Page {
        lines = Map.copyOf(lines);
        entries = Set.copyOf(entries);
    }
}
