package dev.janji.actors.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.apache.pekko.coordination.lease.javadsl.LeaseProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes with one store: the shard's lease decides who may write. */
class EventLogLeaseTest {
    private static final String CONFIG = """
            janji.event-log.claim-on-use = off
            janji.event-log.store-provider = "dev.janji.actors.eventlog.MemoryEventLog$Provider"
            """;

    private final String name = "log-" + UUID.randomUUID();
    private final ActorTestKit one = node();
    private final ActorTestKit other = node();
    private final String id = "Debtor|bank~1";
    private final int slice = EventLogs.get(one.system()).sliceOf(id);

    private ActorTestKit node() {
        return ActorTestKit.create(name, ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));
    }

    @AfterEach
    void stop() {
        one.shutdownTestKit();
        other.shutdownTestKit();
    }

    private Lease lease(ActorTestKit node) {
        return LeaseProvider.get(node.system())
                .getLease(
                        "janji-shard-Debtor-" + slice,
                        "janji.event-log.lease",
                        node.system().address().hostPort());
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private CompletionStage<?> append(ActorTestKit node, long number) {
        return EventLogs.get(node.system()).append(List.of(SimulatedOwner.event(id, number, "payload", 0)));
    }

    @Test
    void shouldLetOnlyTheHolderWrite() throws InterruptedException {
        // given
        Lease first = lease(one);
        Lease second = lease(other);
        BlockingQueue<Optional<Throwable>> losses = new LinkedBlockingQueue<>();
        assertThatThrownBy(() -> of(append(one, 1)))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("nobody has claimed it here");
        // when
        assertThat(of(first.acquire(losses::add))).isTrue();
        of(append(one, 1));
        assertThat(first.checkLease()).isTrue();
        assertThat(of(second.acquire())).isTrue();
        // then
        assertThatThrownBy(() -> of(append(one, 2))).hasMessageContaining("another owner has claimed it in epoch 2");
        // The writer may hear of it before the holder does.
        assertThat(losses.poll(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(first.checkLease()).isFalse();
        of(append(other, 2));
        assertThat(of(second.release())).isTrue();
        assertThat(of(first.acquire(losses::add))).isTrue();
        assertThat(of(EventLogs.get(one.system()).highest(id))).isEqualTo(2);
        assertThat(of(EventLogs.get(one.system()).recover(id, 0)).events(1, 9)).hasSize(2);
    }

    @Test
    void shouldNameWhatItExpectsOfALease() {
        assertThat(EventLogLease.sliceOf("janji-shard-Debtor-15")).isEqualTo(15);
        assertThatThrownBy(() -> EventLogLease.sliceOf("janji-singleton"))
                .hasMessageContaining("Expected a lease of a shard whose id is the number of a slice");
    }
}
