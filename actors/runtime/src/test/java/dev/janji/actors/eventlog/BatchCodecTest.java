package dev.janji.actors.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.janji.protocols.eventlog.v1.Batch;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import dev.janji.protocols.eventlog.v1.Events;
import dev.janji.protocols.eventlog.v1.Metadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/eventlog/v1/Batch/001.binpb");
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.000008Z");

    private static final LogEntry.Event FULL = new LogEntry.Event(
            "Debtor|bank~Ä1",
            7,
            "c0ffee",
            7301,
            "journal.Record",
            "v2",
            ByteString.copyFromUtf8("payload"),
            -5,
            AT,
            new LogEntry.Metadata(4, "meta", ByteString.copyFromUtf8("m")),
            3);
    private static final LogEntry.Event BARE =
            new LogEntry.Event("a", 1, "", 0, "", "", ByteString.EMPTY, 0, null, null, 0);

    @Test
    void shouldWriteAnEventAsProtobufDoes() throws Exception {
        // given
        Entry expected = Entry.newBuilder()
                .setEvent(Event.newBuilder()
                        .setPersistenceId("Debtor|bank~Ä1")
                        .setSequenceNumber(7)
                        .setWriterUuid("c0ffee")
                        .setSerializerId(7301)
                        .setManifest("journal.Record")
                        .setEventAdapterManifest("v2")
                        .setPayload(ByteString.copyFromUtf8("payload"))
                        .setTimestampMillis(-5)
                        .setNextWakeUp(Timestamp.newBuilder()
                                .setSeconds(AT.getEpochSecond())
                                .setNanos(AT.getNano()))
                        .setMetadata(Metadata.newBuilder()
                                .setSerializerId(4)
                                .setManifest("meta")
                                .setPayload(ByteString.copyFromUtf8("m")))
                        .setFollowing(3))
                .build();
        // then
        assertThat(EntryCodec.encode(FULL)).isEqualTo(expected.toByteArray());
        assertThat(EntryCodec.decode(EntryCodec.encode(FULL))).isEqualTo(FULL);
        assertThat(EntryCodec.decode(EntryCodec.encode(BARE))).isEqualTo(BARE);
    }

    @Test
    void shouldReadWhoAnEntryIsAbout() {
        assertThat(EntryCodec.head(EntryCodec.encode(FULL)))
                .isEqualTo(new EntryHead(EntryHead.Kind.EVENT, FULL.persistenceId(), FULL.sequenceNumber()));
        assertThat(EntryCodec.head(EntryCodec.encode(BARE)))
                .isEqualTo(new EntryHead(EntryHead.Kind.EVENT, BARE.persistenceId(), BARE.sequenceNumber()));
        assertThat(EntryCodec.head(EntryCodec.encode(new LogEntry.Deletion("a", 4))))
                .isEqualTo(new EntryHead(EntryHead.Kind.DELETION, "a", 4));
        assertThat(EntryCodec.head(EntryCodec.encode(new LogEntry.Deletion("a", 0))))
                .isEqualTo(new EntryHead(EntryHead.Kind.DELETION, "a", 0));
        assertThat(EntryCodec.head(EntryCodec.encode(new LogEntry.Fence("somebody"))))
                .isEqualTo(EntryHead.OF_A_FENCE);
    }

    @Test
    void shouldNotTakeWhatIsNoEntry() {
        // given
        byte[] torn = Arrays.copyOf(EntryCodec.encode(FULL), 9);
        // then
        assertThatThrownBy(() -> EntryCodec.head(torn)).isInstanceOf(BrokenLog.class);
        assertThatThrownBy(() -> EntryCodec.head(new byte[0]))
                .isInstanceOf(BrokenLog.class)
                .hasMessageContaining("found none of them");
    }

    @Test
    void shouldPutTheSameBytesIntoTheHistory() throws Exception {
        // when
        ByteString joined = EntryCodec.join(new byte[][] {EntryCodec.encode(BARE), EntryCodec.encode(FULL), {}}, 0, 2);
        // then
        assertThat(Events.parseFrom(joined).getEventsCount()).isEqualTo(2);
        assertThat(EntryCodec.decodeEvents(joined)).containsExactly(BARE, FULL);
    }

    @Test
    void shouldWriteARowAsProtobufDoes() throws Exception {
        // when
        LogRow row = row(1, BatchCodec.NO_HASH);
        // then
        assertThat(Batch.parseFrom(row.batch()).toByteString()).isEqualTo(row.batch());
        assertThat(BatchCodec.entries(row))
                .containsExactly(
                        FULL, new LogEntry.Deletion("a", 4), new LogEntry.Fence("pekko://janji@127.0.0.1:1"), BARE);
        assertThat(BatchCodec.encodedEntries(row).get(0)).isEqualTo(EntryCodec.encode(FULL));
        BatchCodec.demandChained(BatchCodec.NO_HASH, row);
        BatchCodec.demandChained(row.hash(), row(2, row.hash()));
    }

    /** What some release has written: append-only, {@code -Dupdate} adds it when it is not there. */
    @Test
    void shouldStillReadAndWriteTheGoldenRow() throws Exception {
        // given
        LogRow row = row(1, BatchCodec.NO_HASH);
        if (System.getProperty("update") != null && !Files.exists(GOLDEN)) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, row.batch().toByteArray());
        }
        // then
        assertThat(Files.readAllBytes(GOLDEN)).isEqualTo(row.batch().toByteArray());
    }

    @Test
    void shouldSeeWhatWasAlteredMissingOrReordered() {
        // given
        LogRow first = row(1, BatchCodec.NO_HASH);
        LogRow second = row(2, first.hash());
        byte[] bytes = second.batch().toByteArray();
        bytes[bytes.length - 1]++;
        LogRow altered = with(second, second.epoch(), ByteString.copyFrom(bytes));
        // then
        assertThatThrownBy(() -> BatchCodec.demandChained(BatchCodec.NO_HASH, second))
                .isInstanceOf(BrokenLog.class)
                .hasMessageContaining("behind another one");
        assertThatThrownBy(() -> BatchCodec.demandChained(first.hash(), altered))
                .isInstanceOf(BrokenLog.class)
                .hasMessageContaining("hash of its batch");
        assertThatThrownBy(() -> BatchCodec.demandChained(first.hash(), with(second, 9, second.batch())))
                .isInstanceOf(BrokenLog.class)
                .hasMessageContaining("something else");
    }

    private static LogRow row(long position, ByteString previous) {
        return BatchCodec.row(
                new BatchCodec.Place(3, position, 2, previous),
                new UUID(1, position),
                AT,
                List.of(
                        EntryCodec.encode(FULL),
                        EntryCodec.encode(new LogEntry.Deletion("a", 4)),
                        EntryCodec.encode(new LogEntry.Fence("pekko://janji@127.0.0.1:1")),
                        EntryCodec.encode(BARE)));
    }

    private static LogRow with(LogRow row, long epoch, ByteString batch) {
        return new LogRow(
                row.slice(),
                row.position(),
                epoch,
                row.commitId(),
                row.count(),
                row.at(),
                row.previousHash(),
                row.hash(),
                batch);
    }
}
