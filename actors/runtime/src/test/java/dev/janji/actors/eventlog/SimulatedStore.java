package dev.janji.actors.eventlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/**
 * The tables in memory and virtual time, with what makes the real ones dangerous: a statement may happen long after its answer was given up,
 * or not at all, and its answer may be lost although it happened.
 */
final class SimulatedStore implements EventLogStore {
    enum Kind {
        COMMIT,
        READ_SERIAL,
        READ,
        CHECKPOINT,
        MOVE_CHECKPOINT,
        FLUSH,
        HISTORY,
        HIGHEST
    }

    /**
     * What becomes of a statement.
     *
     * @param happensAfter milliseconds; below 0 when it never happens
     * @param answeredAfter milliseconds
     * @param answered whether whoever waits hears what happened; else the answer is a failure
     */
    record Fate(long happensAfter, long answeredAfter, boolean answered) {
        static final Fate PROMPT = new Fate(1, 2, true);
    }

    /** Hears of everything that happens. */
    interface Witness {
        void committed(LogRow row, boolean over);

        void checkpointMoved(int slice, Checkpoint next);

        /** Where the store itself breaks its word, nobody demands anything of it. */
        Witness NOBODY = new Witness() {
            @Override
            public void committed(LogRow row, boolean over) {}

            @Override
            public void checkpointMoved(int slice, Checkpoint next) {}
        };
    }

    final Map<Integer, TreeMap<Long, LogRow>> log = new HashMap<>();
    final Map<Integer, Checkpoint> checkpoints = new HashMap<>();
    final Map<String, TreeMap<Long, Map<Long, HistoryRow>>> history = new HashMap<>();
    final Map<Kind, Integer> statements = new EnumMap<>(Kind.class);
    private final Map<Kind, Queue<Fate>> scripted = new EnumMap<>(Kind.class);
    private final SimulatedWorld world;
    private final Witness witness;
    private Supplier<Fate> fates = () -> Fate.PROMPT;
    private long disruptions;
    /** A negative control: whoever writes last has the position. */
    boolean unfenced;
    /** A negative control: says that history is written before it is. */
    boolean hasty;

    SimulatedStore(SimulatedWorld world, Witness witness) {
        this.world = world;
        this.witness = witness;
    }

    void fates(Supplier<Fate> next) {
        fates = next;
    }

    /** The next statements of the kind meet these fates, one after the other. */
    void script(Kind kind, Fate... next) {
        scripted.computeIfAbsent(kind, none -> new ArrayDeque<>()).addAll(List.of(next));
    }

    int count(Kind kind) {
        return statements.getOrDefault(kind, 0);
    }

    TreeMap<Long, LogRow> rows(int slice) {
        return log.computeIfAbsent(slice, none -> new TreeMap<>());
    }

    private <T> CompletionStage<T> run(Kind kind, Supplier<T> effect) {
        statements.merge(kind, 1, Integer::sum);
        Queue<Fate> next = scripted.get(kind);
        Fate fate = next == null || next.isEmpty() ? fates.get() : next.remove();
        CompletableFuture<T> answer = new CompletableFuture<>();
        CompletableFuture<T> happened = new CompletableFuture<>();
        if (fate.happensAfter() >= 0) {
            world.after(fate.happensAfter(), () -> happened.complete(effect.get()));
        }
        world.after(Math.max(fate.answeredAfter(), fate.answered() ? fate.happensAfter() : 0), () -> {
            if (fate.answered() && fate.happensAfter() >= 0) {
                happened.thenAccept(answer::complete);
            } else {
                answer.completeExceptionally(new IllegalStateException("as the test wants it"));
            }
        });
        return answer;
    }

    @Override
    public CompletionStage<Standing> commit(LogRow row) {
        return run(Kind.COMMIT, () -> {
            TreeMap<Long, LogRow> rows = rows(row.slice());
            LogRow there = rows.get(row.position());
            if (there == null || (unfenced && !there.commitId().equals(row.commitId()))) {
                rows.put(row.position(), row);
                witness.committed(row, there != null);
                there = row;
            }
            return new Standing(there.epoch(), there.commitId());
        });
    }

    /** It is killed before its next sync, and comes back without the newest row of the slice. */
    void forgetNewest(int slice) {
        rows(slice).pollLastEntry();
        disrupted();
    }

    /** It was away, and has forgotten nothing. */
    void disrupted() {
        disruptions++;
    }

    @Override
    public long disruptions() {
        return disruptions;
    }

    @Override
    public CompletionStage<Optional<LogRow>> readSerial(int slice, long position) {
        return run(Kind.READ_SERIAL, () -> Optional.ofNullable(rows(slice).get(position)));
    }

    @Override
    public CompletionStage<List<LogRow>> read(int slice, long from, int limit) {
        return run(
                Kind.READ,
                () -> rows(slice).tailMap(from).values().stream().limit(limit).toList());
    }

    @Override
    public CompletionStage<Checkpoint> checkpoint(int slice) {
        return run(Kind.CHECKPOINT, () -> checkpoints.getOrDefault(slice, Checkpoint.NONE));
    }

    @Override
    public CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next) {
        return run(Kind.MOVE_CHECKPOINT, () -> {
            Checkpoint there = checkpoints.getOrDefault(slice, Checkpoint.NONE);
            if (there.equals(expected)) {
                checkpoints.put(slice, next);
                witness.checkpointMoved(slice, next);
                there = next;
            }
            return there;
        });
    }

    @Override
    public CompletionStage<Done> flush(List<HistoryRow> rows) {
        List<HistoryRow> written = List.copyOf(rows);
        if (hasty) {
            world.after(30, () -> put(written));
            return CompletableFuture.completedStage(Done.getInstance());
        }
        return run(Kind.FLUSH, () -> {
            put(written);
            return Done.getInstance();
        });
    }

    private void put(List<HistoryRow> rows) {
        for (HistoryRow row : rows) {
            HistoryRow before = history.computeIfAbsent(row.persistenceId(), none -> new TreeMap<>())
                    .computeIfAbsent(row.toSequenceNumber(), none -> new HashMap<>())
                    .put(row.fromSequenceNumber(), row);
            if (before != null && !before.isDeletion() && !before.equals(row)) {
                throw new AssertionError(
                        "Expected a row of the history to be a function of its key, but " + before + " became " + row);
            }
        }
    }

    /** Whether the history has the event. */
    boolean hasInHistory(String persistenceId, long sequenceNumber) {
        return history.getOrDefault(persistenceId, new TreeMap<>()).tailMap(sequenceNumber).values().stream()
                .flatMap(rows -> rows.values().stream())
                .anyMatch(row -> !row.isDeletion() && row.fromSequenceNumber() <= sequenceNumber);
    }

    @Override
    public CompletionStage<List<HistoryRow>> history(int slice, String persistenceId, long fromSequenceNumber) {
        return run(Kind.HISTORY, () -> {
            List<HistoryRow> rows = new ArrayList<>();
            history.getOrDefault(persistenceId, new TreeMap<>())
                    .tailMap(fromSequenceNumber)
                    .values()
                    .forEach(some -> rows.addAll(some.values()));
            return rows;
        });
    }

    @Override
    public CompletionStage<Long> highest(int slice, String persistenceId) {
        return run(Kind.HIGHEST, () -> {
            TreeMap<Long, Map<Long, HistoryRow>> rows = history.get(persistenceId);
            return rows == null ? 0L : rows.lastKey();
        });
    }

    @Override
    public SnapshotRows snapshots() {
        throw new UnsupportedOperationException("Expected no snapshots in the simulation, but they were asked for");
    }
}
