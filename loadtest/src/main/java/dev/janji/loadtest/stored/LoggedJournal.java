package dev.janji.loadtest.stored;

import dev.janji.loadtest.stored.StoredLog.HistoryRow;
import dev.janji.loadtest.stored.StoredLog.LogRow;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The event log as a journal: what its rows hold and what the history holds, each event once. Has the events of one slice in memory at a
 * time. Thread-safe.
 *
 * <p>A server may go on writing meanwhile. Of each slice everything up to one position is read, and nothing behind it: first the checkpoint,
 * for whatever is behind it stays in the log; then the log in its order, for every row before one that is seen was there before; then the
 * history, for it has what retention has deleted.
 */
final class LoggedJournal implements StoredJournal {
    private final LogPartitions log;

    LoggedJournal(LogPartitions log) {
        this.log = log;
    }

    @Override
    public Stream<StoredEvent> events() {
        Map<Integer, Long> checkpoints = log.checkpoints();
        SortedMap<Integer, Long> lastSegments = log.lastSegments();
        Map<Integer, Set<Integer>> buckets = log.buckets();
        Set<String> known = new HashSet<>();
        return lastSegments.entrySet().stream().flatMap(each -> {
            int slice = each.getKey();
            SliceEvents events = new SliceEvents(slice, checkpoints.getOrDefault(slice, 0L));
            for (long segment = 0; segment <= each.getValue(); segment++) {
                for (LogRow row : log.segment(slice, segment)) {
                    events.add(row);
                }
            }
            events.endOfLog();
            for (int bucket : buckets.getOrDefault(slice, Set.of())) {
                for (HistoryRow row : log.bucket(slice, bucket)) {
                    events.add(row);
                }
            }
            demandNew(events.debtors(), known, slice);
            return events.all();
        });
    }

    private static void demandNew(Set<String> debtors, Set<String> known, int slice) {
        for (String debtor : debtors) {
            if (!known.add(debtor)) {
                throw new IllegalStateException("Expected a debtor in one slice, but it is in two [debtor=" + debtor
                        + ", slice=" + slice + "]");
            }
        }
    }
}
