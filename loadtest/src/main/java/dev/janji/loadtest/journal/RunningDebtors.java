package dev.janji.loadtest.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.eventlog.EventLogs;
import dev.janji.actors.eventlog.cassandra.CassandraEventLogStore;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.FeedSettings;
import dev.janji.actors.store.CassandraSettings;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * An actor system with persistent actors on several journals; an actor is made by its first event and stays. What is sent to one that has
 * stopped is never answered. Thread-safe.
 */
final class RunningDebtors implements AutoCloseable {
    private static final int STOP_SECONDS = 120;
    private static final int FIRST_NUMBER = 1_000_000;

    private final ActorSystem<Open> system;
    private final Mark mark;
    private final Making making;
    private final StoreDoor door;
    private final EventLogs log;
    private final EventLogSource source;
    private final AtomicLongArray stopped;
    private final AtomicLong recovered = new AtomicLong();
    private final AtomicLong recoveredEvents = new AtomicLong();
    private final MarkedDebtor.Life life = new MarkedDebtor.Life() {
        @Override
        public void recovered(String persistenceId, long events) {
            recovered.incrementAndGet();
            recoveredEvents.addAndGet(events);
        }

        @Override
        public void stopped(String persistenceId) {
            stopped.incrementAndGet(log.sliceOf(persistenceId));
        }
    };

    /** Asks for an actor to be made, with its first event. */
    private record Open(
            String persistenceId,
            String journal,
            int debtor,
            AtomicReferenceArray<ActorRef<MarkedDebtor.Store>> debtors,
            MarkedDebtor.Store first) {}

    /**
     * What they are made with. Immutable.
     *
     * @param laidOver HOCON over the configuration of {@link #config}
     * @param eventBytes at least 8
     * @param snapshots whether debtors look for one when they recover
     * @param bytes hears of the event log's memory; null when nobody asks
     */
    record Making(
            String laidOver,
            int eventBytes,
            long seed,
            boolean snapshots,
            @Nullable TailBytes bytes) {
        Making(String laidOver, int eventBytes, long seed) {
            this(laidOver, eventBytes, seed, false, null);
        }
    }

    private RunningDebtors(Config config, Making making) {
        this.making = making;
        byte[] bytes = new byte[Math.max(Long.BYTES, making.eventBytes())];
        SplittableRandom random = new SplittableRandom(making.seed());
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        mark = new Mark(bytes);
        system = ActorSystem.create(guardian(), "journal-load", config);
        CqlSession session = CassandraSettings.connect(config);
        system.classicSystem().registerOnTermination(session::close);
        door = new StoreDoor(CassandraEventLogStore.open(session, config), making.bytes());
        log = EventLogs.get(system);
        log.furnish(door, InstantSource.system());
        source = EventLogSource.create(system, door, FeedSettings.from(config));
        log.listen(source);
        stopped = new AtomicLongArray(log.settings().slices());
    }

    /** Wires the event log as the server does. @param store with the tables */
    static RunningDebtors start(InetSocketAddress store, Making making) {
        return new RunningDebtors(ConfigFactory.parseString(making.laidOver()).withFallback(config(store)), making);
    }

    /** The server's, as far as journals go, and the stock plugin beside it. */
    static Config config(InetSocketAddress store) {
        return CassandraSettings.driverTo(store)
                .withFallback(ConfigFactory.parseResources("loadtest-journal.conf"))
                .withFallback(ConfigFactory.load("janji-store.conf"));
    }

    static String debtorId(int debtor) {
        return "load~debtor-" + (FIRST_NUMBER + debtor);
    }

    /**
     * @param journal plugin id
     * @param kind begins the persistence ids, so that two journals never share one
     */
    Contender on(String journal, String kind, int debtors) {
        AtomicReferenceArray<ActorRef<MarkedDebtor.Store>> refs = new AtomicReferenceArray<>(debtors);
        return (debtor, intendedNanos, done) -> {
            MarkedDebtor.Store store = new MarkedDebtor.Store(mark.at(intendedNanos), done);
            ActorRef<MarkedDebtor.Store> ref = refs.get(debtor);
            if (ref == null) {
                system.tell(new Open(kind + "|" + debtorId(debtor), journal, debtor, refs, store));
            } else {
                ref.tell(store);
            }
        };
    }

    /** Debtors that came into memory so far. */
    long recovered() {
        return recovered.get();
    }

    /** The events that they had then. */
    long recoveredEvents() {
        return recoveredEvents.get();
    }

    /** Actors of the slice that have failed. */
    long stopped(int slice) {
        return stopped.get(slice);
    }

    int slices() {
        return stopped.length();
    }

    int sliceOf(int debtor) {
        return log.sliceOf(debtorId(debtor));
    }

    EventLogs log() {
        return log;
    }

    StoreDoor door() {
        return door;
    }

    EventLogSource source() {
        return source;
    }

    ActorSystem<?> system() {
        return system;
    }

    private Behavior<Open> guardian() {
        return Behaviors.setup(context -> Behaviors.receiveMessage(open -> {
            open(context, open);
            return Behaviors.same();
        }));
    }

    private void open(ActorContext<Open> context, Open open) {
        ActorRef<MarkedDebtor.Store> ref = open.debtors().get(open.debtor());
        if (ref == null) {
            ref = context.spawnAnonymous(
                    MarkedDebtor.create(open.persistenceId(), open.journal(), making.snapshots(), life));
            open.debtors().set(open.debtor(), ref);
        }
        ref.tell(open.first());
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("Expected the debtors to stop in " + STOP_SECONDS + " s, but they did not: " + e);
        }
    }
}
