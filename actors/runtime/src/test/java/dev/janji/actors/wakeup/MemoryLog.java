package dev.janji.actors.wakeup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** The log of one slice in memory. It stands when it is committed; what was applied is noted later, or never. */
final class MemoryLog implements WakeUpLog {
    private static final int MOST_ROWS = 3;

    private record Committed(String debtor, long dueMicros) {}

    private final MemoryStore store;
    private final SplittableRandom random;
    private final List<Committed> rows = new ArrayList<>();
    private long taken;
    private long applied;
    private long noted;
    private long next;
    private boolean busy;
    private @Nullable Function<Portion, CompletionStage<Done>> follower;

    MemoryLog(MemoryStore store, long seed) {
        this.store = store;
        this.random = new SplittableRandom(seed);
    }

    void commit(String debtor, long dueMicros) {
        rows.add(new Committed(debtor, dueMicros));
    }

    /** @return rows of the log that time waits for */
    long untaken() {
        return rows.size() - taken;
    }

    long unapplied() {
        return rows.size() - applied;
    }

    /** Hands something on, or notes how far it is. @return whether there was something to hand on */
    boolean goOn() {
        if (random.nextInt(4) == 0) {
            noted = applied;
        }
        if (follower == null || busy || next > rows.size()) {
            return false;
        }
        Portion portion = portion(next);
        busy = true;
        follower.apply(portion).thenAccept(done -> {
            busy = false;
            next = portion.last() + 1;
        });
        return true;
    }

    void crash() {
        follower = null;
        busy = false;
    }

    private Portion portion(long from) {
        long last = Math.min(rows.size(), from + random.nextInt(MOST_ROWS));
        Map<String, Long> dues = new LinkedHashMap<>();
        for (long position = from; position <= last; position++) {
            Committed row = rows.get((int) position - 1);
            dues.put(row.debtor(), row.dueMicros());
        }
        return new Portion(last, dues);
    }

    @Override
    public CompletionStage<Long> position(int slice) {
        return store.run(() -> noted);
    }

    @Override
    public CompletionStage<Optional<Portion>> read(int slice, long from) {
        return store.run(() -> from > rows.size() ? Optional.empty() : Optional.of(portion(from)));
    }

    @Override
    public Following follow(int slice, long from, Function<Portion, CompletionStage<Done>> apply) {
        next = from;
        follower = portion -> {
            CompletableFuture<Done> mine = new CompletableFuture<>();
            Function<Portion, CompletionStage<Done>> current = follower;
            apply.apply(portion).thenAccept(done -> {
                if (current == follower) {
                    mine.complete(done);
                }
            });
            return mine;
        };
        return this::crash;
    }

    @Override
    public void taken(int slice, long position) {
        taken = position;
    }

    @Override
    public void applied(int slice, long position) {
        applied = position;
    }
}
