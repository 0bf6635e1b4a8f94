package dev.janji.actors.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes that know a value alike. */
class SharedValueIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final SharedSettings BY_ANNOUNCEMENT =
            new SharedSettings(Duration.ofHours(1), Duration.ofSeconds(60), Duration.ofHours(2));
    private static final SharedSettings BY_ITSELF =
            new SharedSettings(Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofHours(2));
    private static final Config CONFIG = ConfigFactory.parseString("""
                    pekko.actor { provider = cluster, allow-java-serialization = off }
                    pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                    pekko.log-dead-letters = off
                    """).withFallback(ConfigFactory.defaultReference());

    private final AtomicReference<String> stored = new AtomicReference<>("first");
    private final Node one = new Node();
    private final Node two = new Node();

    /** A node with its own way to the store. */
    private final class Node {
        private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "shared-it", CONFIG);
        private volatile boolean cutOff;

        SharedValue<String> share(SharedSettings settings) {
            SharedValue<String> value = SharedValue.start(system, "words", this::read, settings);
            value.ready().toCompletableFuture().join();
            return value;
        }

        String address() {
            return Cluster.get(system).selfMember().address().toString();
        }

        void join(Node seed) {
            Cluster.get(system)
                    .manager()
                    .tell(Join.create(Cluster.get(seed.system).selfMember().address()));
        }

        boolean sees(int nodes) {
            long up = 0;
            for (var member : Cluster.get(system).state().getMembers()) {
                up += member.status().equals(MemberStatus.up()) ? 1 : 0;
            }
            return up == nodes;
        }

        private CompletionStage<String> read() {
            return cutOff
                    ? CompletableFuture.failedStage(new IllegalStateException("no way to the store"))
                    : CompletableFuture.completedStage(stored.get());
        }

        void end() throws Exception {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void end() throws Exception {
        two.end();
        one.end();
    }

    @Test
    void shouldKnowTheSameOnEveryNodeWhenAChangeIsAnnounced() throws Exception {
        beOneCluster();
        SharedValue<String> here = one.share(BY_ANNOUNCEMENT);
        SharedValue<String> there = two.share(BY_ANNOUNCEMENT);
        stored.set("second");

        Set<String> nodes = there.changed().toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertThat(nodes).containsExactlyInAnyOrder(one.address(), two.address());
        assertThat(here.current()).isEqualTo("second");
        assertThat(there.current()).isEqualTo("second");
    }

    @Test
    void shouldNameTheNodeThatDoesNotHoldTheChangeAndKeepWhatItHad() {
        beOneCluster();
        // Long enough for the node that can answer.
        SharedSettings impatient = new SharedSettings(Duration.ofHours(1), Duration.ofSeconds(5), Duration.ofHours(2));
        SharedValue<String> here = one.share(impatient);
        SharedValue<String> there = two.share(impatient);
        two.cutOff = true;
        stored.set("second");

        Throwable failure =
                catchThrowable(() -> here.changed().toCompletableFuture().get(60, TimeUnit.SECONDS));

        assertThat(failure).hasCauseInstanceOf(NotHeldByAll.class);
        NotHeldByAll behind = (NotHeldByAll) failure.getCause();
        assertThat(behind.missing()).containsExactly(two.address());
        assertThat(behind.held()).containsExactly(one.address());
        assertThat(here.current()).isEqualTo("second");
        assertThat(there.current()).isEqualTo("first");

        two.cutOff = false;
        assertThat(there.changed().toCompletableFuture().join()).hasSize(2);
        assertThat(there.current()).isEqualTo("second");
    }

    @Test
    void shouldLearnOfAChangeWhoseAnnouncementWasLost() {
        beOneCluster();
        SharedValue<String> there = two.share(BY_ITSELF);

        stored.set("second");

        await(() -> there.current().equals("second"));
    }

    private void beOneCluster() {
        one.join(one);
        two.join(one);
        await(() -> one.sees(2) && two.sees(2));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
