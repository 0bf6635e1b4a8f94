package dev.janji.loadtest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.janji.loadtest.stored.StoredLog;
import dev.janji.protocols.eventlog.v1.Batch;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import dev.janji.protocols.eventlog.v1.Events;
import dev.janji.protocols.eventlog.v1.Fence;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A judge that finds nothing is worth nothing: every kind of damage is done to a good log once. */
class LogAuditTest {
    private static final String DEBTOR = FaultyDebtor.persistenceId(0);

    private final List<StoredLog.LogRow> rows = new ArrayList<>();
    private final List<StoredLog.HistoryRow> history = new ArrayList<>();
    private ByteString previous = ByteString.copyFrom(new byte[32]);
    private long checkpoint;

    @BeforeEach
    void writeAGoodLog() {
        add(1, fence());
        add(1, event(1, 101), event(2, 102));
        add(1, event(3, 103));
        add(2, fence());
        add(2, event(4, 104));
        history.add(history(1, 3, 3, event(1, 101), event(2, 102), event(3, 103)));
        checkpoint = 3;
    }

    private static Entry fence() {
        return Entry.newBuilder().setFence(Fence.newBuilder().setOwner("node")).build();
    }

    private static Entry event(long number, long token) {
        return Entry.newBuilder()
                .setEvent(Event.newBuilder()
                        .setPersistenceId(DEBTOR)
                        .setSequenceNumber(number)
                        .setPayload(ByteString.copyFrom(
                                ByteBuffer.allocate(16).putLong(token).rewind())))
                .build();
    }

    private void add(long epoch, Entry... entries) {
        rows.add(row(rows.size() + 1, epoch, entries));
        previous = ByteString.copyFrom(rows.get(rows.size() - 1).hash().duplicate());
    }

    private StoredLog.LogRow row(long position, long epoch, Entry... entries) {
        UUID commit = new UUID(position, epoch);
        ByteBuffer id = ByteBuffer.allocate(16).putLong(position).putLong(epoch).rewind();
        ByteString body = Batch.newBuilder()
                .setSlice(0)
                .setPosition(position)
                .setEpoch(epoch)
                .setCommitId(ByteString.copyFrom(id))
                .setPreviousHash(previous)
                .addAllEntries(List.of(entries))
                .build()
                .toByteString();
        return new StoredLog.LogRow(
                position,
                epoch,
                commit,
                entries.length,
                previous.asReadOnlyByteBuffer(),
                ByteBuffer.wrap(sha256(body)),
                body.asReadOnlyByteBuffer());
    }

    private static byte[] sha256(ByteString body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoredLog.HistoryRow history(long from, long to, long position, Entry... events) {
        Events.Builder all = Events.newBuilder();
        for (Entry event : events) {
            all.addEvents(event.getEvent());
        }
        return new StoredLog.HistoryRow(
                0, DEBTOR, from, to, 0, position, all.build().toByteString().asReadOnlyByteBuffer());
    }

    private List<String> judge(OwnerProcess.Ack... acks) {
        return new LogAudit(
                        new StoredLog() {
                            @Override
                            public long checkpoint(int slice) {
                                return checkpoint;
                            }

                            @Override
                            public List<LogRow> rows(int slice, long from) {
                                return rows;
                            }

                            @Override
                            public Iterable<HistoryRow> history() {
                                return history;
                            }
                        },
                        1)
                .judge(List.of(acks));
    }

    @Test
    void shouldFindNothingInAGoodLog() {
        assertThat(judge(new OwnerProcess.Ack(0, 2, 102), new OwnerProcess.Ack(0, 4, 104)))
                .isEmpty();
    }

    @Test
    void shouldFindAnAcknowledgedEventThatIsNotThere() {
        assertThat(judge(new OwnerProcess.Ack(0, 5, 105)))
                .singleElement()
                .asString()
                .contains("lost");
        assertThat(judge(new OwnerProcess.Ack(0, 4, 99)))
                .singleElement()
                .asString()
                .contains("lost");
    }

    @Test
    void shouldFindAGapInTheNumbersOfADebtor() {
        add(2, event(6, 106));
        assertThat(judge()).singleElement().asString().contains("Expected number 5, but it is 6");
    }

    @Test
    void shouldFindAnEventThatIsThereTwice() {
        add(2, event(4, 104));
        assertThat(judge()).singleElement().asString().contains("Expected number 5, but it is 4");
    }

    @Test
    void shouldFindARowOfAnOwnerThatWasFenced() {
        add(1, event(5, 105));
        assertThat(judge()).singleElement().asString().contains("Expected epoch 2, but it is 1");
    }

    @Test
    void shouldFindAMissingRow() {
        rows.remove(2);
        assertThat(judge()).anyMatch(each -> each.contains("Expected the hash of the row before"));
    }

    @Test
    void shouldFindAnAlteredRow() {
        StoredLog.LogRow third = rows.get(2);
        StoredLog.LogRow other = row(3, 1, event(3, 999));
        rows.set(2, new StoredLog.LogRow(3, 1, third.commitId(), 1, third.previousHash(), third.hash(), other.body()));
        assertThat(judge()).anyMatch(each -> each.contains("Expected the hash of the batch"));
    }

    @Test
    void shouldFindWhatTheHistoryLacks() {
        checkpoint = 5;
        assertThat(judge()).singleElement().asString().contains("number 4 is not");
    }

    @Test
    void shouldFindWhatTheHistoryHasAndTheLogHasNot() {
        history.add(history(4, 4, 5, event(4, 999)));
        assertThat(judge()).singleElement().asString().contains("Expected history to have what the log has");
    }

    @Test
    void shouldFindACheckpointBeyondTheLog() {
        checkpoint = 9;
        assertThat(judge()).anyMatch(each -> each.contains("Expected the checkpoint within the log"));
    }
}
