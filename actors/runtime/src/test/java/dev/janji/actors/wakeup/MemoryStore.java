package dev.janji.actors.wakeup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * The tables in memory, with what makes the real ones dangerous: statements end in any order, some fail with or without having
 * happened, and a row written under its own deletion stays deleted.
 */
final class MemoryStore implements WakeUpStore {

    private record Cell(long minute, String debtor) {}

    interface Effect<T> {
        T happen();
    }

    private final class Operation<T> {
        private final Effect<T> effect;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Operation(Effect<T> effect) {
            this.effect = effect;
        }

        void finish() {
            if (random.nextInt(1000) >= failuresInThousand) {
                result.complete(effect.happen());
            } else {
                if (random.nextBoolean()) {
                    effect.happen();
                }
                result.completeExceptionally(new IllegalStateException("as the test wants it"));
            }
        }
    }

    final SplittableRandom random;
    int failuresInThousand;
    int statements;

    private final List<Operation<?>> open = new ArrayList<>();
    private final NavigableMap<Long, NavigableMap<String, Long>> rows = new TreeMap<>();
    private final Map<Cell, Long> deletedUpToTimestamp = new HashMap<>();
    private final TreeSet<Long> minutes = new TreeSet<>();
    private long mark = NEVER;
    private long closed = NEVER;

    MemoryStore(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean isIdle() {
        return open.isEmpty();
    }

    void finishOne() {
        if (!open.isEmpty()) {
            open.remove(random.nextInt(open.size())).finish();
        }
    }

    /** The process died: what was under way happens or not, and nobody hears of it. */
    void crash() {
        for (Operation<?> operation : open) {
            if (random.nextBoolean()) {
                operation.effect.happen();
            }
        }
        open.clear();
    }

    int rowCount() {
        return rows.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public String toString() {
        return "rows by minute " + rows + ", minutes " + minutes + ", mark " + mark + ", closed " + closed;
    }

    int minuteCount() {
        return minutes.size();
    }

    long mark() {
        return mark;
    }

    boolean hasRow(long minute, String debtor) {
        return rows.getOrDefault(minute, new TreeMap<>()).containsKey(debtor);
    }

    <T> CompletionStage<T> run(Effect<T> effect) {
        statements++;
        Operation<T> operation = new Operation<>(effect);
        open.add(operation);
        return operation.result;
    }

    private CompletionStage<Done> write(Runnable effect) {
        return run(() -> {
            effect.run();
            return Done.getInstance();
        });
    }

    @Override
    public CompletionStage<StoredSlice> load(int slice) {
        return run(() -> {
            MinuteSet loaded = new MinuteSet();
            minutes.tailSet(mark).forEach(loaded::add);
            return new StoredSlice(mark, closed, loaded);
        });
    }

    @Override
    public CompletionStage<Done> addMinute(int slice, long minute) {
        return write(() -> minutes.add(minute));
    }

    @Override
    public CompletionStage<Done> put(int slice, long minute, List<WakeUpRow> put) {
        return write(() -> put.forEach(row -> {
            Long deleted = deletedUpToTimestamp.get(new Cell(minute, row.debtor()));
            if (deleted == null || -row.dueMicros() > deleted) {
                rows.computeIfAbsent(minute, none -> new TreeMap<>()).merge(row.debtor(), row.dueMicros(), Math::min);
            }
        }));
    }

    @Override
    public CompletionStage<List<WakeUpRow>> read(int slice, long minute, String after, int limit) {
        return run(() -> rows.getOrDefault(minute, new TreeMap<>()).tailMap(after, false).entrySet().stream()
                .limit(limit)
                .map(entry -> new WakeUpRow(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Override
    public CompletionStage<Done> remove(int slice, long minute, List<WakeUpRow> removed) {
        return write(() -> removed.forEach(row -> {
            deletedUpToTimestamp.merge(new Cell(minute, row.debtor()), -row.dueMicros(), Math::max);
            rows.computeIfPresent(minute, (number, debtors) -> {
                Long due = debtors.get(row.debtor());
                if (due != null && due >= row.dueMicros()) {
                    debtors.remove(row.debtor());
                }
                return debtors.isEmpty() ? null : debtors;
            });
        }));
    }

    @Override
    public CompletionStage<Done> removeMinute(int slice, long minute) {
        return write(() -> minutes.remove(minute));
    }

    @Override
    public CompletionStage<Done> saveMark(int slice, long saved) {
        return write(() -> mark = saved);
    }

    @Override
    public CompletionStage<Done> saveClosed(int slice, long saved) {
        return write(() -> closed = saved);
    }
}
