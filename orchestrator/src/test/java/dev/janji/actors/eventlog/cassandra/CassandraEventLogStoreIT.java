package dev.janji.actors.eventlog.cassandra;

import static dev.janji.actors.eventlog.cassandra.LogTables.ZEROS;
import static dev.janji.actors.eventlog.cassandra.LogTables.await;
import static dev.janji.actors.eventlog.cassandra.LogTables.deletion;
import static dev.janji.actors.eventlog.cassandra.LogTables.fence;
import static dev.janji.actors.eventlog.cassandra.LogTables.history;
import static dev.janji.actors.eventlog.cassandra.LogTables.row;
import static dev.janji.actors.eventlog.cassandra.LogTables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.BrokenLog;
import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.EventLogStore.Standing;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.RowsDeleted;
import dev.janji.actors.eventlog.SnapshotRows;
import dev.janji.actors.store.SchemaMigrations;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each sentence of the port, on a real Cassandra. Every test has slices of its own. */
class CassandraEventLogStoreIT {

    private static LogTables tables;
    private static CassandraEventLogStore store;

    @BeforeAll
    static void open() {
        tables = new LogTables("event_log_store");
        store = tables.store();
    }

    private static void commit(List<LogRow> rows) {
        rows.forEach(row -> assertThat(await(store.commit(row)).is(row)).isTrue());
    }

    @Test
    void shouldPutARowOnlyWhereNoneStandsAndTellWhichStandsThere() {
        LogRow ours = row(0, 1, 1, ZEROS, fence());
        LogRow theirs = new LogRow(
                0, 1, 2, UUID.randomUUID(), 1, ours.at(), ours.previousHash(), ours.hash(), ByteString.EMPTY);
        assertThat(await(store.commit(ours))).isEqualTo(new Standing(1, ours.commitId()));
        assertThat(await(store.commit(theirs))).isEqualTo(new Standing(1, ours.commitId()));
        assertThat(await(store.commit(ours)).is(ours)).as("offered again").isTrue();
        assertThat(await(store.readSerial(0, 1))).contains(ours);
    }

    @Test
    void shouldLetExactlyOneOfManyWritersHaveAPosition() {
        List<LogRow> offers = IntStream.range(0, 12)
                .mapToObj(i -> new LogRow(
                        1, 1, 1, new UUID(1, i), 1, LogTables.AT, ZEROS, ZEROS, ByteString.copyFromUtf8("offer " + i)))
                .toList();
        List<CompletableFuture<Standing>> answers = offers.stream()
                .map(row -> store.commit(row).toCompletableFuture())
                .toList();
        LogRow standing = await(store.readSerial(1, 1)).orElseThrow();
        assertThat(offers).contains(standing);
        answers.stream()
                .filter(answer ->
                        answer.handle((is, failure) -> failure == null).join())
                .forEach(answer -> assertThat(answer.join().commitId()).isEqualTo(standing.commitId()));
    }

    @Test
    void shouldReadNothingSeriallyWhereNothingStands() {
        assertThat(await(store.readSerial(2, 1))).isEmpty();
        assertThat(await(store.readSerial(2, 1_000_000_007L))).isEmpty();
    }

    @Test
    void shouldReadInOrderAcrossSegmentsUpToTheLimitAndToTheEnd() {
        List<LogRow> rows = rows(3, 11);
        commit(rows);
        assertThat(await(store.read(3, 1, 100))).isEqualTo(rows);
        assertThat(await(store.read(3, 1, 11))).isEqualTo(rows);
        assertThat(await(store.read(3, 2, 5))).isEqualTo(rows.subList(1, 6));
        assertThat(await(store.read(3, 4, 4))).isEqualTo(rows.subList(3, 7));
        assertThat(await(store.read(3, 11, 3))).isEqualTo(rows.subList(10, 11));
        assertThat(await(store.read(3, 12, 3))).isEmpty();
        assertThat(await(store.read(4, 1, 3))).isEmpty();
    }

    @Test
    void shouldEndAtTheLastRowOfAFullSegment() {
        List<LogRow> rows = rows(5, 7);
        commit(rows);
        assertThat(await(store.read(5, 4, 100))).isEqualTo(rows.subList(3, 7));
        assertThat(await(store.read(5, 8, 100))).isEmpty();
    }

    @Test
    void shouldRefuseToReadOverAMissingRow() {
        List<LogRow> rows = rows(6, 6);
        commit(rows);
        tables.execute("DELETE FROM ${keyspace}.event_log WHERE slice = 6 AND segment = 0 AND n = 3");
        assertThatThrownBy(() -> await(store.read(6, 1, 100)))
                .hasRootCauseInstanceOf(BrokenLog.class)
                .hasRootCauseMessage("Expected a row at position 3, but the next one is at 4 [slice=6]");
    }

