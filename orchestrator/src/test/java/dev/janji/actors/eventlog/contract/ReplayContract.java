package dev.janji.actors.eventlog.contract;

import static dev.janji.actors.eventlog.contract.RunningJournal.atomic;
import static dev.janji.actors.eventlog.contract.RunningJournal.each;
import static dev.janji.actors.eventlog.contract.RunningJournal.event;
import static dev.janji.actors.eventlog.contract.WriteContract.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.eventlog.contract.RunningJournal.Replay;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.jdk.javaapi.OptionConverters;

/** {@code asyncReplayMessages} and {@code asyncReadHighestSequenceNr}, clause by clause. */
interface ReplayContract extends JournalUnderTest {
    long ALL = Long.MAX_VALUE;

    @ParameterizedTest(name = "from {0} to {1}, at most {2}: {3} to {4}")
    @CsvSource({
        "1, 9223372036854775807, 9223372036854775807, 1, 5",
        "0, 9223372036854775807, 9223372036854775807, 1, 5",
        "3, 9223372036854775807, 9223372036854775807, 3, 5",
        "5, 9223372036854775807, 9223372036854775807, 5, 5",
        "6, 9223372036854775807, 9223372036854775807, 1, 0",
        "1, 3, 9223372036854775807, 1, 3",
        "1, 5, 9223372036854775807, 1, 5",
        "1, 9, 9223372036854775807, 1, 5",
        "1, 9223372036854775807, 3, 1, 3",
        "1, 9223372036854775807, 5, 1, 5",
        "1, 9223372036854775807, 9, 1, 5",
        "2, 3, 9223372036854775807, 2, 3",
        "2, 5, 2, 2, 3",
        "2, 2, 9223372036854775807, 2, 2",
        "2, 4, 1, 2, 2",
        "2, 4, 0, 1, 0",
        "3, 2, 9223372036854775807, 1, 0",
        "1, 0, 9223372036854775807, 1, 0"
    })
    default void shouldReplayTheRangeAndTellTheHighest(long from, long to, long max, long first, long last) {
        String id = freshId();
        journal().store(id, 1, 3);
        journal().write(List.of(atomic(event(id, 4), event(id, 5))));
        Replay replay = journal().replay(id, from, to, max);
        assertThat(replay.numbers()).containsExactlyElementsOf(numbers(first, last));
        assertThat(replay.highest()).isEqualTo(5);
        assertThat(journal().replay(id, from, to, max)).isEqualTo(replay);
    }

    @Test
    default void shouldTellZeroWhenNothingWasEverWritten() {
        Replay replay = journal().replay(freshId(), 0, ALL, ALL);
        assertThat(replay.events()).isEmpty();
        assertThat(replay.highest()).isZero();
    }

