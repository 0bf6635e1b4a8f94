package dev.janji.actors.eventlog.contract;

import static dev.janji.actors.eventlog.contract.WriteContract.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.junit.jupiter.api.Test;

/** What an {@code EventSourcedBehavior} relies on, end to end. */
interface BehaviorContract extends JournalUnderTest {

    private ActorRef<Notebook.Command> open(String id, RetentionCriteria retention) {
        return journal().kit().spawn(new Notebook(id, retention));
    }

    private ActorRef<Notebook.Command> open(String id) {
        return open(id, RetentionCriteria.disabled());
    }

    private List<String> read(ActorRef<Notebook.Command> notebook) {
        @SuppressWarnings("unchecked")
        Class<List<String>> lines = (Class<List<String>>) (Class<?>) List.class;
        TestProbe<List<String>> probe = journal().kit().createTestProbe(lines);
        notebook.tell(new Notebook.Read(probe.getRef()));
        return probe.receiveMessage(RunningJournal.PATIENCE);
    }

    private void stop(ActorRef<Notebook.Command> notebook) {
        notebook.tell(new Notebook.Stop());
        awaitEnd(notebook);
    }

    private void awaitEnd(ActorRef<Notebook.Command> notebook) {
        journal().kit().createTestProbe(Object.class).expectTerminated(notebook, RunningJournal.PATIENCE);
    }

    private TestProbe<Long> acks() {
        return journal().kit().createTestProbe(Long.class);
    }

    @Test
    default void shouldRecoverWhatWasPersisted() {
        // given
        String id = freshId();
        TestProbe<Long> acks = acks();
        ActorRef<Notebook.Command> notebook = open(id);
        notebook.tell(Notebook.write(acks.getRef(), "one"));
        notebook.tell(Notebook.write(acks.getRef(), "two", "three"));
        notebook.tell(Notebook.write(acks.getRef()));
        notebook.tell(Notebook.write(acks.getRef(), "four"));
        for (long expected : new long[] {1, 3, 3, 4}) {
            assertThat(acks.receiveMessage(RunningJournal.PATIENCE)).isEqualTo(expected);
        }
        // when
        stop(notebook);
        // then
        assertThat(read(open(id))).containsExactly("one", "two", "three", "four");
        restart();
        ActorRef<Notebook.Command> later = open(id);
        assertThat(read(later)).containsExactly("one", "two", "three", "four");
        TestProbe<Long> more = acks();
        later.tell(Notebook.write(more.getRef(), "five"));
        assertThat(more.receiveMessage(RunningJournal.PATIENCE)).isEqualTo(5L);
    }

    @Test
    default void shouldRecoverManyWhileOthersPersist() {
        // given
        List<String> ids = numbers(1, 300).stream().map(number -> freshId()).toList();
        TestProbe<Long> acks = acks();
        for (String id : ids) {
            ActorRef<Notebook.Command> notebook = open(id);
            for (int i = 1; i <= 4; i++) {
                notebook.tell(Notebook.write(acks.getRef(), "a" + i, "b" + i));
            }
            notebook.tell(new Notebook.Stop());
        }
        acks.receiveSeveralMessages(1_200, RunningJournal.PATIENCE);
        // when
        restart();
        List<ActorRef<Notebook.Command>> opened = new ArrayList<>();
        TestProbe<Long> more = acks();
        for (String id : ids) {
            ActorRef<Notebook.Command> notebook = open(id);
            notebook.tell(Notebook.write(more.getRef(), "last"));
            opened.add(notebook);
        }
        // then
        assertThat(more.receiveSeveralMessages(300, RunningJournal.PATIENCE)).allMatch(count -> count == 9);
        opened.forEach(notebook ->
                assertThat(read(notebook)).containsExactly("a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4", "last"));
    }

    @Test
    default void shouldRecoverFromASnapshotAndWhatCameAfterIt() {
        // given
        String id = freshId();
        RetentionCriteria every = deletes()
                ? RetentionCriteria.snapshotEvery(10, 2).withDeleteEventsOnSnapshot()
                : RetentionCriteria.snapshotEvery(10, 2);
        TestProbe<Long> acks = acks();
        ActorRef<Notebook.Command> notebook = open(id, every);
        for (long number = 1; number <= 65; number++) {
            notebook.tell(Notebook.write(acks.getRef(), "note " + number));
            assertThat(acks.receiveMessage(RunningJournal.PATIENCE)).isEqualTo(number);
        }
        stop(notebook);
        // when
        restart();
        // then
        ActorRef<Notebook.Command> later = open(id, every);
        assertThat(read(later)).hasSize(65).first().isEqualTo("note 1");
        TestProbe<Long> more = acks();
        later.tell(Notebook.write(more.getRef(), "next"));
        assertThat(more.receiveMessage(RunningJournal.PATIENCE)).isEqualTo(66L);
        assertThat(journal().replay(id).highest()).isEqualTo(66);
    }

    @Test
    default void shouldStopWhenItIsNotKnownWhetherAnEventIsStored() {
        // given
        String id = freshId();
        TestProbe<Long> acks = acks();
        ActorRef<Notebook.Command> notebook = open(id);
        notebook.tell(Notebook.write(acks.getRef(), "one"));
        acks.receiveMessage(RunningJournal.PATIENCE);
        // when
        breakStore();
        try {
            notebook.tell(Notebook.write(acks.getRef(), "two"));
            // then
            awaitEnd(notebook);
            acks.expectNoMessage();
        } finally {
            mendStore();
        }
        List<String> found = read(open(id));
        assertThat(found).isIn(List.of("one"), List.of("one", "two"));
    }

    @Test
    default void shouldStopWhenAnEventCannotBeStoredAndGoOnAfterwards() {
        // given
        String id = freshId();
        TestProbe<Long> acks = acks();
        ActorRef<Notebook.Command> notebook = open(id);
        notebook.tell(Notebook.write(acks.getRef(), "one"));
        acks.receiveMessage(RunningJournal.PATIENCE);
        // when
        notebook.tell(new Notebook.Write(List.of(Note.unserializable()), acks.getRef()));
        awaitEnd(notebook);
        // then
        ActorRef<Notebook.Command> later = open(id);
        later.tell(Notebook.write(acks.getRef(), "two"));
        assertThat(acks.receiveMessage(RunningJournal.PATIENCE)).isEqualTo(2L);
        assertThat(read(later)).containsExactly("one", "two");
    }
}
