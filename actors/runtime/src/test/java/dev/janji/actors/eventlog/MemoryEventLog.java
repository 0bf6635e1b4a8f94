package dev.janji.actors.eventlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ExtendedActorSystem;

/** The tables in the memory of this process, without any trouble: for tests of what stands on them. Thread-safe. */
public final class MemoryEventLog implements EventLogStore, SnapshotRows {
    private final Map<Integer, TreeMap<Long, LogRow>> log = new HashMap<>();
    private final Map<Integer, Checkpoint> checkpoints = new HashMap<>();
    private final Map<String, List<HistoryRow>> history = new HashMap<>();
    private final Map<String, TreeMap<Long, Row>> snapshots = new HashMap<>();

    /** One store for each name of an actor system, so that a system can come back to what it left. */
    public static final class Provider implements EventLogStoreProvider {
        private static final Map<String, MemoryEventLog> STORES = new ConcurrentHashMap<>();

        @Override
        public EventLogStore open(ExtendedActorSystem system) {
            return STORES.computeIfAbsent(system.name(), none -> new MemoryEventLog());
        }
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedStage(value);
    }

    private TreeMap<Long, LogRow> rows(int slice) {
        return log.computeIfAbsent(slice, none -> new TreeMap<>());
    }

    @Override
    public synchronized CompletionStage<Standing> commit(LogRow row) {
        LogRow there = rows(row.slice()).computeIfAbsent(row.position(), none -> row);
        return done(new Standing(there.epoch(), there.commitId()));
    }

    @Override
    public synchronized CompletionStage<Optional<LogRow>> readSerial(int slice, long position) {
        return done(Optional.ofNullable(rows(slice).get(position)));
    }

    @Override
    public synchronized CompletionStage<List<LogRow>> read(int slice, long from, int limit) {
        return done(rows(slice).tailMap(from).values().stream().limit(limit).toList());
    }

    @Override
    public synchronized CompletionStage<Checkpoint> checkpoint(int slice) {
        return done(checkpoints.getOrDefault(slice, Checkpoint.NONE));
    }

    @Override
    public synchronized CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next) {
        if (checkpoints.getOrDefault(slice, Checkpoint.NONE).equals(expected)) {
            checkpoints.put(slice, next);
        }
        return done(checkpoints.getOrDefault(slice, Checkpoint.NONE));
    }

    @Override
    public synchronized CompletionStage<Done> flush(List<HistoryRow> rows) {
        for (HistoryRow row : rows) {
            List<HistoryRow> there = history.computeIfAbsent(row.persistenceId(), none -> new ArrayList<>());
            there.remove(row);
            there.add(row);
        }
        return done(Done.getInstance());
    }

    @Override
    public synchronized CompletionStage<List<HistoryRow>> history(int slice, String persistenceId, long from) {
        return done(history.getOrDefault(persistenceId, List.of()).stream()
                .filter(row -> row.toSequenceNumber() >= from)
                .toList());
    }

    @Override
    public synchronized CompletionStage<Long> highest(int slice, String persistenceId) {
        return done(history.getOrDefault(persistenceId, List.of()).stream()
                .mapToLong(HistoryRow::toSequenceNumber)
                .reduce(0, Math::max));
    }

    @Override
    public SnapshotRows snapshots() {
        return this;
    }

    @Override
    public synchronized CompletionStage<Done> save(Row row) {
        snapshots.computeIfAbsent(row.persistenceId(), none -> new TreeMap<>()).put(row.sequenceNumber(), row);
        return done(Done.getInstance());
    }

    @Override
    public synchronized CompletionStage<Optional<Row>> newest(String persistenceId, Range range) {
        return done(snapshots.getOrDefault(persistenceId, new TreeMap<>()).descendingMap().values().stream()
                .filter(row -> isWithin(range, row))
                .findFirst());
    }

    @Override
    public synchronized CompletionStage<Done> delete(String persistenceId, Range range) {
        snapshots.getOrDefault(persistenceId, new TreeMap<>()).values().removeIf(row -> isWithin(range, row));
        return done(Done.getInstance());
    }

    private static boolean isWithin(Range range, Row row) {
        return row.sequenceNumber() >= range.fromSequenceNumber()
                && row.sequenceNumber() <= range.toSequenceNumber()
                && row.timestampMillis() >= range.fromMillis()
                && row.timestampMillis() <= range.toMillis();
    }
}
