package dev.janji.actors.eventlog.contract;

import static dev.janji.actors.eventlog.contract.ReplayContract.ALL;
import static dev.janji.actors.eventlog.contract.WriteContract.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.eventlog.contract.RunningJournal.Replay;
import org.junit.jupiter.api.Test;

/** {@code asyncDeleteMessagesTo}, clause by clause; where a journal deletes nothing, it must say so and keep everything. */
interface DeletionContract extends JournalUnderTest {

    /** Deletes if the journal does. @return the highest number that is gone */
    private long delete(String id, long to) {
        assertThat(journal().delete(id, to)).isEqualTo(deletes());
        return deletes() ? to : 0;
    }

    @Test
    default void shouldNotReplayWhatWasDeleted() {
        String id = freshId();
        journal().store(id, 1, 5);
        long gone = delete(id, 3);
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(gone + 1, 5));
    }

    @Test
    default void shouldKeepTheHighestNumberWhenAllIsDeleted() {
        String id = freshId();
        journal().store(id, 1, 5);
        long gone = delete(id, 5);
        Replay replay = journal().replay(id, 0, ALL, ALL);
        assertThat(replay.numbers()).containsExactlyElementsOf(numbers(gone + 1, 5));
        assertThat(replay.highest()).isEqualTo(5);
    }

    @Test
    default void shouldKeepTheHighestNumberWhenMoreThanAllIsDeleted() {
        String id = freshId();
        journal().store(id, 1, 5);
        long gone = Math.min(5, delete(id, Long.MAX_VALUE));
        assertThat(journal().replay(id).highest()).isEqualTo(5);
        journal().store(id, 6, 8);
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(gone + 1, 8));
        assertThat(journal().replay(id).highest()).isEqualTo(8);
    }

    @Test
    default void shouldReplayWhatSurvivesWhenTheRangeBeginsAtTheLastDeleted() {
        String id = freshId();
        journal().store(id, 1, 5);
        long gone = delete(id, 3);
        assertThat(journal().replay(id, 3, ALL, ALL).numbers())
                .containsExactlyElementsOf(numbers(Math.max(3, gone + 1), 5));
        assertThat(journal().replay(id, 4, ALL, ALL).numbers()).containsExactlyElementsOf(numbers(4, 5));
    }

    @Test
    default void shouldReplayNothingWhenTheRangeEndsWithinWhatWasDeleted() {
        String id = freshId();
        journal().store(id, 1, 5);
        long gone = delete(id, 3);
        for (long to = 1; to <= 3; to++) {
            Replay replay = journal().replay(id, 1, to, ALL);
            assertThat(replay.numbers()).containsExactlyElementsOf(numbers(gone + 1, to));
            assertThat(replay.highest()).isEqualTo(5);
        }
    }

    @Test
    default void shouldReplayTheRestWhenTheRangeSpansWhatWasDeleted() {
        String id = freshId();
        journal().store(id, 1, 6);
        long gone = delete(id, 3);
        assertThat(journal().replay(id, 1, 5, ALL).numbers()).containsExactlyElementsOf(numbers(gone + 1, 5));
        assertThat(journal().replay(id, 1, ALL, 2).numbers()).containsExactlyElementsOf(numbers(gone + 1, gone + 2));
    }

    @Test
    default void shouldBringNothingBackWhenLessIsDeletedLater() {
        String id = freshId();
        journal().store(id, 1, 9);
        long gone = delete(id, 6);
        delete(id, 2);
        delete(id, 6);
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(gone + 1, 9));
        gone = delete(id, 8);
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(gone + 1, 9));
    }

    @Test
    default void shouldDeleteNothingOfOthers() {
        String id = freshId();
        String other = id + "a";
        journal().store(id, 1, 4);
        journal().store(other, 1, 4);
        delete(id, 4);
        assertThat(journal().replay(other).numbers()).containsExactlyElementsOf(numbers(1, 4));
    }

    @Test
    default void shouldAnswerWhenThereIsNothingToDelete() {
        String id = freshId();
        delete(id, 4);
        journal().store(id, 1, 1);
        assertThat(journal().replay(id).highest()).isEqualTo(1);
    }

    @Test
    default void shouldRememberDeletionsAfterARestart() {
        // given
        String id = freshId();
        String empty = freshId();
        journal().store(id, 1, 5);
        journal().store(empty, 1, 5);
        long gone = delete(id, 3);
        delete(empty, 5);
        // when
        restart();
        // then
        assertThat(journal().replay(id).numbers()).containsExactlyElementsOf(numbers(gone + 1, 5));
        Replay replay = journal().replay(empty);
        assertThat(replay.highest()).isEqualTo(5);
        assertThat(replay.events()).hasSize(deletes() ? 0 : 5);
        journal().store(empty, 6, 6);
        assertThat(journal().replay(empty).highest()).isEqualTo(6);
    }
}
