package dev.janji.actors.wakeup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.actors.time.ScaledClock;
import dev.janji.actors.time.TimeSettings;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.cassandra.SharedCassandra;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole index: sharded slices, a scaled clock, a real Cassandra, and a restart in between. */
class WakeUpsIT {

    private static final Instant START = Instant.parse("2026-01-05T01:00:10Z");
    private static final String KEYSPACE = "wake_ups";
    private static final int DEBTORS = 1_000;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<DebtorKey, TreeSet<Instant>> needs = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> early = new ConcurrentLinkedQueue<>();
    private final AtomicInteger fired = new AtomicInteger();
    private final Config config =
            ConfigFactory.parseString("""
                    janji.slices = 8
                    janji.actors.store.keyspace = %s
                    janji.wake-ups { page-size = 50, per-second = 100000, register-timeout = 60 s }
                    pekko.actor.provider = cluster
                    pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                    pekko.log-dead-letters = off
                    """.formatted(KEYSPACE)).withFallback(SharedCassandra.config());

    /** One life of a server. */
    private final class Life implements AutoCloseable {
        private final ScaledClock clock = ScaledClock.start(
                new TimeSettings.Scaled(START, 100_000, folder.resolve("clock"), true, Duration.ofSeconds(60)));
        private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "wake-ups-it", config);
        private final WakeUps wakeUps;

        Life(CqlSession session) {
            Cluster cluster = Cluster.get(system);
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
            wakeUps = WakeUps.init(
                    system,
                    ClusterSharding.get(system),
                    session,
                    WakeUpLog.NOTHING,
                    clock,
                    WakeUpSettings.from(config),
                    this::wake);
        }

        CompletionStage<?> need(DebtorKey debtor, Instant due) {
            return wakeUps.register(debtor, due).thenAccept(done -> {
                TreeSet<Instant> own = needs.computeIfAbsent(debtor, none -> new TreeSet<>());
                synchronized (own) {
                    own.add(due);
                }
            });
        }

        private CompletionStage<WakeAnswer> wake(DebtorKey debtor, Instant due) {
            fired.incrementAndGet();
            Instant now = clock.instant();
            if (now.isBefore(due)) {
                early.add(debtor + " " + due);
            }
            TreeSet<Instant> own = needs.getOrDefault(debtor, new TreeSet<>());
            Instant next;
            synchronized (own) {
                own.headSet(now, true).clear();
                next = own.isEmpty() ? null : own.first();
            }
            return next == null
                    ? CompletableFuture.completedStage(WakeAnswer.NOTHING_DUE)
                    : wakeUps.register(debtor, next).thenApply(done -> WakeAnswer.ACTED);
        }

        @Override
        public void close() throws Exception {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
            clock.close();
        }
    }

    @Test
    void shouldFireNoneEarlyAndLoseNoneOverARestart() throws Exception {
        // given
        CqlSession session = SharedCassandra.session();
        SchemaMigrations.apply(session, CassandraSettings.from(config));
        try (Life life = new Life(session)) {
            List<CompletableFuture<?>> registered = new ArrayList<>();
            for (int i = 0; i < DEBTORS; i++) {
                DebtorKey debtor = new DebtorKey(new LenderId("bank"), new DebtorId("d" + i));
                for (int n = random.nextInt(1, 4); n > 0; n--) {
                    Instant due = START.plusMillis(random.nextInt(4 * 3_600_000));
                    registered.add(life.need(debtor, due).toCompletableFuture());
                }
            }
            CompletableFuture.allOf(registered.toArray(CompletableFuture[]::new))
                    .get(300, TimeUnit.SECONDS);
            // when: time passes, half of it in this life
            Instant half = START.plus(Duration.ofHours(2));
            life.clock.horizon(half).toCompletableFuture().get(300, TimeUnit.SECONDS);
            assertThat(dueBefore(half)).isEmpty();
            assertThat(fired.get()).isBetween(DEBTORS / 2, 4 * DEBTORS);
        }
        // when: the other half in the next one
        try (Life life = new Life(session)) {
            Instant end = START.plus(Duration.ofHours(4)).plusSeconds(120);
            life.clock.horizon(end).toCompletableFuture().get(300, TimeUnit.SECONDS);
            // then
            assertThat(dueBefore(end)).isEmpty();
            assertThat(early).isEmpty();
        }
    }

    private Map<DebtorKey, TreeSet<Instant>> dueBefore(Instant instant) {
        return needs.entrySet().stream()
                .filter(entry ->
                        !entry.getValue().isEmpty() && !entry.getValue().first().isAfter(instant))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
