package dev.janji.loadtest.wakeups;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.actors.time.RealClock;
import dev.janji.actors.wakeup.WakeUpLog;
import dev.janji.actors.wakeup.WakeUpSettings;
import dev.janji.actors.wakeup.WakeUps;
import dev.janji.actors.wakeup.Waker;
import dev.janji.domain.id.DebtorKey;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** The index itself in this process, on the real clock, with debtors that are only counted. Thread-safe. */
final class RunningIndex implements AutoCloseable {

    private static final int UNDER_WAY = 512;
    private static final int STOP_SECONDS = 60;

    private final CqlSession session;
    private final WakeUpSettings settings;
    private final RealClock clock = RealClock.start();
    private final ActorSystem<Void> system;
    private final WakeUps wakeUps;

    private RunningIndex(Config config, Waker waker) {
        session = CassandraSettings.connect(config);
        SchemaMigrations.apply(session, CassandraSettings.from(config));
        settings = WakeUpSettings.from(config);
        system = ActorSystem.create(Behaviors.empty(), "wake-ups-load", config);
        Cluster cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        wakeUps = WakeUps.init(system, ClusterSharding.get(system), session, WakeUpLog.NOTHING, clock, settings, waker);
    }

    /** @param perSecond the pace of firing */
    static RunningIndex start(InetSocketAddress store, int perSecond, Waker waker) {
        Config config = ConfigFactory.parseString("""
                        janji.wake-ups { per-second = %d, register-timeout = 60 s }
                        pekko.actor.provider = cluster
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        pekko.log-dead-letters = off
                        pekko.loglevel = WARNING
                        """.formatted(perSecond))
                .withFallback(CassandraSettings.driverTo(store))
                .withFallback(ConfigFactory.parseString("datastax-java-driver.basic.request.timeout = 30 s"))
                .withFallback(ConfigFactory.load("janji-store.conf"));
        return new RunningIndex(config, waker);
    }

    RealClock clock() {
        return clock;
    }

    int slices() {
        return settings.slices();
    }

    CqlSession session() {
        return session;
    }

    String keyspace() {
        return settings.keyspace();
    }

    /**
     * Registers wake-ups, many at a time.
     *
     * @return registrations in a second
     * @throws IllegalStateException when one failed
     */
    double register(long count, LongFunction<DebtorKey> debtor, LongFunction<Instant> due) throws InterruptedException {
        Semaphore places = new Semaphore(UNDER_WAY);
        AtomicLong failed = new AtomicLong();
        long began = System.nanoTime();
        for (long i = 0; i < count; i++) {
            places.acquire();
            wakeUps.register(debtor.apply(i), due.apply(i)).whenComplete((done, failure) -> {
                if (failure != null) {
                    failed.incrementAndGet();
                }
                places.release();
            });
        }
        places.acquire(UNDER_WAY);
        if (failed.get() > 0) {
            throw new IllegalStateException(
                    "Expected every registration to be stored, but " + failed.get() + " of " + count + " failed");
        }
        return count / ((System.nanoTime() - began) / 1e9);
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("Expected the index to stop in " + STOP_SECONDS + " s, but it did not: " + e);
        }
        clock.close();
        session.close();
    }
}
