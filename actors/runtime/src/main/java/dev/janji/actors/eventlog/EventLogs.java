package dev.janji.actors.eventlog;

import com.typesafe.config.Config;
import dev.janji.actors.confined.Confined;
import dev.janji.actors.time.RealClock;
import dev.janji.domain.id.Slices;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.actor.ExtensionIdProvider;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Batchable;

/**
 * The event log of an actor system, seen from outside: one door to all slices that this node owns. Whoever composes the server gives it its
 * store and its clock before anybody uses it; without, the store is made as {@code janji.event-log.store-provider} says and the clock is
 * the system's. Thread-safe.
 */
public final class EventLogs implements Extension {
    private static final String DISPATCHER = EventLogSettings.PATH + ".dispatcher";
    private static final Id ID = new Id();

    private final ExtendedActorSystem system;
    private final EventLogSettings settings;
    private final Executor answers;
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReferenceArray<@Nullable ActorRef<EventLogSlice.Message>> slices;
    private final EventLogMeter meter;
    private final CommitTurns turns;
    /** By slice the bytes of events whose writers have no answer yet. */
    private final AtomicLongArray unanswered;

    private volatile @Nullable EventLogStore store;
    private InstantSource clock = RealClock.instants();

    private static final class Id extends AbstractExtensionId<EventLogs> implements ExtensionIdProvider {
        @Override
        public EventLogs createExtension(ExtendedActorSystem system) {
            return new EventLogs(system);
        }

        @Override
        public Id lookup() {
            return this;
        }
    }

