package dev.janji.actors.eventlog.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.DeleteMessagesFailure;
import org.apache.pekko.persistence.DeleteMessagesSuccess;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.testkit.javadsl.TestKit;
import scala.jdk.javaapi.CollectionConverters;

/** An actor system with the journal, spoken to in the words that persistent actors use. Thread-safe. */
final class RunningJournal implements AutoCloseable {
    static final String WRITER = "8c1f7a7e-6f0c-4b44-9c6c-1b9f2c0c7a11";
    static final int INSTANCE = 7;
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Config NOTES = ConfigFactory.parseString("""
            pekko.actor {
              provider = local
              allow-java-serialization = off
              serializers.contract-note = "dev.janji.actors.eventlog.contract.Note$Codec"
              serialization-bindings { "dev.janji.actors.eventlog.contract.Note" = contract-note }
              testkit.typed.single-expect-default = 30 s
            }
            pekko.log-dead-letters = off
            """);

    private final ActorTestKit kit;
    private final ActorRef journal;
    private final ActorRef snapshots;

    private RunningJournal(Config config) {
        kit = ActorTestKit.create("contract", NOTES.withFallback(config));
        Persistence persistence = Persistence.get(kit.system().classicSystem());
        journal = persistence.journalFor("", ConfigFactory.empty());
        snapshots = persistence.snapshotStoreFor("", ConfigFactory.empty());
    }

    /** @param config names the plugins */
    static RunningJournal start(Config config) {
        return new RunningJournal(config);
    }

    /** An answer to one event of a write. */
    enum Answer {
        STORED,
        REJECTED,
        FAILED
    }

    /** What came back of a replay, in the order of its arrival. */
    record Replay(List<PersistentRepr> events, long highest) {
        List<Long> numbers() {
            return events.stream().map(PersistentRepr::sequenceNr).toList();
        }

        List<Object> payloads() {
            return events.stream().map(PersistentRepr::payload).toList();
        }
    }

    ActorTestKit kit() {
        return kit;
    }

    ActorRef snapshots() {
        return snapshots;
    }

    /** The next message, which must come. */
    static Object next(TestKit probe) {
        Object message = probe.receiveOne(PATIENCE);
        assertThat(message).as("an answer of the journal").isNotNull();
        return message;
    }

    TestKit probe() {
        return new TestKit(kit.system().classicSystem());
    }

    static PersistentRepr event(String persistenceId, long number, Object payload) {
        return PersistentRepr.apply(payload, number, persistenceId, "", false, ActorRef.noSender(), WRITER);
    }

    static PersistentRepr event(String persistenceId, long number) {
        return event(persistenceId, number, Note.of("note " + number));
    }

    static AtomicWrite atomic(PersistentRepr... events) {
        return new AtomicWrite(CollectionConverters.asScala(List.of(events)).toList());
    }

    static AtomicWrite atomic(String persistenceId, long number) {
        return atomic(event(persistenceId, number));
    }

    static List<AtomicWrite> each(String persistenceId, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(number -> atomic(persistenceId, number))
                .toList();
    }

    /** Sends one message with these to the journal; the probe gets the answers. */
    void tell(TestKit probe, List<? extends PersistentEnvelope> messages) {
        List<PersistentEnvelope> envelopes = new ArrayList<>(messages);
        journal.tell(
                new JournalProtocol.WriteMessages(
                        CollectionConverters.asScala(envelopes).toList(), probe.getRef(), INSTANCE),
                probe.getRef());
    }

    /** @return the answer to each event, in their order */
    static List<Answer> answers(TestKit probe, List<AtomicWrite> messages) {
        Object all = next(probe);
        List<Answer> answers = new ArrayList<>();
        for (AtomicWrite message : messages) {
            for (PersistentRepr event : CollectionConverters.asJava(message.payload())) {
                answers.add(answer(next(probe), event));
            }
        }
        boolean failed = all instanceof JournalProtocol.WriteMessagesFailed;
        assertThat(failed || all.equals(JournalProtocol.WriteMessagesSuccessful$.MODULE$))
                .as("%s", all)
                .isTrue();
        assertThat(answers).allMatch(answer -> (answer == Answer.FAILED) == failed);
        return answers;
    }

    private static Answer answer(Object answer, PersistentRepr event) {
        if (answer instanceof JournalProtocol.WriteMessageSuccess stored) {
            assertThat(stored.persistent()).isEqualTo(event);
            assertThat(stored.actorInstanceId()).isEqualTo(INSTANCE);
            return Answer.STORED;
        }
        if (answer instanceof JournalProtocol.WriteMessageRejected rejected) {
            assertThat(rejected.message()).isEqualTo(event);
            assertThat(rejected.actorInstanceId()).isEqualTo(INSTANCE);
            return Answer.REJECTED;
        }
        assertThat(answer).isInstanceOf(JournalProtocol.WriteMessageFailure.class);
        JournalProtocol.WriteMessageFailure failure = (JournalProtocol.WriteMessageFailure) answer;
        assertThat(failure.message()).isEqualTo(event);
        assertThat(failure.actorInstanceId()).isEqualTo(INSTANCE);
        return Answer.FAILED;
    }

    List<Answer> write(List<AtomicWrite> messages) {
        TestKit probe = probe();
        tell(probe, messages);
        return answers(probe, messages);
    }

    /** Writes them one by one in one message; each must be stored. */
    void store(String persistenceId, long from, long to) {
        assertThat(write(each(persistenceId, from, to))).allMatch(Answer.STORED::equals);
    }

    void tellReplay(TestKit probe, String persistenceId, long from, long to, long max) {
        journal.tell(
                new JournalProtocol.ReplayMessages(from, to, max, persistenceId, probe.getRef()), ActorRef.noSender());
    }

    /** @throws AssertionError when the journal answers with a failure */
    Replay replay(String persistenceId, long from, long to, long max) {
        TestKit probe = probe();
        tellReplay(probe, persistenceId, from, to, max);
        return replayed(probe);
    }

    Replay replay(String persistenceId) {
        return replay(persistenceId, 1, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    static Replay replayed(TestKit probe) {
        List<PersistentRepr> events = new ArrayList<>();
        Object next = next(probe);
        while (next instanceof JournalProtocol.ReplayedMessage replayed) {
            events.add(replayed.persistent());
            next = next(probe);
        }
        assertThat(next).isInstanceOf(JournalProtocol.RecoverySuccess.class);
        return new Replay(events, ((JournalProtocol.RecoverySuccess) next).highestSequenceNr());
    }

    /** Whether the journal says that it deleted; otherwise it says that it failed. */
    boolean delete(String persistenceId, long to) {
        TestKit probe = probe();
        journal.tell(new JournalProtocol.DeleteMessagesTo(persistenceId, to, probe.getRef()), probe.getRef());
        Object answer = next(probe);
        if (answer instanceof DeleteMessagesSuccess done) {
            assertThat(done.toSequenceNr()).isEqualTo(to);
            return true;
        }
        assertThat(answer).isInstanceOf(DeleteMessagesFailure.class);
        return false;
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
