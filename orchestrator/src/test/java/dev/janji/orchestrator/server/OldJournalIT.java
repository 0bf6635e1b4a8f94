package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.typesafe.config.ConfigRenderOptions;
import dev.janji.actors.eventlog.cassandra.LogTables;
import dev.janji.orchestrator.cli.LogCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A server and an installation whose events may still be in the tables of the old journal, on a real Cassandra. */
class OldJournalIT {

    @TempDir
    private Path folder;

    /** One event, as the stock plugin stored it. */
    private static LogTables withAnEventInTheOldJournal(String keyspace) {
        LogTables tables = new LogTables(keyspace);
        tables.execute(
                "INSERT INTO ${keyspace}.messages (persistence_id, partition_nr, sequence_nr, timestamp, writer_uuid,"
                        + " ser_id, ser_manifest, event_manifest, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "Debtor|bank~1",
                0L,
                1L,
                Uuids.timeBased(),
                "writer",
                7301,
                "debtor.Record",
                "",
                ByteBuffer.wrap(new byte[] {1}));
        return tables;
    }

    private static void start(LogTables tables) throws StartFailure {
        Server.prepare(tables.session(), ServerSettings.from(tables.config()), false);
    }

    private static void shouldBeRefused(LogTables tables) {
        assertThatThrownBy(() -> start(tables))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("keyspace " + tables.keyspace())
                .hasMessageContaining("`janji log import --yes`");
    }

    /** @return what the command has said, after its exit code */
    private String importOldJournal(LogTables tables) throws IOException {
        Path config = Files.writeString(
                folder.resolve("serve.conf"),
                tables.config()
                        .withOnlyPath("janji.actors.store.keyspace")
                        .withFallback(tables.config().withOnlyPath("datastax-java-driver.basic"))
                        .withFallback(tables.config().withOnlyPath("janji.slices"))
                        .root()
                        .render(ConfigRenderOptions.concise()));
        StringWriter said = new StringWriter();
        int code = new CommandLine(new LogCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute("import", "--config", config.toString(), "--yes");
        return code + " " + said;
    }

    @Test
    void shouldStartWhenNoOldJournalWasEverWritten() {
        LogTables tables = new LogTables("old_journal_none");
        assertThatCode(() -> start(tables)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseToStartUntilAnImportHasFinished() throws Exception {
        LogTables tables = withAnEventInTheOldJournal("old_journal_events");
        shouldBeRefused(tables);

        assertThat(importOldJournal(tables)).startsWith("0 1 events and deletions of 1 persistence ids");

        assertThatCode(() -> start(tables)).doesNotThrowAnyException();
        assertThat(importOldJournal(tables)).startsWith("0 ");
    }

    @Test
    void shouldRefuseToStartWhenAnImportWasInterrupted() {
        LogTables tables = withAnEventInTheOldJournal("old_journal_part");
        tables.execute("INSERT INTO ${keyspace}.event_log (slice, segment, n) VALUES (0, 0, 1)");
        shouldBeRefused(tables);
    }

    @Test
    void shouldStartWhenTheOldTablesWereDroppedAfterTheImport() throws Exception {
        LogTables tables = withAnEventInTheOldJournal("old_journal_dropped");
        assertThat(importOldJournal(tables)).startsWith("0 ");
        for (String table : new String[] {"messages", "metadata", "snapshots"}) {
            tables.execute("DROP TABLE ${keyspace}." + table);
        }

        assertThatCode(() -> start(tables)).doesNotThrowAnyException();
        assertThat(importOldJournal(tables)).startsWith("1 ").contains("there is nothing to import");
    }
}
