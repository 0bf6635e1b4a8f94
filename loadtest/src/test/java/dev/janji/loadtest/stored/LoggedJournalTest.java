package dev.janji.loadtest.stored;

import static dev.janji.loadtest.stored.FakeLog.deletion;
import static dev.janji.loadtest.stored.FakeLog.event;
import static dev.janji.loadtest.stored.FakeLog.fence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.loadtest.stored.StoredLog.HistoryRow;
import dev.janji.loadtest.stored.StoredLog.LogRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sound log that retention has already cut, and every kind of damage done to it. */
final class LoggedJournalTest {
    private static final String ANNA = "Debtor|bank~anna";
    private static final String BORIS = "Debtor|bank~boris";

    private final FakeLog log = new FakeLog();

    @BeforeEach
    void writeASoundLog() {
        // Slice 0: positions 2 to 4 are deleted, 5 and 6 are in the history as well, 7 is not yet.
        log.commit(0, 1, fence());
        log.commit(0, 5, event(ANNA, 3, "a3"), event("region-map", 9, "not ours"));
        log.commit(0, 6, event(ANNA, 4, "a4"));
        log.commit(0, 7, event(ANNA, 5, "a5"), event(ANNA, 6, "a6"));
        log.flush(0, 4, event(ANNA, 1, "a1"), event(ANNA, 2, "a2"));
        log.flush(0, 6, event(ANNA, 2, "a2"), event(ANNA, 3, "a3"), event(ANNA, 4, "a4"));
        log.flush(0, 5, event("region-map", 9, "not ours"));
        log.checkpoints.put(0, 6L);
        // Slice 3: nothing is in the history.
        log.commit(3, 1, fence());
        log.commit(3, 2, event(BORIS, 1, "b1"));
    }

    private List<String> read() {
        List<String> events = new ArrayList<>();
        new LoggedJournal(log)
                .events()
                .forEach(each -> events.add(
                        each.key() + " " + each.sequenceNumber() + " " + each.writer() + " " + text(each.record())));
        return events;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private void refuses(String... words) {
        assertThatThrownBy(this::read).isInstanceOf(IllegalStateException.class).hasMessageContainingAll(words);
    }

    @Test
    void shouldHandOverEachEventOnceInOrderWhenItIsInTheLogOrInTheHistoryOrInBoth() {
        assertThat(read())
                .containsExactly(
                        "bank~anna 1 writer-1 a1",
                        "bank~anna 2 writer-1 a2",
                        "bank~anna 3 writer-1 a3",
                        "bank~anna 4 writer-1 a4",
                        "bank~anna 5 writer-1 a5",
                        "bank~anna 6 writer-1 a6",
                        "bank~boris 1 writer-1 b1");
    }

    @Test
    void shouldHandOverTheSameWhenTheHistoryComesInAnotherOrder() {
        List<String> before = read();
        Collections.reverse(log.history);
        assertThat(read()).isEqualTo(before);
    }

    @Test
    void shouldHandOverNothingWhenNothingIsThere() {
        assertThat(new LoggedJournal(new FakeLog()).events()).isEmpty();
    }

    @Test
    void shouldRefuseWhenTheHistoryHasAnotherCopyThanTheLog() {
        log.flush(0, 6, event(ANNA, 4, "another"));
        refuses("two different ones are stored", "debtor=" + ANNA, "seq=4");
    }

    @Test
    void shouldRefuseWhenTwoRowsOfTheHistoryDiffer() {
        log.flush(0, 4, event(ANNA, 1, "another"));
        refuses("two different ones are stored", "debtor=" + ANNA, "seq=1");
    }

    @Test
    void shouldRefuseWhenTheLogHasAnEventTwiceThoughItIsTheSame() {
        log.commit(3, 3, event(BORIS, 1, "b1"));
        refuses("there twice", "debtor=" + BORIS, "seq=1", "position=3");
    }

    @Test
    void shouldRefuseWhenADebtorIsInTwoSlices() {
        log.commit(3, 3, event(ANNA, 7, "a7"));
        refuses("in one slice, but it is in two", ANNA);
    }

    @Test
    void shouldRefuseWhenARowBehindTheCheckpointIsMissing() {
        log.commit(0, 9, event(ANNA, 8, "a8"));
        refuses("Expected position 8 of the log, but it is missing", "slice=0");
    }

    @Test
    void shouldRefuseWhenTheFirstRowBehindTheCheckpointIsMissing() {
        log.rows.get(3).remove(1L);
        refuses("Expected position 1 of the log, but it is missing", "slice=3");
    }

    @Test
    void shouldRefuseWhenTheHistoryLacksWhatTheCheckpointPromises() {
        log.history.remove(1);
        refuses("up to the checkpoint 6 in the history", "debtor=" + ANNA, "seq=3");
    }

    @Test
    void shouldRefuseWhenARowOfTheHistoryLacksAnEvent() {
        log.flush(0, 6, 2, 4, event(ANNA, 2, "a2"), event(ANNA, 4, "a4"));
        refuses("Expected event 3, but found", "seq=4");
    }

    @Test
    void shouldRefuseWhenARowOfTheHistoryEndsTooEarly() {
        log.flush(0, 6, 3, 4, event(ANNA, 3, "a3"));
        refuses("Expected events up to 4, but they end at 3");
    }

    @Test
    void shouldLeaveTheGapToTheJudgeWhenAnEventIsNowhere() {
        log.history.remove(0);
        assertThat(read()).hasSize(6).first().isEqualTo("bank~anna 2 writer-1 a2");
    }

    @Test
    void shouldPassOverWhatWasFlushedAfterTheLogWasRead() {
        log.flush(0, 9, event(ANNA, 8, "a8"));
        assertThat(read()).hasSize(7);
    }

    @Test
    void shouldTakeTheHistoryUpToTheCheckpointWhenTheLogHasMovedOn() {
        log.checkpoints.put(3, 8L);
        log.flush(3, 2, event(BORIS, 1, "b1"));
        log.flush(3, 8, event(BORIS, 2, "b2"));
        assertThat(read()).endsWith("bank~boris 1 writer-1 b1", "bank~boris 2 writer-1 b2");
    }

    @Test
    void shouldRefuseWhenABatchWasAltered() {
        LogRow good = log.rows.get(3).get(2L);
        log.commit(3, 2, event(BORIS, 1, "forged"));
        LogRow forged = log.rows.get(3).get(2L);
        log.put(3, new LogRow(2, 1, good.commitId(), good.entries(), good.previousHash(), good.hash(), forged.body()));
        refuses("Expected the hash of the batch", "slice=3", "position=2");
    }

    @Test
    void shouldRefuseWhenABatchStandsInAnothersPlace() {
        log.put(3, log.rows.get(0).get(1L));
        refuses("Expected the batch of this place", "slice=3", "position=1");
    }

    @Test
    void shouldRefuseWhenTheBytesOfTheHistoryAreSomethingElse() {
        log.history.add(new HistoryRow(0, ANNA, 1, 1, 0, 4, ByteBuffer.wrap(new byte[] {7, 7, 7})));
        refuses("Expected events, but there is something else", ANNA);
    }

    @Test
    void shouldRefuseWhenSomebodyHasDeletedEventsOfADebtor() {
        log.commit(3, 3, deletion("region-map", 4));
        assertThat(read()).hasSize(7);
        log.commit(3, 4, deletion(BORIS, 1));
        refuses("nobody to delete", BORIS);
    }
}
