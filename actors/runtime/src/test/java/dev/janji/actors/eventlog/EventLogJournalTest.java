package dev.janji.actors.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Persistent actors on the event log, without a configuration but the plugins' names, a store and an owner of every slice. */
class EventLogJournalTest {
    private static final String CONFIG = """
            pekko.persistence.journal.plugin = "janji.event-log.journal"
            pekko.persistence.snapshot-store.plugin = "janji.event-log.snapshots"
            janji.event-log.store-provider = "dev.janji.actors.eventlog.MemoryEventLog$Provider"
            janji.event-log.claim-on-use = on
            pekko.actor.allow-java-serialization = off
            """;

    private final String name = "log-" + UUID.randomUUID();
    private ActorTestKit kit = start();

    private ActorTestKit start() {
        Config config = ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load());
        return ActorTestKit.create(name, config);
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    /** Remembers words. */
    private static final class Words extends EventSourcedBehavior<Words.Say, String, List<String>> {
        record Say(List<String> words, ActorRef<List<String>> replyTo) {}

        private Words(String id) {
            super(PersistenceId.of("Debtor", id));
        }

        static Behavior<Say> create(String id) {
            return Behaviors.setup(context -> new Words(id));
        }

        @Override
        public List<String> emptyState() {
            return List.of();
        }

        @Override
        public CommandHandler<Say, String, List<String>> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onCommand(
                            Say.class,
                            say -> Effect()
                                    .persist(say.words())
                                    .thenRun((List<String> state) ->
                                            say.replyTo().tell(state)))
                    .build();
        }

        @Override
        public EventHandler<List<String>, String> eventHandler() {
            return (state, word) -> {
                List<String> next = new ArrayList<>(state);
                next.add(word);
                return List.copyOf(next);
            };
        }
    }

    private List<String> say(String id, String... words) {
        TestProbe<List<String>> probe = kit.createTestProbe();
        ActorRef<Words.Say> actor = kit.spawn(Words.create(id));
        actor.tell(new Words.Say(List.of(words), probe.ref()));
        List<String> state = probe.receiveMessage();
        kit.stop(actor);
        return state;
    }

    @Test
    void shouldKeepEventsBeyondTheLifeOfTheActorAndOfTheSystem() {
        assertThat(say("bank~1", "a", "b")).containsExactly("a", "b");
        assertThat(say("bank~1", "c")).containsExactly("a", "b", "c");
        kit.shutdownTestKit();
        kit = start();
        assertThat(say("bank~1", "d")).containsExactly("a", "b", "c", "d");
        assertThat(say("bank~2", "e")).containsExactly("e");
    }

    @Test
    void shouldTellTheHistoryOfOneActor() throws Exception {
        say("bank~1", "a", "b", "c");
        CurrentEventsByPersistenceIdQuery query = PersistenceQuery.get(kit.system())
                .getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, "janji.event-log.query");
        List<Object> words = query.currentEventsByPersistenceId("Debtor|bank~1", 2, Long.MAX_VALUE)
                .map(envelope -> envelope.event())
                .runWith(Sink.seq(), kit.system())
                .toCompletableFuture()
                .get();
        assertThat(words).containsExactly("b", "c");
    }

    @Test
    void shouldReleaseAndClaimThroughTheDoor() throws Exception {
        say("bank~1", "a");
        EventLogs log = EventLogs.get(kit.system());
        int slice = log.sliceOf("Debtor|bank~1");
        List<Throwable> losses = new ArrayList<>();
        log.release(slice).toCompletableFuture().get();
        log.claim(slice, losses::add).toCompletableFuture().get();
        assertThat(log.highest("Debtor|bank~1").toCompletableFuture().get()).isEqualTo(1);
        assertThat(log.store().checkpoint(slice).toCompletableFuture().get().position())
                .isEqualTo(2);
        assertThat(losses).isEmpty();
    }
}
