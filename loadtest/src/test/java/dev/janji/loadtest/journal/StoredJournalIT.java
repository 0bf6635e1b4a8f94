package dev.janji.loadtest.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.google.protobuf.ByteString;
import com.typesafe.config.Config;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.loadtest.demo.BuiltServer;
import dev.janji.loadtest.ingest.RawInserts;
import dev.janji.loadtest.stored.StoredEvent;
import dev.janji.loadtest.stored.StoredJournal;
import dev.janji.protocols.eventlog.v1.Batch;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import dev.janji.protocols.eventlog.v1.Events;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The journal is found in a real store whichever tables it is in, and nothing else there is needed for the raw inserts. */
@Timeout(300)
class StoredJournalIT {
    private static final String ANNA = "Debtor|bank~anna";

    @TempDir
    private Path folder;

    @Test
    void shouldReadTheStockTablesUntilTheEventLogHasRows() throws Exception {
        try (StoreProcess store = StoreProcess.start(
                BuiltServer.arguments(folder), folder.resolve("store"), StoreProcess.Sync.PERIODIC)) {
            Config config = RunningDebtors.config(store.address());
            try (CqlSession session = CassandraSettings.connect(config)) {
                SchemaMigrations.apply(session, CassandraSettings.from(config));
                assertThat(read(session)).isEmpty();

                stock(session, ANNA, 2, "old");
                stock(session, ANNA, 1, "older");
                stock(session, "region-map", 1, "not ours");
                assertThat(read(session)).containsExactly("bank~anna 1 w older", "bank~anna 2 w old");

                // A log that is cut: positions 2 and 3 live on in the history alone.
                commit(session, 0, 1, event(ANNA, 3, "c"));
                commit(session, 1, 600, event(ANNA, 4, "d"));
                flush(session, 1, 2, event(ANNA, 1, "a"), event(ANNA, 2, "b"));
                flush(session, 2, 4, event(ANNA, 2, "b"), event(ANNA, 3, "c"), event(ANNA, 4, "d"));
                execute(
                        session,
                        "INSERT INTO janji.event_log_checkpoint (slice, epoch, position) VALUES (5, 1, ?)",
                        600L);
                List<String> logged =
                        List.of("bank~anna 1 w a", "bank~anna 2 w b", "bank~anna 3 w c", "bank~anna 4 w d");
                assertThat(read(session)).isEqualTo(logged);

                execute(session, "DROP TABLE janji.messages");
                assertThat(read(session)).isEqualTo(logged);
                try (RawInserts inserts = RawInserts.prepare(session, 3, 250, 1)) {
                    assertThat(inserts.insert().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(60));
                }

                flush(session, 4, 4, event(ANNA, 4, "another"));
                assertThatThrownBy(() -> read(session)).hasMessageContaining("two different ones are stored");
            }
        }
    }

    private static List<String> read(CqlSession session) {
        return StoredJournal.of(session, StoredJournal.KEYSPACE)
                .events()
                .map(StoredJournalIT::shown)
                .toList();
    }

    private static String shown(StoredEvent event) {
        return event.key() + " " + event.sequenceNumber() + " " + event.writer() + " "
                + StandardCharsets.UTF_8.decode(event.record());
    }

    private static void stock(CqlSession session, String id, long number, String payload) {
        execute(
                session,
                "INSERT INTO janji.messages (persistence_id, partition_nr, sequence_nr, timestamp, writer_uuid, event)"
                        + " VALUES (?, 0, ?, now(), 'w', ?)",
                id,
                number,
                ByteString.copyFromUtf8(payload).asReadOnlyByteBuffer());
    }

    private static Event event(String id, long number, String payload) {
        return Event.newBuilder()
                .setPersistenceId(id)
                .setSequenceNumber(number)
                .setWriterUuid("w")
                .setPayload(ByteString.copyFromUtf8(payload))
                .build();
    }

    private static void commit(CqlSession session, long segment, long position, Event event) throws Exception {
        byte[] body = Batch.newBuilder()
                .setSlice(5)
                .setPosition(position)
                .addEntries(Entry.newBuilder().setEvent(event))
                .build()
                .toByteArray();
        ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(body));
        execute(
                session,
                "INSERT INTO janji.event_log (slice, segment, n, epoch, commit_id, entry_count, previous_hash, hash, body)"
                        + " VALUES (5, ?, ?, 1, ?, 1, ?, ?, ?)",
                segment,
                position,
                new UUID(0, position),
                ByteBuffer.allocate(32),
                hash,
                ByteBuffer.wrap(body));
    }

    private static void flush(CqlSession session, long from, long to, Event... events) {
        execute(
                session,
                "INSERT INTO janji.history (slice, bucket, persistence_id, from_seq, to_seq, deleted_to, position, events)"
                        + " VALUES (5, 63, ?, ?, ?, 0, 600, ?)",
                ANNA,
                from,
                to,
                Events.newBuilder()
                        .addAllEvents(List.of(events))
                        .build()
                        .toByteString()
                        .asReadOnlyByteBuffer());
    }

    private static void execute(CqlSession session, String cql, Object... values) {
        session.execute(SimpleStatement.newInstance(cql, values));
    }
}
