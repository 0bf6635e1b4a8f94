package dev.janji.orchestrator.cli;

import static dev.janji.actors.eventlog.cassandra.LogTables.await;
import static dev.janji.actors.eventlog.cassandra.LogTables.event;
import static dev.janji.actors.eventlog.cassandra.LogTables.fence;
import static dev.janji.actors.eventlog.cassandra.LogTables.row;
import static dev.janji.actors.eventlog.cassandra.LogTables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigRenderOptions;
import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogReaders.Progress;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.cassandra.EventLogTables;
import dev.janji.actors.eventlog.cassandra.LogTables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as an operator types them, on a log with which somebody has meddled. Every test has slices of its own. */
class LogCommandsIT {

    @TempDir
    private static Path folder;

    private static LogTables tables;
    private static EventLogTables log;
    private static Path config;

    @BeforeAll
    static void open() throws IOException {
        tables = new LogTables("event_log_commands");
        log = tables.open();
        config = Files.writeString(
                folder.resolve("serve.conf"),
                tables.config()
                        .withOnlyPath("janji.actors.store.keyspace")
                        .withFallback(tables.config().withOnlyPath("datastax-java-driver.basic"))
                        .withFallback(tables.config().withOnlyPath("janji.slices"))
                        .root()
                        .render(ConfigRenderOptions.concise()));
    }

    /** What a command has said, and its exit code. */
    private record Said(int code, String out, String err) {}

