package dev.janji.actors.eventlog.move;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.EntryCodec;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import java.util.ArrayList;
import java.util.List;

/** The history of a row of the log, whose events come debtor by debtor. Pure. */
final class SliceHistory {
    private SliceHistory() {}

    static List<HistoryRow> of(LogRow row) {
        List<byte[]> entries = BatchCodec.encodedEntries(row);
        List<HistoryRow> rows = new ArrayList<>();
        int from = 0;
        while (from < entries.size()) {
            LogEntry first = EntryCodec.decode(entries.get(from));
            int to = from + 1;
            if (first instanceof LogEntry.Event event) {
                long number = event.sequenceNumber();
                while (to < entries.size()
                        && EntryCodec.decode(entries.get(to)) instanceof LogEntry.Event next
                        && next.persistenceId().equals(event.persistenceId())
                        && next.sequenceNumber() == number + 1) {
                    number++;
                    to++;
                }
                rows.add(new HistoryRow(
                        row.slice(),
                        event.persistenceId(),
                        event.sequenceNumber(),
                        number,
                        0,
                        row.position(),
                        EntryCodec.join(entries.toArray(byte[][]::new), from, to)));
            } else if (first instanceof LogEntry.Deletion deletion) {
                rows.add(new HistoryRow(
                        row.slice(),
                        deletion.persistenceId(),
                        0,
                        deletion.toSequenceNumber(),
                        deletion.toSequenceNumber(),
                        row.position(),
                        ByteString.EMPTY));
            }
            from = to;
        }
        return rows;
    }

    /** @param rows of one partition */
    static List<List<HistoryRow>> batches(List<HistoryRow> rows) {
        List<List<HistoryRow>> batches = new ArrayList<>();
        List<HistoryRow> open = new ArrayList<>();
        long bytes = 0;
        for (HistoryRow row : rows) {
            if (!open.isEmpty() && bytes + row.events().size() > EventLogLayout.ROW_BYTES) {
                batches.add(open);
                open = new ArrayList<>();
                bytes = 0;
            }
            open.add(row);
            bytes += row.events().size();
        }
        batches.add(open);
        return batches;
    }
}
