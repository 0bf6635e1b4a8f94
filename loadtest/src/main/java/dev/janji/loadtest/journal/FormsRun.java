package dev.janji.loadtest.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Lets the forms take turns with one store. Confined to one thread. */
final class FormsRun {
    private static final int DIGITS = 3;
    private static final long DRAIN_SECONDS = 60;

    private final FormTables tables;
    private final Settings settings;
    private final CpuMeter cpu;
    private final Consumer<String> say;

    /**
     * @param atOnce commits that are under way, each of another slice; 1 to 16
     * @param events of a commit, each count in its turn
     * @param turn of a form in a round; half of it before the first round
     */
    record Settings(int atOnce, List<Integer> events, int rounds, Duration turn, long seed) {
        Settings {
            if (atOnce < 1 || atOnce > FormTables.SLICES) {
                throw new IllegalArgumentException(
                        "Expected 1 to " + FormTables.SLICES + " commits at once, but got " + atOnce);
            }
            events = List.copyOf(events);
        }
    }

    /** What was measured. @param events of a commit */
    record Key(StoreForm form, int events) {}

    /** Of all rounds. Treat as immutable. @param rates events a second of each round, @param commit in nanoseconds */
    record Figures(List<Double> rates, Cost cost, Histogram commit) {
        double median() {
            double[] sorted =
                    rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /** @param storePid of the store, or of this process when that is not known */
    FormsRun(FormTables tables, Settings settings, long storePid, Consumer<String> say) {
        this.tables = tables;
        this.settings = settings;
        this.cpu = new CpuMeter(storePid);
        this.say = say;
    }

    Map<Key, Figures> run() throws InterruptedException {
        List<Key> order = new ArrayList<>();
        for (int events : settings.events()) {
            for (StoreForm form : StoreForm.values()) {
                order.add(new Key(form, events));
            }
        }
        Map<Key, Figures> all = new LinkedHashMap<>();
        say.accept("warming up ...");
        for (Key key : order) {
            turn(key, settings.turn().toNanos() / 2);
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            say.accept("round " + round + " ...");
            for (Key key : order) {
                Figures one = turn(key, settings.turn().toNanos());
                all.merge(key, one, FormsRun::together);
            }
            Collections.rotate(order, StoreForm.values().length + 1);
        }
        return all;
    }

    private static Figures together(Figures one, Figures other) {
        List<Double> rates = new ArrayList<>(one.rates());
        rates.addAll(other.rates());
        Histogram commit = one.commit().copy();
        commit.add(other.commit());
        return new Figures(rates, one.cost().plus(other.cost()), commit);
    }

    private Figures turn(Key key, long nanos) throws InterruptedException {
        cpu.begin();
        Lanes lanes = new Lanes(key, System.nanoTime() + nanos);
        long begin = System.nanoTime();
        for (int lane = 0; lane < settings.atOnce(); lane++) {
            lanes.next(lane, lane, new SplittableRandom(settings.seed() + lane));
        }
        lanes.await();
        long events = lanes.events.get();
        double rate = events * 1e9 / (System.nanoTime() - begin);
        return new Figures(List.of(rate), cpu.end(events), lanes.commit);
    }

    /** Commits one behind the other, in several lanes; no two lanes share a slice. Thread-safe. */
    private final class Lanes {
        private final Key key;
        private final long endNanos;
        private final AtomicLong events = new AtomicLong();
        private final ConcurrentHistogram commit = new ConcurrentHistogram(DIGITS);
        private final Semaphore ended = new Semaphore(0);
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Lanes(Key key, long endNanos) {
            this.key = key;
            this.endNanos = endNanos;
        }

        void next(int lane, int slice, SplittableRandom random) {
            long begin = System.nanoTime();
            if (begin - endNanos >= 0 || failure.get() != null) {
                ended.release();
                return;
            }
            tables.store(key.form(), slice, key.events(), random).whenComplete((stored, failed) -> {
                if (failed != null) {
                    failure.set(failed instanceof CompletionException ? failed.getCause() : failed);
                    ended.release();
                    return;
                }
                commit.recordValue(System.nanoTime() - begin);
                events.addAndGet(key.events());
                int following = slice + settings.atOnce();
                next(lane, following < FormTables.SLICES ? following : lane, random);
            });
        }

        void await() throws InterruptedException {
            long most = Math.max(0, endNanos - System.nanoTime()) / 1_000_000_000 + DRAIN_SECONDS;
            if (!ended.tryAcquire(settings.atOnce(), most, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "Expected every commit to end within " + DRAIN_SECONDS + " s, but one has not");
            }
            Throwable failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("Expected the store to take every commit, but it refused one", failed);
            }
        }
    }
}
