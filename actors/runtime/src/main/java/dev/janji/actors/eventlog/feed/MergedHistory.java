package dev.janji.actors.eventlog.feed;

import dev.janji.actors.eventlog.BrokenLog;
import dev.janji.actors.eventlog.EntryCodec;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All rows of one persistence id as one history without overlaps. */
public final class MergedHistory {
    private MergedHistory() {}

    /**
     * @param rows of one persistence id, in any order
     * @param complete everything up to this position of the log is in the history. Of what was committed later a part may be there, and only what
     *     follows without a gap counts
     * @return its events in order, without those that are deleted
     * @throws BrokenLog when one is missing between two others, or when a row can't be read
     */
    public static List<LogEntry.Event> of(List<HistoryRow> rows, long complete) {
        long deletedTo = rows.stream().mapToLong(HistoryRow::deletedTo).max().orElse(0);
        List<HistoryRow> sorted = rows.stream()
                .filter(row -> !row.isDeletion())
                .sorted(Comparator.comparingLong(HistoryRow::fromSequenceNumber))
                .toList();
        List<LogEntry.Event> events = new ArrayList<>();
        long last = 0;
        for (HistoryRow row : sorted) {
            if (row.toSequenceNumber() <= last) {
                continue;
            }
            if (last > 0 && row.fromSequenceNumber() > last + 1) {
                if (row.position() > complete) {
                    break;
                }
                throw missing(row, last + 1);
            }
            for (LogEntry.Event event : EntryCodec.decodeEvents(row.events())) {
                if (event.sequenceNumber() > last) {
                    last = event.sequenceNumber();
                    if (last > deletedTo) {
                        events.add(event);
                    }
                }
            }
        }
        return events;
    }

    private static BrokenLog missing(HistoryRow row, long from) {
        return new BrokenLog("Expected events " + from + " to " + (row.fromSequenceNumber() - 1) + " of "
                + row.persistenceId() + " in the history, but they are missing [slice=" + row.slice() + "]");
    }
}