    private EventLogs(ExtendedActorSystem system) {
        this.system = system;
        this.settings = EventLogSettings.from(
                system.settings().config(),
                system.provider().getDefaultAddress().toString());
        this.answers = system.dispatchers().lookup(DISPATCHER);
        this.slices = new AtomicReferenceArray<>(settings.slices());
        this.unanswered = new AtomicLongArray(settings.slices());
        this.meter = new TelemetryMeter(settings.slices());
        this.turns = new CommitTurns(settings.commitsAtOnce(), settings.longestTurn());
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "event-log-release", this::releaseAll);
    }

    public static EventLogs get(ClassicActorSystemProvider system) {
        return ID.get(system.classicSystem());
    }

    /**
     * Gives it what it works with.
     *
     * @throws IllegalStateException when it works already
     */
    public synchronized void furnish(EventLogStore given, InstantSource houseClock) {
        if (store != null) {
            throw new IllegalStateException(
                    "Expected the event log to get its store before it is used, but it is used");
        }
        clock = houseClock;
        store = given;
    }

    public EventLogSettings settings() {
        return settings;
    }

    /** What it works with; made now if nobody has given it one. May block at first. */
    public EventLogStore store() {
        EventLogStore there = store;
        return there != null ? there : openStore();
    }

    private synchronized EventLogStore openStore() {
        EventLogStore there = store;
        if (there == null) {
            Config config = system.settings().config();
            String name = config.getString(EventLogSettings.PATH + ".store-provider");
            there = system.dynamicAccess()
                    .createInstanceFor(
                            name,
                            scala.collection.immutable.List$.MODULE$.empty(),
                            scala.reflect.ClassTag.apply(EventLogStoreProvider.class))
                    .map(provider -> ((EventLogStoreProvider) provider).open(system))
                    .get();
            store = there;
        }
        return there;
    }

    /** Tells it of every row that this node commits from now on. */
    public void listen(CommitListener listener) {
        listeners.add(listener);
    }

    /** Whether anybody on this node has asked for the slice: only then can it be the owner. */
    public boolean isOpen(int slice) {
        return slices.get(slice) != null;
    }

    /** Of everything under the persistence id: that of what follows its first {@code |}, or of all of it. */
    public int sliceOf(String persistenceId) {
        int bar = persistenceId.indexOf('|');
        return Slices.sliceOf(bar < 0 ? persistenceId : persistenceId.substring(bar + 1), settings.slices());
    }

    /**
     * Stores the events of one atomic write, all or none.
     *
     * @param events of one persistence id, with consecutive sequence numbers, not empty
     * @return completes when they are in the log; fails when that is not known ({@link SliceUnavailable}), or when they do not follow on
     *     what is there ({@link OutOfSequence}). Of one persistence id, writes are stored in the order of the calls
     * @throws EventTooLarge when they can never be stored
     */
    public CompletionStage<Done> append(List<LogEntry.Event> events) {
        List<byte[]> entries = new ArrayList<>(events.size());
        for (LogEntry.Event event : events) {
            entries.add(EntryCodec.encode(event));
        }
        LogEntry.Event first = events.get(0);
        CompletableFuture<Done> result = new CompletableFuture<>();
        Append append = Append.events(first.persistenceId(), first.sequenceNumber(), entries, result);
        int slice = sliceOf(first.persistenceId());
        unanswered.addAndGet(slice, append.bytes);
        result.whenComplete((stored, failure) -> unanswered.addAndGet(slice, -append.bytes));
        tell(slice, log -> log.append(append));
        return result;
    }

    /**
     * What a slice's writers wait for, as part of what it takes on: {@code janji.event-log.budget}. The journal itself never refuses for
     * load; whoever decides what is written asks here first.
     *
     * @return 0 when nothing waits; 1 and more when nothing should be added
     */
    public double load(int slice) {
        return (double) unanswered.get(slice) / settings.budgetBytes();
    }

    /**
     * Reads what is stored from a sequence number on, after everything of the persistence id that is on its way is settled.
     *
     * @return fails when this node does not own its slice, or the history cannot be read
     */
    public CompletionStage<Recovered> recover(String persistenceId, long from) {
        CompletableFuture<Recovered> result = new CompletableFuture<>();
        tell(sliceOf(persistenceId), slice -> slice.recover(persistenceId, from, result));
        return result;
    }

    /** @return the highest sequence number that was ever stored, 0 when none was; fails like {@link #recover} */
    public CompletionStage<Long> highest(String persistenceId) {
        return recover(persistenceId, Long.MAX_VALUE).thenApply(Recovered::highest);
    }

    /** Deletes up to and with a sequence number, or everything if there is less. @return fails like {@link #append} */
    public CompletionStage<Done> delete(String persistenceId, long toSequenceNumber) {
        CompletableFuture<Done> result = new CompletableFuture<>();
        tell(sliceOf(persistenceId), slice -> slice.delete(persistenceId, toSequenceNumber, result));
        return result;
    }

    /**
     * Makes this node the owner of a slice: nobody else can commit to it from then on.
     *
     * @param lost told once, with the reason, when it no longer is
     * @return completes when it is the owner; fails with {@link BrokenLog} when nobody can be
     */
    public CompletionStage<Done> claim(int slice, Consumer<Throwable> lost) {
        CompletableFuture<Done> result = new CompletableFuture<>();
        tell(slice, log -> log.claim(result, lost));
        return result;
    }

    /** Settles what is on its way, brings everything into the history and gives the slice up. @return completes when that is done */
    public CompletionStage<Done> release(int slice) {
        CompletableFuture<Done> result = new CompletableFuture<>();
        tell(slice, log -> log.release(result));
        return result;
    }

    /** Whoever comes next need not read what this node could have written to the history. */
    private CompletionStage<Done> releaseAll() {
        List<CompletableFuture<Done>> released = new ArrayList<>();
        for (int slice = 0; slice < slices.length(); slice++) {
            if (slices.get(slice) != null) {
                released.add(release(slice).toCompletableFuture());
            }
        }
        return CompletableFuture.allOf(released.toArray(CompletableFuture[]::new))
                .thenApply(all -> Done.getInstance());
    }

    private void tell(int slice, Consumer<SliceLog> request) {
        ActorRef<EventLogSlice.Message> there = slices.get(slice);
        (there != null ? there : open(slice)).tell(new EventLogSlice.Request(request));
    }

    private synchronized ActorRef<EventLogSlice.Message> open(int slice) {
        ActorRef<EventLogSlice.Message> there = slices.get(slice);
        if (there == null) {
            EventLogStore working = store();
            there = Adapter.toTyped(system)
                    .systemActorOf(
                            EventLogSlice.create(confined -> parts(slice, working, confined)),
                            "event-log-" + slice,
                            DispatcherSelector.fromConfig(DISPATCHER));
            slices.set(slice, there);
        }
        return there;
    }

    private SliceParts parts(int slice, EventLogStore working, Confined confined) {
        return new SliceParts(
                slice,
                working,
                settings,
                turns,
                meter,
                this::committed,
                Guards.ALL,
                clock,
                UUID::randomUUID,
                confined,
                all -> answers.execute(new Answers(all)));
    }

    /** What callers do on their answers runs on one thread, one behind the other, instead of being scheduled one by one. */
    private record Answers(Runnable all) implements Runnable, Batchable {
        @Override
        public void run() {
            all.run();
        }
    }

    private void committed(LogRow row) {
        for (CommitListener listener : listeners) {
            listener.committed(row);
        }
    }
}
