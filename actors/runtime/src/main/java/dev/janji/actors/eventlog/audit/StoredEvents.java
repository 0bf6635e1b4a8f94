package dev.janji.actors.eventlog.audit;

import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.feed.MergedHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Everything that a slice has stored, each event once, for commands that add up: what the log has behind the checkpoint, and before it the
 * history. Registers no reader, needs no owner and disturbs none; blocks. What is committed meanwhile may be there or not, but no persistence id ever
 * has a gap. Holds the log behind the checkpoint and one persistence id in memory.
 */
public final class StoredEvents {
    private static final int ROWS_PER_READ = 64;

    private final EventLogStore store;
    private final EventLogReaders readers;
    private final ClassicActorSystemProvider system;

    /** @param system that streams are run on */
    public StoredEvents(EventLogStore store, EventLogReaders readers, ClassicActorSystemProvider system) {
        this.store = store;
        this.readers = readers;
        this.system = system;
    }

    /**
     * @param wanted which persistence ids
     * @param consumer told of each of them, once, with all of its events in order; called by one thread at a time
     */
    public void read(int slice, Predicate<String> wanted, BiConsumer<String, List<LogEntry.Event>> consumer) {
        // First the checkpoint: whatever is behind it now stays in the log while it is read.
        long checkpoint = await(store.checkpoint(slice)).position();
        Map<String, List<LogEntry.Event>> tail = tail(slice, checkpoint + 1, wanted);
        for (int bucket = 0; bucket < HistoryRow.BUCKETS; bucket++) {
            Rows rows = await(readers.history(slice, bucket)
                    .filter(row -> wanted.test(row.persistenceId()))
                    .runWith(Sink.fold(new Rows(checkpoint, tail, consumer), Rows::add), system));
            rows.end();
        }
        tail.forEach(consumer);
    }

    private Map<String, List<LogEntry.Event>> tail(int slice, long from, Predicate<String> wanted) {
        Map<String, List<LogEntry.Event>> tail = new HashMap<>();
        long next = from;
        List<LogRow> rows = await(store.read(slice, next, ROWS_PER_READ));
        while (!rows.isEmpty()) {
            for (LogRow row : rows) {
                for (LogEntry entry : BatchCodec.entries(row)) {
                    if (entry instanceof LogEntry.Event event && wanted.test(event.persistenceId())) {
                        tail.computeIfAbsent(event.persistenceId(), id -> new ArrayList<>())
                                .add(event);
                    }
                }
            }
            next += rows.size();
            rows = rows.size() < ROWS_PER_READ ? List.of() : await(store.read(slice, next, ROWS_PER_READ));
        }
        return tail;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** Rows of the history, those of a persistence id one after the other. Confined to one stream at a time. */
    private static final class Rows {
        private final long checkpoint;
        private final Map<String, List<LogEntry.Event>> tail;
        private final BiConsumer<String, List<LogEntry.Event>> consumer;
        private List<HistoryRow> open = new ArrayList<>();

        Rows(
                long checkpoint,
                Map<String, List<LogEntry.Event>> tail,
                BiConsumer<String, List<LogEntry.Event>> consumer) {
            this.checkpoint = checkpoint;
            this.tail = tail;
            this.consumer = consumer;
        }

        Rows add(HistoryRow row) {
            if (!open.isEmpty() && !open.get(0).persistenceId().equals(row.persistenceId())) {
                end();
            }
            open.add(row);
            return this;
        }

        void end() {
            if (open.isEmpty()) {
                return;
            }
            String id = open.get(0).persistenceId();
            List<LogEntry.Event> events = MergedHistory.of(open, checkpoint);
            long last = events.isEmpty() ? 0 : events.get(events.size() - 1).sequenceNumber();
            List<LogEntry.Event> behind = tail.remove(id);
            if (behind != null) {
                behind.stream().filter(event -> event.sequenceNumber() > last).forEach(events::add);
            }
            open = new ArrayList<>();
            consumer.accept(id, events);
        }
    }
}
