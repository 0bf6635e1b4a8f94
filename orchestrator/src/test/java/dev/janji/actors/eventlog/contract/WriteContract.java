package dev.janji.actors.eventlog.contract;

import static dev.janji.actors.eventlog.contract.RunningJournal.atomic;
import static dev.janji.actors.eventlog.contract.RunningJournal.each;
import static dev.janji.actors.eventlog.contract.RunningJournal.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.eventlog.contract.RunningJournal.Answer;
import dev.janji.actors.eventlog.contract.RunningJournal.Replay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.NonPersistentRepr;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;

/** {@code asyncWriteMessages}, clause by clause. */
interface WriteContract extends JournalUnderTest {

    @Test
    default void shouldStoreAndReplayAnEventAtOnce() {
        String id = freshId();
        for (long number = 1; number <= 20; number++) {
            journal().store(id, number, number);
            assertThat(journal().replay(id).highest()).isEqualTo(number);
        }
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, 20));
    }

    @Test
    default void shouldAnswerInOrderWithWhatIsNotPersistentInBetween() {
        // given
        String id = freshId();
        TestKit probe = journal().probe();
        // when
        journal()
                .tell(
                        probe,
                        List.of(
                                atomic(id, 1),
                                new NonPersistentRepr("deferred", ActorRef.noSender()),
                                atomic(id, 2),
                                new NonPersistentRepr("last", ActorRef.noSender())));
        // then
        assertThat(RunningJournal.next(probe)).isEqualTo(JournalProtocol.WriteMessagesSuccessful$.MODULE$);
        assertThat(RunningJournal.next(probe))
                .isEqualTo(new JournalProtocol.WriteMessageSuccess(event(id, 1), RunningJournal.INSTANCE));
        assertThat(RunningJournal.next(probe))
                .isEqualTo(new JournalProtocol.LoopMessageSuccess("deferred", RunningJournal.INSTANCE));
        assertThat(RunningJournal.next(probe))
                .isEqualTo(new JournalProtocol.WriteMessageSuccess(event(id, 2), RunningJournal.INSTANCE));
        assertThat(RunningJournal.next(probe))
                .isEqualTo(new JournalProtocol.LoopMessageSuccess("last", RunningJournal.INSTANCE));
    }

    @Test
    default void shouldStoreEveryEventOfAnAtomicWrite() {
        String id = freshId();
        List<AtomicWrite> messages = List.of(
                atomic(id, 1),
                atomic(event(id, 2), event(id, 3), event(id, 4)),
                atomic(id, 5),
                atomic(event(id, 6), event(id, 7)));
        assertThat(journal().write(messages)).hasSize(7).allMatch(Answer.STORED::equals);
        Replay replay = journal().replay(id);
        assertThat(replay.numbers()).containsExactlyElementsOf(numbers(1, 7));
        assertThat(replay.payloads())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 7)
                        .mapToObj(number -> (Object) Note.of("note " + number))
                        .toList());
    }

    @Test
    default void shouldStoreALargeAtomicWriteWhole() {
        String id = freshId();
        PersistentRepr[] events =
                numbers(1, 120).stream().map(number -> event(id, number)).toArray(PersistentRepr[]::new);
        assertThat(journal().write(List.of(atomic(events)))).hasSize(120).allMatch(Answer.STORED::equals);
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, 120));
    }

    @Test
    default void shouldStoreNothingOfAnAtomicWriteWhenOneEventCannotBeSerialized() {
        // given
        String id = freshId();
        journal().store(id, 1, 2);
        // when
        List<Answer> answers =
                journal().write(List.of(atomic(event(id, 3), event(id, 4, Note.unserializable()), event(id, 5))));
        // then
        Answer expected = rejectsAlone() ? Answer.REJECTED : Answer.FAILED;
        assertThat(answers).hasSize(3).allMatch(expected::equals);
        assertThat(journal().replay(id)).extracting(Replay::highest).isEqualTo(2L);
        journal().store(id, 3, 3);
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, 3));
    }

    @Test
    default void shouldRejectWhatCannotBeSerializedAndStoreTheRest() {
        // given
        String id = freshId();
        String other = freshId();
        List<AtomicWrite> messages = List.of(
                atomic(event(id, 1)),
                atomic(event(id, 2, Note.unserializable())),
                atomic(event(id, 3)),
                atomic(event(rejectsAlone() ? other : id, rejectsAlone() ? 1 : 4)));
        // when
        List<Answer> answers = journal().write(messages);
        // then
        if (rejectsAlone()) {
            // What the same writer sent behind a rejected event is not the next one of its persistence id any more.
            Answer behind = demandsTheNextNumber() ? Answer.REJECTED : Answer.STORED;
            assertThat(answers).containsExactly(Answer.STORED, Answer.REJECTED, behind, Answer.STORED);
            assertThat(journal().replay(id).numbers())
                    .containsExactlyElementsOf(demandsTheNextNumber() ? List.of(1L) : List.of(1L, 3L));
            assertThat(journal().replay(other).numbers()).containsExactly(1L);
        } else {
            assertThat(answers).hasSize(4).allMatch(Answer.FAILED::equals);
            assertThat(journal().replay(id).events()).isEmpty();
        }
    }

    @Test
    default void shouldTakeTheSameNumberAgainAfterARejection() {
        String id = freshId();
        journal().store(id, 1, 1);
        journal().write(List.of(atomic(event(id, 2, Note.unserializable()))));
        journal().store(id, 2, 3);
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, 3));
    }

    @Test
    default void shouldStoreALargeEventOrRejectItByName() {
        // given
        String id = freshId();
        journal().store(id, 1, 1);
        int size = tooLarge().orElse(300_000);
        TestKit probe = journal().probe();
        // when
        journal().tell(probe, List.of(atomic(event(id, 2, Note.of("x".repeat(size))))));
        // then
        if (tooLarge().isEmpty()) {
            RunningJournal.next(probe);
            assertThat(RunningJournal.next(probe)).isInstanceOf(JournalProtocol.WriteMessageSuccess.class);
        } else {
            RunningJournal.next(probe);
            Object answer = RunningJournal.next(probe);
            assertThat(answer).isInstanceOf(JournalProtocol.WriteMessageRejected.class);
            assertThat(((JournalProtocol.WriteMessageRejected) answer).cause())
                    .hasMessageStartingWith("Expected")
                    .hasMessageContaining(id);
            journal().store(id, 2, 2);
        }
        assertThat(journal().replay(id).highest()).isEqualTo(2);
    }

    @Test
    default void shouldKeepTheOrderOfAPersistenceIdWhenNobodyWaits() {
        // given
        String id = freshId();
        TestKit probe = journal().probe();
        List<List<AtomicWrite>> sent = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        // when
        long next = 1;
        while (next <= 400) {
            long last = Math.min(400, next + random.nextInt(9));
            sent.add(each(id, next, last));
            next = last + 1;
        }
        sent.forEach(messages -> journal().tell(probe, messages));
        // then: answers of one writer come in the order of its writes, event by event
        List<Long> acked = new ArrayList<>();
        while (acked.size() < 400) {
            Object answer = RunningJournal.next(probe);
            if (answer instanceof JournalProtocol.WriteMessageSuccess stored) {
                acked.add(stored.persistent().sequenceNr());
            } else {
                assertThat(answer).isEqualTo(JournalProtocol.WriteMessagesSuccessful$.MODULE$);
            }
        }
        assertThat(acked).containsExactlyInAnyOrderElementsOf(numbers(1, 400));
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, 400));
    }

    @Test
    default void shouldKeepPersistenceIdsApartWhenTheirNamesAreAlike() {
        String base = freshId();
        List<String> ids = List.of(base, base + "a", base + "|", base + "|a", base + "~ü%_ '", "X" + base);
        for (int i = 0; i < ids.size(); i++) {
            journal().store(ids.get(i), 1, i + 1);
        }
        for (int i = 0; i < ids.size(); i++) {
            assertThat(journal().replay(ids.get(i)).numbers())
                    .as(ids.get(i))
                    .containsExactlyElementsOf(numbers(1, i + 1));
        }
    }

    @Test
    default void shouldStoreTheEventsOfManyWritersAtOnce() {
        // given
        List<String> ids = numbers(1, 200).stream().map(number -> freshId()).toList();
        List<TestKit> probes = ids.stream().map(id -> journal().probe()).toList();
        // when: everybody's next write is sent when the one before it was answered
        for (long number = 1; number <= 5; number++) {
            for (int i = 0; i < ids.size(); i++) {
                journal().tell(probes.get(i), each(ids.get(i), number, number));
            }
            for (int i = 0; i < ids.size(); i++) {
                assertThat(RunningJournal.answers(probes.get(i), each(ids.get(i), number, number)))
                        .containsExactly(Answer.STORED);
            }
        }
        // then
        ids.forEach(id -> assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, 5)));
    }

    @Test
    default void shouldFailWhatIsNotTheNextEvent() {
        String id = freshId();
        journal().store(id, 1, 3);
        List<Answer> gap = journal().write(List.of(atomic(id, 6)));
        if (demandsTheNextNumber()) {
            assertThat(gap).containsExactly(Answer.FAILED);
            assertThat(journal().write(List.of(atomic(event(id, 3, Note.of("another"))))))
                    .containsExactly(Answer.FAILED);
            assertThat(journal().replay(id).payloads())
                    .containsExactly(Note.of("note 1"), Note.of("note 2"), Note.of("note 3"));
            journal().store(id, 4, 4);
        } else {
            assertThat(gap).containsExactly(Answer.STORED);
        }
    }

    @Test
    default void shouldFailAndNotRejectWhenTheStoreIsOutOfReach() {
        // given
        String id = freshId();
        journal().store(id, 1, 3);
        // when
        List<Answer> answers;
        breakStore();
        try {
            answers = journal().write(List.of(atomic(event(id, 4), event(id, 5))));
        } finally {
            mendStore();
        }
        // then: it is not known whether they are stored, but it is both or none, and the journal goes on
        assertThat(answers).containsExactly(Answer.FAILED, Answer.FAILED);
        long highest = journal().replay(id).highest();
        assertThat(highest).isIn(3L, 5L);
        journal().store(id, highest + 1, highest + 2);
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, highest + 2));
    }

    @Test
    default void shouldGoOnForEverybodyWhenTheStoreIsBack() {
        // given
        List<String> ids = numbers(1, 40).stream().map(number -> freshId()).toList();
        ids.forEach(id -> journal().store(id, 1, 1));
        List<TestKit> probes = ids.stream().map(id -> journal().probe()).toList();
        // when
        breakStore();
        try {
            for (int i = 0; i < ids.size(); i++) {
                journal().tell(probes.get(i), each(ids.get(i), 2, 2));
            }
            for (int i = 0; i < ids.size(); i++) {
                assertThat(RunningJournal.answers(probes.get(i), each(ids.get(i), 2, 2)))
                        .containsExactly(Answer.FAILED);
            }
        } finally {
            mendStore();
        }
        // then
        for (String id : ids) {
            long highest = journal().replay(id).highest();
            assertThat(highest).isIn(1L, 2L);
            journal().store(id, highest + 1, highest + 1);
            assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, highest + 1));
        }
    }

    static List<Long> numbers(long from, long to) {
        return from > to
                ? Collections.emptyList()
                : LongStream.rangeClosed(from, to).boxed().toList();
    }
}