    @Test
    default void shouldReplayMoreThanOnePageInOrder() {
        String id = freshId();
        for (long from = 1; from <= 1_500; from += 50) {
            journal().store(id, from, from + 49);
        }
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, 1_500));
        assertThat(journal().replay(id, 700, 1_400, 400).numbers()).containsExactlyElementsOf(numbers(700, 1_099));
    }

    @Test
    default void shouldWaitForOutstandingWritesBeforeTellingTheHighest() {
        for (int round = 0; round < 20; round++) {
            // given: a write that nobody has waited for
            String id = freshId();
            journal().store(id, 1, 1);
            TestKit writer = journal().probe();
            TestKit reader = journal().probe();
            // when
            journal().tell(writer, each(id, 2, 21));
            journal().tellReplay(reader, id, 1, ALL, ALL);
            // then
            Replay replay = RunningJournal.replayed(reader);
            assertThat(replay.highest()).isEqualTo(21);
            assertThat(replay.numbers()).containsExactlyElementsOf(numbers(1, 21));
            RunningJournal.answers(writer, each(id, 2, 21));
        }
    }

    @Test
    default void shouldReplayWhileOthersWrite() {
        // given
        List<String> readers = numbers(1, 30).stream().map(number -> freshId()).toList();
        readers.forEach(id -> journal().store(id, 1, 10));
        List<String> writers = numbers(1, 30).stream().map(number -> freshId()).toList();
        List<TestKit> written = writers.stream().map(id -> journal().probe()).toList();
        TestKit probe = journal().probe();
        // when
        for (long number = 1; number <= 10; number++) {
            for (int i = 0; i < writers.size(); i++) {
                journal().tell(written.get(i), each(writers.get(i), number, number));
                if (number % 5 == 0) {
                    journal().tellReplay(probe, readers.get(i), 1, ALL, ALL);
                }
            }
        }
        // then: each recovery is whole; their events come interleaved
        long highest = 0;
        long events = 0;
        while (highest < 60) {
            Object message = RunningJournal.next(probe);
            if (message instanceof JournalProtocol.RecoverySuccess recovered) {
                assertThat(recovered.highestSequenceNr()).isEqualTo(10);
                highest++;
            } else {
                assertThat(message).isInstanceOf(JournalProtocol.ReplayedMessage.class);
                events++;
            }
        }
        assertThat(events).isEqualTo(600);
        for (int i = 0; i < writers.size(); i++) {
            for (long number = 1; number <= 10; number++) {
                assertThat(RunningJournal.answers(written.get(i), each(writers.get(i), number, number)))
                        .containsExactly(RunningJournal.Answer.STORED);
            }
        }
        writers.forEach(id -> assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, 10)));
    }

    @Test
    default void shouldGiveBackEveryFieldOfAnEvent() {
        // given
        String id = freshId();
        PersistentRepr written = PersistentRepr.apply(
                        new Note("letter", "Übertrag \u0000 €"), 1, id, "adapted.v2", false, null, "writer-1")
                .withTimestamp(1_767_225_600_123L)
                .withMetadata(new Note("meta", "from a replica"));
        // when
        assertThat(journal().write(List.of(atomic(written)))).containsExactly(RunningJournal.Answer.STORED);
        // then
        checkFields(journal().replay(id).events().get(0));
        restart();
        checkFields(journal().replay(id).events().get(0));
    }

    private void checkFields(PersistentRepr replayed) {
        assertThat(replayed.payload()).isEqualTo(new Note("letter", "Übertrag \u0000 €"));
        assertThat(replayed.manifest()).isEqualTo("adapted.v2");
        assertThat(replayed.writerUuid()).isEqualTo("writer-1");
        assertThat(replayed.deleted()).isFalse();
        assertThat(replayed.timestamp()).isEqualTo(keepsTimestamps() ? 1_767_225_600_123L : 0);
        assertThat(OptionConverters.toJava(replayed.metadata()))
                .isEqualTo(Optional.of(new Note("meta", "from a replica")));
    }

    @Test
    default void shouldGiveBackNoMetadataAndAnEmptyPayloadAsTheyWere() {
        String id = freshId();
        journal().write(List.of(atomic(event(id, 1, Note.of("")))));
        PersistentRepr replayed = journal().replay(id).events().get(0);
        assertThat(replayed.payload()).isEqualTo(Note.of(""));
        assertThat(OptionConverters.toJava(replayed.metadata())).isEmpty();
        assertThat(replayed.manifest()).isEmpty();
        assertThat(replayed.writerUuid()).isEqualTo(RunningJournal.WRITER);
    }

    @Test
    default void shouldReplayTheSameAfterARestart() {
        // given
        List<String> ids = numbers(1, 50).stream().map(number -> freshId()).toList();
        for (int i = 0; i < ids.size(); i++) {
            journal().store(ids.get(i), 1, i % 7 + 1);
        }
        // when
        restart();
        // then
        for (int i = 0; i < ids.size(); i++) {
            Replay replay = journal().replay(ids.get(i));
            assertThat(replay.highest()).isEqualTo(i % 7 + 1);
            assertThat(replay.numbers()).containsExactlyElementsOf(numbers(1, i % 7 + 1));
            journal().store(ids.get(i), i % 7 + 2, i % 7 + 3);
        }
        restart();
        for (int i = 0; i < ids.size(); i++) {
            assertThat(journal().replay(ids.get(i)).numbers()).containsExactlyElementsOf(numbers(1, i % 7 + 3));
        }
    }

    @Test
    default void shouldFailARecoveryWhenTheStoreIsOutOfReach() {
        // given: nothing of it is in memory
        String id = freshId();
        journal().store(id, 1, 3);
        restart();
        TestKit probe = journal().probe();
        // when
        breakStore();
        try {
            journal().tellReplay(probe, id, 1, ALL, ALL);
            // then
            assertThat(RunningJournal.next(probe)).isInstanceOf(JournalProtocol.ReplayMessagesFailure.class);
        } finally {
            mendStore();
        }
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(1, 3));
    }
}
