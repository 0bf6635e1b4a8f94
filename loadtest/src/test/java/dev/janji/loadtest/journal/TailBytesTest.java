package dev.janji.loadtest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.BatchCodec;
import dev.janji.actors.eventlog.EntryCodec;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TailBytesTest {
    private final TailBytes bytes = new TailBytes();

    @Test
    void shouldTellTheMostThatWasInMemoryWhenEventsComeAndGo() {
        LogRow first = row(1, event("a", 1), event("a", 2), event("b", 1));
        bytes.committed(first);
        long three = bytes.most();
        assertThat(three).isGreaterThan(3L * TailBytes.OVERHEAD);

        bytes.committed(first);
        assertThat(bytes.most()).as("a row that is told again").isEqualTo(three);

        bytes.flushed(List.of(history("a", 1, 2)));
        bytes.committed(row(2, event("a", 3), event("b", 2)));
        assertThat(bytes.most()).isEqualTo(three);

        bytes.committed(row(3, event("b", 3)));
        assertThat(bytes.most()).isGreaterThan(three);
    }

    @Test
    void shouldCountNothingThatTheHistoryHasWhenASliceIsClaimed() {
        bytes.startsBehind(0, 7);
        bytes.committed(row(7, event("a", 1)));
        assertThat(bytes.most()).isZero();

        bytes.committed(row(8, event("a", 2)));
        assertThat(bytes.most()).isPositive();
    }

    private static LogRow row(long position, LogEntry.Event... events) {
        List<byte[]> entries = new ArrayList<>();
        for (LogEntry.Event event : events) {
            entries.add(EntryCodec.encode(event));
        }
        return BatchCodec.row(
                new BatchCodec.Place(0, position, 1, BatchCodec.NO_HASH),
                new UUID(1, position),
                Instant.EPOCH,
                entries);
    }

    private static LogEntry.Event event(String persistenceId, long number) {
        return new LogEntry.Event(
                persistenceId, number, "w", 1, "", "", ByteString.copyFromUtf8("event"), 0, null, null, 0);
    }

    private static HistoryRow history(String persistenceId, long from, long to) {
        return new HistoryRow(0, persistenceId, from, to, 0, 1, ByteString.EMPTY);
    }
}
