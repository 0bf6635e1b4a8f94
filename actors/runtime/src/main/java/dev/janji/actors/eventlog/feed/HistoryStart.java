package dev.janji.actors.eventlog.feed;

import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogReaders.Progress;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * For a reader whose place in the log is deleted, or which begins long after the log did: every event of a slice once, first from the history and
 * then from the log. Ordered per persistence id throughout; the history comes debtor by debtor. Whoever stores a position stores {@link #joinsAt}
 * once the history is over, and until then begins again from nothing. Immutable; one stream at a time.
 */
public final class HistoryStart {
    private final EventLogReaders readers;
    private final EventLogSource log;
    private final int slice;
    private final long joinsAt;

    /** Numbers of events that the history had already from behind the join, and the last position of any of them. Confined to the stream. */
    private final Map<String, Long> ahead = new HashMap<>();

    private long aheadUntil;

    private HistoryStart(EventLogReaders readers, EventLogSource log, int slice, long joinsAt) {
        this.readers = readers;
        this.log = log;
        this.slice = slice;
        this.joinsAt = joinsAt;
    }

    /**
     * Records where the log will be joined: at the checkpoint of this moment, up to which the history has everything. Retention keeps the log from
     * there on for the reader.
     */
    public static CompletionStage<HistoryStart> prepare(
            EventLogStore store, EventLogReaders readers, EventLogSource log, int slice, String reader, Instant now) {
        return store.checkpoint(slice)
                .thenApply(Checkpoint::position)
                .thenCompose(position -> readers.settle(slice, reader, new Progress(position, now))
                        .thenApply(done -> new HistoryStart(readers, log, slice, position)));
    }

    /** The last position whose events come from the history, at least; the log is read from behind it on. */
    public long joinsAt() {
        return joinsAt;
    }

    /** What was stored up to the join, and maybe some of what came after it; ends. */
    public Source<Told, NotUsed> history() {
        return Source.fromIterator(
                        () -> IntStream.range(0, HistoryRow.BUCKETS).boxed().iterator())
                .flatMapConcat(bucket -> byPersistenceId(readers.history(slice, bucket)))
                .mapConcat(this::told);
    }

    /** What came after the join and was not among the history; never ends. Only after {@link #history} has ended. */
    public Source<Told, NotUsed> log() {
        return log.rows(slice, joinsAt + 1).mapConcat(row -> {
            if (row.position() > aheadUntil) {
                ahead.clear();
            }
            List<Told> told = new ArrayList<>();
            for (LogEntry.Event event : row.events()) {
                if (event.sequenceNumber() > ahead.getOrDefault(event.persistenceId(), 0L)) {
                    told.add(new Told(slice, row.position(), event));
                }
            }
            return told;
        });
    }

    private List<Told> told(List<HistoryRow> rows) {
        List<Told> told = new ArrayList<>();
        for (LogEntry.Event event : MergedHistory.of(rows, joinsAt)) {
            told.add(new Told(slice, joinsAt, event));
        }
        long last = rows.stream().mapToLong(HistoryRow::position).max().orElse(0);
        if (last > joinsAt && !told.isEmpty()) {
            LogEntry.Event newest = told.get(told.size() - 1).event();
            ahead.put(newest.persistenceId(), newest.sequenceNumber());
            aheadUntil = Math.max(aheadUntil, last);
        }
        return told;
    }

    /** Rows of one persistence id follow each other; so does everything that is known of it. */
    private static Source<List<HistoryRow>, NotUsed> byPersistenceId(Source<HistoryRow, NotUsed> rows) {
        AtomicReference<List<HistoryRow>> open = new AtomicReference<>(List.of());
        Source<List<HistoryRow>, NotUsed> whole = rows.mapConcat(row -> {
            List<HistoryRow> current = open.get();
            if (!current.isEmpty() && current.get(0).persistenceId().equals(row.persistenceId())) {
                current.add(row);
                return List.<List<HistoryRow>>of();
            }
            open.set(new ArrayList<>(List.of(row)));
            return current.isEmpty() ? List.<List<HistoryRow>>of() : List.of(current);
        });
        return whole.concatLazy(
                Source.lazySource(() -> Source.single(open.get()).filter(last -> !last.isEmpty()))
                        .mapMaterializedValue(ignored -> NotUsed.getInstance()));
    }
}
