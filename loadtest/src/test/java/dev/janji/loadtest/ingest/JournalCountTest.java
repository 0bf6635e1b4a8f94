package dev.janji.loadtest.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.protocols.journal.v1.BucketEntered;
import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.Record;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class JournalCountTest {
    private static final String ROW = "Debtor|bank~" + Workload.debtorId(0);

    private int[] answers = {0, 1, 2, 4};
    private final JournalCount count = new JournalCount("bank", 1, debtor -> answers);

    @Test
    void shouldBeRightWhenTheJournalHoldsWhatWasAnsweredAndWhatFollowed() {
        lenderEvent(1, "e-1");
        lenderEvent(2, "e-2");
        count.row(
                ROW,
                3,
                bytes(Record.newBuilder()
                        .setBucketEntered(BucketEntered.getDefaultInstance())
                        .build()));
        lenderEvent(4, "e-3");

        JournalCount.Found found = count.end();

        assertThat(found.right()).isTrue();
        assertThat(found.acked()).isEqualTo(3);
        assertThat(found.derived()).isEqualTo(1);
    }

    @Test
    void shouldFindTheEventThatWasAcceptedAndIsNotThere() {
        lenderEvent(1, "e-1");
        lenderEvent(2, "e-2");

        assertThat(count.end().lost()).isEqualTo(1);
    }

    @Test
    void shouldFindTheDebtorOfWhomNothingIsThere() {
        JournalCount.Found found = count.end();

        assertThat(found.lost()).isEqualTo(3);
        assertThat(found.right()).isFalse();
    }

    @Test
    void shouldFindTheEventThatIsThereTwice() {
        answers = new int[] {0, 1, Lane.IN_DOUBT};
        lenderEvent(1, "e-1");
        lenderEvent(2, "e-2");
        lenderEvent(3, "e-2");

        JournalCount.Found found = count.end();

        assertThat(found.twice()).isEqualTo(1);
        assertThat(found.inDoubt()).isEqualTo(1);
    }

    @Test
    void shouldFindTheEventThatWasRefusedOrStoredUnderAPaymentsOtherId() {
        answers = new int[] {0, 1, Lane.REFUSED};
        lenderEvent(1, "e-1");
        lenderEvent(2, "e-2");
        lenderEvent(3, "again-1");

        assertThat(count.end().unsent()).isEqualTo(2);
    }

    @Test
    void shouldFindTheSequenceNumberThatIsMissingOrNotAsAnswered() {
        lenderEvent(1, "e-1");
        lenderEvent(2, "e-2");
        lenderEvent(5, "e-3");

        JournalCount.Found found = count.end();

        assertThat(found.gaps()).isEqualTo(2);
        assertThat(found.lost()).isEqualTo(1);
    }

    private void lenderEvent(long sequence, String eventId) {
        count.row(
                ROW,
                sequence,
                bytes(Record.newBuilder()
                        .setLenderEventApplied(LenderEventApplied.newBuilder().setEventId(eventId))
                        .build()));
    }

    private static ByteBuffer bytes(Record record) {
        return ByteBuffer.wrap(record.toByteArray());
    }
}
