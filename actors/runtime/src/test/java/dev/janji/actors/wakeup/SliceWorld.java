package dev.janji.actors.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.confined.Confined;
import dev.janji.domain.id.DebtorKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One slice with its store, its clock and its debtors, where the test decides what happens next. A debtor is woken like a real
 * one: it deals with what is due, registers what comes next, and only then answers.
 */
final class SliceWorld {

    static final Instant START = Instant.parse("2026-01-05T01:00:10Z");
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private record Timer(long at, long number, Runnable step) {}

    /** A debtor that was woken and has not answered. */
    record Woken(String debtor, long atMicros, CompletableFuture<WakeAnswer> answer) {}

    final SplittableRandom random;
    final MemoryStore store;
    final MemoryLog log;
    final ManualClock clock = new ManualClock(START);
    final List<Woken> woken = new ArrayList<>();
    /** What debtors wait for, acknowledged by the index; microseconds. */
    final Map<String, TreeSet<Long>> needs = new HashMap<>();

    final List<Long> latenesses = new ArrayList<>();
    int fired;
    int mostOutstanding;

    private final Deque<Runnable> mailbox = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
    private final WakeUpSettings settings;
    private long realNanos;
    private long timersMade;
    private int lives;
    SliceIndex index;

    SliceWorld(long seed, int parallelism, int pageSize, int waitingLimit) {
        this(seed, parallelism, pageSize, waitingLimit, new MemoryStore(seed));
    }

    SliceWorld(long seed, int parallelism, int pageSize, int waitingLimit, MemoryStore store) {
        random = new SplittableRandom(seed);
        this.store = store;
        this.log = new MemoryLog(store, seed);
        settings = new WakeUpSettings(
                1,
                "janji",
                parallelism,
                1_000_000,
                ANSWER_TIMEOUT,
                pageSize,
                waitingLimit,
                Duration.ofSeconds(2),
                waitingLimit,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
        start();
    }

    void start() {
        int life = ++lives;
        Confined confined = new Confined() {
            @Override
            public void execute(Runnable step) {
                mailbox.add(() -> {
                    if (life == lives) {
                        step.run();
                    }
                });
            }

            @Override
            public void executeAfter(Duration delay, Runnable step) {
                timers.add(new Timer(realNanos + delay.toNanos(), timersMade++, () -> execute(step)));
            }

            @Override
            public long realNanos() {
                return realNanos;
            }
        };
        index = new SliceIndex(new SliceParts(
                0,
                store,
                log,
                clock,
                this::wake,
                new Pace(settings.perSecond(), realNanos),
                settings,
                WakeUpMeter.silent(),
                confined));
        index.start();
    }

    /** The process dies and another one takes over. */
    void crash() {
        index.abandon();
        clock.forgetAll();
        store.crash();
        log.crash();
        mailbox.clear();
        timers.clear();
        woken.clear();
        start();
    }

    private CompletionStage<WakeAnswer> wake(DebtorKey debtor, Instant due) {
        fired++;
        assertThat(clock.instant()).as("never early").isAfterOrEqualTo(due);
        CompletableFuture<WakeAnswer> answer = new CompletableFuture<>();
        woken.add(new Woken(debtor.entityId(), clock.nowMicros(), answer));
        mostOutstanding = Math.max(mostOutstanding, woken.size());
        return answer;
    }

    /** A debtor that must be woken at the instant says so, and counts on it when the index has answered. */
    CompletableFuture<?> need(String debtor, long dueMicros) {
        return index.register(debtor, dueMicros)
                .thenAccept(done ->
                        needs.computeIfAbsent(debtor, none -> new TreeSet<>()).add(dueMicros))
                .toCompletableFuture();
    }

    /** A debtor stores an event that makes it wait for the instant: from then on it counts on it. */
    void commit(String debtor, long dueMicros) {
        TreeSet<Long> own = needs.computeIfAbsent(debtor, none -> new TreeSet<>());
        own.add(dueMicros);
        log.commit(debtor, own.first());
    }

    /** The debtor deals with what is due, stores or registers its next need if any, then answers. */
    void answer(Woken one) {
        woken.remove(one);
        TreeSet<Long> own = needs.getOrDefault(one.debtor(), new TreeSet<>());
        long now = clock.nowMicros();
        while (!own.isEmpty() && own.first() <= now) {
            latenesses.add(one.atMicros() - own.pollFirst());
        }
        if (own.isEmpty()) {
            one.answer().complete(WakeAnswer.ACTED);
        } else if (random.nextBoolean()) {
            log.commit(one.debtor(), own.first());
            one.answer().complete(WakeAnswer.ACTED);
        } else {
            index.register(one.debtor(), own.first()).whenComplete((done, failure) -> {
                if (failure == null) {
                    one.answer().complete(WakeAnswer.ACTED);
                } else {
                    one.answer().completeExceptionally(failure);
                }
            });
        }
    }

    boolean step() {
        Runnable step = mailbox.poll();
        if (step != null) {
            step.run();
        }
        return step != null;
    }

    void passRealTime(Duration duration) {
        realNanos += duration.toNanos();
        while (!timers.isEmpty() && timers.peek().at() <= realNanos) {
            timers.poll().step().run();
        }
    }

    /** Everything that can happen at this instant happens; debtors answer. */
    void settle() {
        settle(true);
    }

    void settle(boolean answering) {
        boolean more = true;
        while (more) {
            more = step();
            if (!store.isIdle()) {
                store.finishOne();
                more = true;
            }
            more |= log.goOn();
            if (answering && !woken.isEmpty() && !more) {
                answer(woken.get(random.nextInt(woken.size())));
                more = true;
            }
        }
    }

    /** Goes on as a scaled clock does: everything at this instant, then on to the next. */
    void runUntil(Instant end) {
        long target = Micros.of(end);
        long before;
        int rounds = 0;
        do {
            assertThat(rounds++).as("rounds without an end").isLessThan(20_000);
            settle();
            before = clock.nowMicros();
            clock.moveTo(target);
            settle();
            passRealTime(Duration.ofMillis(500));
        } while (clock.nowMicros() < target || clock.nowMicros() != before || clock.openHolds() > 0);
    }

    long openNeeds() {
        return needs.values().stream().mapToLong(TreeSet::size).sum();
    }
}