    @Test
    void shouldNameRowsThatRetentionDeleted() {
        List<LogRow> rows = rows(7, 9);
        commit(rows);
        tables.execute("INSERT INTO ${keyspace}.event_log_retention (slice, first_kept) VALUES (7, 8)");
        tables.execute("DELETE FROM ${keyspace}.event_log WHERE slice = 7 AND segment = 0");
        tables.execute("DELETE FROM ${keyspace}.event_log WHERE slice = 7 AND segment = 1");
        assertThatThrownBy(() -> await(store.read(7, 2, 100)))
                .hasRootCauseInstanceOf(RowsDeleted.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        RowsDeleted.class, gone -> assertThat(gone.firstKept()).isEqualTo(8));
        assertThat(await(store.read(7, 8, 100))).isEqualTo(rows.subList(7, 9));
    }

    @Test
    void shouldMoveTheCheckpointOnlyFromWhereItIsExpected() {
        Checkpoint first = new Checkpoint(1, 10);
        Checkpoint second = new Checkpoint(2, 10);
        Checkpoint third = new Checkpoint(2, 30);
        assertThat(await(store.checkpoint(0))).isEqualTo(Checkpoint.NONE);
        assertThat(await(store.moveCheckpoint(0, first, second)))
                .as("nothing stands there yet")
                .isEqualTo(Checkpoint.NONE);
        assertThat(await(store.checkpoint(0))).isEqualTo(Checkpoint.NONE);
        assertThat(await(store.moveCheckpoint(0, Checkpoint.NONE, first))).isEqualTo(first);
        assertThat(await(store.moveCheckpoint(0, Checkpoint.NONE, second))).isEqualTo(first);
        assertThat(await(store.moveCheckpoint(0, first, second))).isEqualTo(second);
        assertThat(await(store.moveCheckpoint(0, first, third)))
                .as("an old owner")
                .isEqualTo(second);
        assertThat(await(store.moveCheckpoint(0, second, third))).isEqualTo(third);
        assertThat(await(store.checkpoint(0))).isEqualTo(third);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store.moveCheckpoint(0, third, new Checkpoint(3, 29)));
    }

    @Test
    void shouldFlushManyDebtorsOfAPartitionAtOnceAndReadEachBack() {
        List<HistoryRow> rows = IntStream.range(0, 20_000)
                .mapToObj(i -> "Debtor|bank~" + i)
                .filter(id -> HistoryRow.bucketOf(id) == 5)
                .map(id -> history(1, id, 1, 3, 7))
                .toList();
        assertThat(rows).hasSizeGreaterThan(200);
        await(store.flush(rows));
        await(store.flush(List.of()));
        List<CompletableFuture<List<HistoryRow>>> read = rows.stream()
                .map(row -> store.history(1, row.persistenceId(), 1).toCompletableFuture())
                .toList();
        for (int i = 0; i < rows.size(); i++) {
            assertThat(read.get(i).join()).containsExactly(rows.get(i));
        }
    }

    @Test
    void shouldRefuseToFlushTwoPartitionsInOneBatch() {
        List<HistoryRow> rows = List.of(history(1, "Debtor|bank~1", 1, 1, 1), history(1, "Debtor|bank~2", 1, 1, 1));
        assertThat(rows.get(0).bucket()).isNotEqualTo(rows.get(1).bucket());
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> store.flush(rows));
    }

    @Test
    void shouldFlushARowThatIsLargerThanABatch() {
        HistoryRow large = new HistoryRow(2, "Debtor|bank~large", 1, 900, 0, 7, ByteString.copyFrom(new byte[300_000]));
        HistoryRow small = history(2, "Debtor|bank~large", 901, 902, 8);
        await(store.flush(List.of(small, large)));
        assertThat(await(store.history(2, "Debtor|bank~large", 1))).containsExactlyInAnyOrder(large, small);
    }

    @Test
    void shouldHandBackOverlapsAndLeaveOutWhatEndsBefore() {
        String id = "Debtor|bank~overlap";
        HistoryRow first = history(3, id, 1, 4, 10);
        HistoryRow inner = history(3, id, 6, 7, 12);
        HistoryRow outer = history(3, id, 5, 12, 20);
        await(store.flush(List.of(outer)));
        await(store.flush(List.of(first, inner)));
        await(store.flush(List.of(first)));
        assertThat(await(store.history(3, id, 1))).containsExactlyInAnyOrder(first, outer, inner);
        assertThat(await(store.history(3, id, 8))).containsExactly(outer);
        assertThat(await(store.history(3, id, 13))).isEmpty();
        assertThat(await(store.history(3, id + "x", 1))).isEmpty();
    }

    @Test
    void shouldKnowTheHighestNumberOfAllOverlappingRows() {
        String id = "Debtor|bank~highest";
        assertThat(await(store.highest(3, id))).isZero();
        await(store.flush(List.of(history(3, id, 5, 12, 20), history(3, id, 6, 7, 12), history(3, id, 1, 4, 10))));
        assertThat(await(store.highest(3, id))).isEqualTo(12);
    }

    @Test
    void shouldTellEveryDeletionThatMattersFromANumberOn() {
        String id = "Debtor|bank~deleted";
        HistoryRow events = history(4, id, 1, 9, 10);
        await(store.flush(List.of(events, deletion(4, id, 7, 12))));
        await(store.flush(List.of(deletion(4, id, 3, 11))));
        assertThat(await(store.highest(4, id))).isEqualTo(9);
        assertThat(await(store.history(4, id, 1)))
                .containsExactlyInAnyOrder(deletion(4, id, 3, 11), deletion(4, id, 7, 12), events);
        assertThat(await(store.history(4, id, 4))).containsExactlyInAnyOrder(deletion(4, id, 7, 12), events);
        assertThat(await(store.history(4, id, 8))).containsExactly(events);
        await(store.flush(List.of(deletion(4, id, 9, 13))));
        assertThat(await(store.highest(4, id))).isEqualTo(9);
    }

    @Test
    void shouldReadALongHistoryPageByPage() {
        String id = "Debtor|bank~long";
        List<HistoryRow> rows = IntStream.range(0, 12_000)
                .mapToObj(i -> history(6, id, i + 1L, i + 1L, i + 1L))
                .toList();
        for (int from = 0; from < rows.size(); from += 400) {
            await(store.flush(rows.subList(from, from + 400)));
        }
        assertThat(await(store.history(6, id, 1))).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void shouldKeepSnapshotsAsACache() {
        SnapshotRows snapshots = store.snapshots();
        String id = "Debtor|bank~snapshot";
        SnapshotRows.Row first = snapshot(id, 10, 1_000, null);
        SnapshotRows.Row second =
                snapshot(id, 20, 2_000, new LogEntry.Metadata(4, "m", ByteString.copyFromUtf8("metadata")));
        SnapshotRows.Row third = snapshot(id, 30, 3_000, null);
        assertThat(await(snapshots.newest(id, ALL))).isEmpty();
        List.of(second, first, third).forEach(row -> await(snapshots.save(row)));
        assertThat(await(snapshots.newest(id, ALL))).contains(third);
        assertThat(await(snapshots.newest(id, new SnapshotRows.Range(0, 29, 0, Long.MAX_VALUE))))
                .contains(second);
        assertThat(await(snapshots.newest(id, new SnapshotRows.Range(0, Long.MAX_VALUE, 0, 1_999))))
                .contains(first);
        await(snapshots.delete(id, new SnapshotRows.Range(0, Long.MAX_VALUE, 2_500, Long.MAX_VALUE)));
        assertThat(await(snapshots.newest(id, ALL))).contains(second);
        await(snapshots.delete(id, new SnapshotRows.Range(20, 20, 0, Long.MAX_VALUE)));
        assertThat(await(snapshots.newest(id, ALL))).contains(first);
        await(snapshots.save(snapshot(id, 10, 4_000, null)));
        assertThat(await(snapshots.newest(id, ALL))).contains(snapshot(id, 10, 4_000, null));
    }

    private static final SnapshotRows.Range ALL = new SnapshotRows.Range(0, Long.MAX_VALUE, 0, Long.MAX_VALUE);

    private static SnapshotRows.Row snapshot(String id, long number, long millis, LogEntry.Metadata metadata) {
        return new SnapshotRows.Row(
                id, number, millis, 7301, "debtor.State", ByteString.copyFromUtf8("s" + number), metadata);
    }

    @Test
    void shouldRefuseAnInstallationOfAnotherLayout() {
        assertThatThrownBy(
                        () -> CassandraEventLogStore.open(tables.session(), tables.config(), new EventLogLayout(16, 8)))
                .isInstanceOf(SchemaMigrations.Refused.class)
                .hasMessageContaining("Expected event-log.segment-rows = 4");
    }

    @Test
    void shouldAgreeLocallyOnlyInOneDataCentre() {
        assertThat(Statements.serialConsistency("LOCAL_SERIAL", List.of("dc1")).name())
                .isEqualTo("LOCAL_SERIAL");
        assertThat(Statements.serialConsistency("SERIAL", List.of("dc1", "dc2")).name())
                .isEqualTo("SERIAL");
        assertThatThrownBy(() -> Statements.serialConsistency("LOCAL_SERIAL", List.of("dc1", "dc2")))
                .isInstanceOf(SchemaMigrations.Refused.class)
                .hasMessageContaining("dc1, dc2");
        assertThatThrownBy(() -> Statements.serialConsistency("QUORUM", List.of("dc1")))
                .isInstanceOf(SchemaMigrations.Refused.class)
                .hasMessageContaining("QUORUM");
    }
}
