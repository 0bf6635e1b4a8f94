package dev.janji.actors.address;

import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What some events of a debtor change in the book. Entries that come are announced on the page, then all entries are written, then the page: so whoever
 * is killed in the middle leaves nothing behind that the page does not know. Writing it again, or late, changes nothing. Immutable.
 *
 * @param lines see {@link Page}
 * @param erased nothing of the debtor stays, the page neither
 */
record Turned(
        DebtorKey debtor,
        long generation,
        long sequenceNumber,
        Map<String, Entry> lines,
        boolean erased,
        List<Change> changes) {

    /**
     * The last word of these events on one entry.
     *
     * @param since when the debtor got it; null when the debtor leaves it
     * @param sequenceNumber of the event by which it came; of the last event when it leaves
     */
    record Change(Entry entry, @Nullable Instant since, long sequenceNumber) {
        boolean comes() {
            return since != null;
        }
    }

    Turned {
        lines = Map.copyOf(lines);
        changes = List.copyOf(changes);
    }

    List<Change> coming() {
        return changes.stream().filter(Change::comes).toList();
    }

    List<Entry> leaving() {
        return changes.stream()
                .filter(change -> !change.comes())
                .map(Change::entry)
                .toList();
    }

    /** The write timestamp of what an event says: of two words on one row the later event's stays. */
    long timestamp(long ofEvent) {
        return generation + ofEvent;
    }

    /** The write timestamp of the page. */
    long timestamp() {
        return timestamp(sequenceNumber);
    }
}
