package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.loadtest.stored.StoredEvent;
import dev.janji.protocols.journal.v1.Record;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JournalReaderTest {
    private static final String ID = "Debtor|bank~anna";

    @Test
    void shouldReadTheRecordUnderItsKeyAndNumber() {
        Record record = Record.newBuilder().setSequenceNumber(4).build();
        StoredEvent stored = new StoredEvent(ID, 4, "writer-1", ByteBuffer.wrap(record.toByteArray()));

        assertThat(JournalReader.rows(() -> Stream.of(stored)))
                .containsExactly(new JournalRow("bank~anna", 4, "writer-1", record));
    }

    @Test
    void shouldRefuseWhenTheBytesAreNoRecord() {
        StoredEvent stored = new StoredEvent(ID, 4, "writer-1", ByteBuffer.wrap(new byte[] {7, 7, 7}));

        assertThatThrownBy(() -> JournalReader.rows(() -> Stream.of(stored)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("id=" + ID, "seq=4");
    }
}