    private static Said janji(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new LogCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private static Said log(String command, int slice, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--config", config.toString(), "--slice", Integer.toString(slice)));
        arguments.addAll(List.of(more));
        return janji(arguments.toArray(String[]::new));
    }

    private static List<LogRow> commit(List<LogRow> rows) {
        rows.forEach(row -> assertThat(await(log.store().commit(row)).is(row)).isTrue());
        return rows;
    }

    private static void put(LogRow row, long position) {
        tables.execute(
                "UPDATE ${keyspace}.event_log SET epoch = ?, commit_id = ?, entry_count = ?, at = ?, previous_hash = ?,"
                        + " hash = ?, body = ? WHERE slice = ? AND segment = ? AND n = ?",
                row.epoch(),
                row.commitId(),
                row.count(),
                row.at(),
                ByteBuffer.wrap(row.previousHash().toByteArray()),
                ByteBuffer.wrap(row.hash().toByteArray()),
                ByteBuffer.wrap(row.batch().toByteArray()),
                row.slice(),
                LogTables.LAYOUT.segmentOf(position),
                position);
    }

    private static void drop(int slice, long position) {
        tables.execute(
                "DELETE FROM ${keyspace}.event_log WHERE slice = ? AND segment = ? AND n = ?",
                slice,
                LogTables.LAYOUT.segmentOf(position),
                position);
    }

    @Test
    void shouldFindASoundLogSound() {
        commit(rows(0, 9));
        await(log.store().moveCheckpoint(0, Checkpoint.NONE, new Checkpoint(1, 6)));
        Said said = log("verify", 0);
        assertThat(said.out())
                .contains("slice    0  sound: 9 rows, 9 entries, epoch 1, checkpoint 3 rows behind")
                .contains("9 rows read. The log is what was written.");
        assertThat(said.code()).isZero();
    }

    @Test
    void shouldNameARowWhoseBatchWasAltered() {
        List<LogRow> rows = commit(rows(1, 6));
        byte[] altered = rows.get(3).batch().toByteArray();
        altered[altered.length - 1] ^= 1;
        tables.execute(
                "UPDATE ${keyspace}.event_log SET body = ? WHERE slice = 1 AND segment = 1 AND n = 4",
                ByteBuffer.wrap(altered));
        Said said = log("verify", 1);
        assertThat(said.out())
                .contains("slice    1  WRONG")
                .contains(
                        "position 4: the batch is not the one that was hashed when it was written: somebody altered it")
                .contains("6 rows read. 1 findings.");
        assertThat(said.code()).isEqualTo(3);
    }

    @Test
    void shouldNameARowThatWasReplacedWithItsHash() {
        List<LogRow> rows = commit(rows(2, 6));
        put(row(2, 4, 1, rows.get(2).hash(), event("Debtor|bank~2", 33)), 4);
        assertThat(log("verify", 2).out())
                .contains("position 5: this row was written behind another row than the one that stands before it now:"
                        + " position 4 was replaced, or this row");
    }

    @Test
    void shouldNameAnAlteredColumn() {
        commit(rows(3, 4));
        tables.execute("UPDATE ${keyspace}.event_log SET epoch = 9 WHERE slice = 3 AND segment = 0 AND n = 3");
        assertThat(log("verify", 3).out())
                .contains(
                        "position 3: the batch is sound, but beside it epoch says something else: somebody altered that column");
    }

    @Test
    void shouldNameDroppedRowsAlsoAtTheEndAndOfWholeSegments() {
        commit(rows(4, 16));
        await(log.store().moveCheckpoint(4, Checkpoint.NONE, new Checkpoint(1, 16)));
        await(log.readers().settle(4, "totals", new Progress(16, Instant.EPOCH)));
        drop(4, 3);
        tables.execute("DELETE FROM ${keyspace}.event_log WHERE slice = 4 AND segment = 2");
        drop(4, 15);
        tables.execute("DELETE FROM ${keyspace}.event_log WHERE slice = 4 AND segment = 4");
        assertThat(log("verify", 4).out())
                .contains("position 3: the row is missing")
                .contains("position 8: the rows up to position 11 are missing")
                .contains("position 15: the rows up to position 16 are missing")
                .contains("position 14: the log ends here, but its checkpoint stands at position 16")
                .contains("position 14: the log ends here, but reader totals has read up to position 16");
    }

    @Test
    void shouldNameSwappedRows() {
        List<LogRow> rows = commit(rows(5, 6));
        put(rows.get(2), 5);
        put(rows.get(4), 3);
        assertThat(log("verify", 5).out())
                .contains("position 3: the row of slice 5, position 5 stands here: rows were swapped or copied")
                .contains("position 5: the row of slice 5, position 3 stands here: rows were swapped or copied");
    }

    @Test
    void shouldNameWritersThatWereFencedAndClaimsThatAreNone() {
        List<LogRow> rows = new ArrayList<>(rows(6, 3));
        rows.add(row(6, 4, 2, rows.get(2).hash(), fence()));
        rows.add(row(6, 5, 1, rows.get(3).hash(), event("Debtor|bank~6", 3)));
        rows.add(row(6, 6, 3, rows.get(4).hash(), event("Debtor|bank~6", 9)));
        commit(rows);
        assertThat(log("verify", 6).out())
                .contains(
                        "position 5: its epoch 1 is older than epoch 2 before it: an owner wrote that had been fenced")
                .contains("position 6: epoch 3 begins here without a claim")
                .contains("position 6: event 9 of Debtor|bank~6 follows on its event 3");
    }

    @Test
    void shouldShowHowTheLogStands() {
        commit(rows(7, 9));
        await(log.store().moveCheckpoint(7, Checkpoint.NONE, new Checkpoint(1, 7)));
        await(log.readers().settle(7, "totals", new Progress(5, Instant.parse("2026-03-02T03:00:00Z"))));
        Said said = log("stat", 7);
        assertThat(said.out())
                .contains("Event log in keyspace event_log_commands: 16 slices, 4 rows a segment")
                .containsPattern("7 +1 +9 +1 +2026-03-02T03:04:05Z +7 +2")
                .contains("totals is at 5, 4 behind; said so at 2026-03-02T03:00:00Z")
                .contains("2 rows are not in the history yet");
        assertThat(log("stat", 15).out()).containsPattern("15 +- +empty").contains("All of it is in the history.");
    }

    @Test
    void shouldShowTheNewestRows() {
        commit(rows(8, 9));
        assertThat(log("tail", 8, "--rows", "2").out())
                .doesNotContain("position 7")
                .containsPattern("2026-03-02T03:04:05.678Z  slice 8  position 8  epoch 1  1 entry  \\d+ bytes")
                .contains("    Debtor|bank~8 #8  serializer 0  7 bytes");
        assertThat(log("tail", 8, "--from", "1").out()).contains("    claimed by test");
        assertThat(log("tail", 14).out()).contains("Nothing has been committed there.");
    }

    @Test
    void shouldSayWhatToDoWhenItCanNotRead() {
        assertThat(log("verify", 99).err()).contains("Expected a slice from 0 to 15, but --slice is 99.");
        Said nowhere = janji("stat", "--data", folder.resolve("nothing").toString());
        assertThat(nowhere.err()).contains("Name it with --data DIR");
        assertThat(nowhere.code()).isEqualTo(1);
        assertThat(janji("stat", "--config", folder.resolve("none.conf").toString())
                        .err())
                .contains("The configuration file can't be read");
    }

    @Test
    void shouldSayThatThereIsNoEventLog() throws IOException {
        Path other = Files.writeString(
                folder.resolve("other.conf"),
                Files.readString(config).replace("event_log_commands", "event_log_nowhere"));
        assertThat(janji("stat", "--config", other.toString()).err())
                .contains("Expected an event log in keyspace event_log_nowhere, but no server has ever used one there");
    }
}
