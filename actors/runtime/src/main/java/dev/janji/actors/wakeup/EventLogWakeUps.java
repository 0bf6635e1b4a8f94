package dev.janji.actors.wakeup;

import dev.janji.actors.eventlog.CommitListener;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogReaders.Progress;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.FeedSettings;
import dev.janji.actors.eventlog.feed.LoggedRow;
import dev.janji.actors.time.HouseClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real event log as the wake-up index reads it. It also hears of every commit on this node: a scaled clock waits from then on until the
 * index has taken it. Thread-safe.
 */
public final class EventLogWakeUps implements WakeUpLog, CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventLogWakeUps.class);
    private static final String READER = "wake-ups";
    private static final int MOST_PAUSES = 30;
    private static final double JITTER = 0.2;

    private final ActorSystem<?> system;
    private final EventLogStore store;
    private final EventLogReaders readers;
    private final EventLogSource source;
    private final FeedSettings settings;
    private final HouseClock clock;
    private final Map<Integer, Slice> slices = new ConcurrentHashMap<>();

    private EventLogWakeUps(
            ActorSystem<?> system,
            EventLogStore store,
            EventLogReaders readers,
            EventLogSource source,
            FeedSettings settings,
            HouseClock clock) {
        this.system = system;
        this.store = store;
        this.readers = readers;
        this.source = source;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param source also hears of the commits of this node */
    public static EventLogWakeUps create(
            ActorSystem<?> system,
            EventLogStore store,
            EventLogReaders readers,
            EventLogSource source,
            FeedSettings settings,
            HouseClock clock) {
        EventLogWakeUps log = new EventLogWakeUps(system, store, readers, source, settings, clock);
        system.scheduler()
                .scheduleWithFixedDelay(
                        settings.settleEvery(), settings.settleEvery(), log::settle, system.executionContext());
        return log;
    }

    /** How far one slice is. Its own lock guards it. */
    private static final class Slice {
        private long committed;
        private long taken;
        private long applied;
        private long settled;
        private HouseClock.@Nullable Hold hold;
    }

    private Slice slice(int slice) {
        return slices.computeIfAbsent(slice, none -> new Slice());
    }

    @Override
    public void committed(LogRow row) {
        Slice slice = slice(row.slice());
        synchronized (slice) {
            slice.committed = row.position();
            if (slice.hold == null && slice.taken < slice.committed) {
                slice.hold = clock.hold("wake-ups of the event log");
            }
        }
    }

    @Override
    public void taken(int number, long position) {
        Slice slice = slice(number);
        synchronized (slice) {
            slice.taken = position;
            if (slice.hold != null && slice.taken >= slice.committed) {
                slice.hold.close();
                slice.hold = null;
            }
        }
    }

    @Override
    public void applied(int number, long position) {
        Slice slice = slice(number);
        synchronized (slice) {
            slice.applied = position;
        }
    }

    @Override
    public CompletionStage<Long> position(int slice) {
        return readers.readers(slice).thenCompose(all -> {
            Progress there = all.get(READER);
            // From its first day on the log is kept for it.
            return there != null
                    ? CompletableFuture.completedStage(there.position())
                    : readers.settle(slice, READER, new Progress(0, clock.instant()))
                            .thenApply(done -> 0L);
        });
    }

    @Override
    public CompletionStage<Optional<Portion>> read(int slice, long from) {
        return store.read(slice, from, settings.rowsPerRead())
                .thenApply(rows -> rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(portion(rows.stream().map(LoggedRow::new).toList())));
    }

    @Override
    public Following follow(int slice, long from, Function<Portion, CompletionStage<Done>> apply) {
        // What begins again begins where it was, so that nothing is left out.
        AtomicLong next = new AtomicLong(from);
        UniqueKillSwitch end = RestartSource.onFailuresWithBackoff(
                        RestartSettings.create(
                                settings.restartAfter(), settings.restartAfter().multipliedBy(MOST_PAUSES), JITTER),
                        () -> source.portions(slice, next.get()).mapAsync(1, rows -> {
                            Portion portion = portion(rows);
                            return apply.apply(portion).thenApply(done -> {
                                next.set(portion.last() + 1);
                                return done;
                            });
                        }))
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.ignore())
                .run(system);
        return end::shutdown;
    }

    /** Of each debtor the last word. */
    private static Portion portion(List<LoggedRow> rows) {
        Map<String, Long> dues = new HashMap<>();
        for (LoggedRow row : rows) {
            for (LogEntry entry : row.entries()) {
                if (entry instanceof LogEntry.Event event && event.nextWakeUp() != null) {
                    String id = event.persistenceId();
                    dues.put(id.substring(id.indexOf('|') + 1), Micros.of(event.nextWakeUp()));
                }
            }
        }
        return new Portion(rows.get(rows.size() - 1).position(), dues);
    }

    /** Says in the store how far the slices of this node are. */
    private void settle() {
        slices.forEach((number, slice) -> {
            long position;
            synchronized (slice) {
                position = slice.applied;
                if (position <= slice.settled) {
                    return;
                }
            }
            readers.settle(number, READER, new Progress(position, clock.instant()))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            LOG.warn(
                                    "Expected to note how far the wake-ups are in the event log, but it failed; trying again later [slice={}]",
                                    number,
                                    failure);
                            return;
                        }
                        synchronized (slice) {
                            slice.settled = Math.max(slice.settled, position);
                        }
                    });
        });
    }
}
