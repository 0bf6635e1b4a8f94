package dev.janji.loadtest.ingest;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import dev.janji.loadtest.stored.StoredJournal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The limit: how many rows a second the store takes when nothing but the driver is in front of it, one row and one statement an event. The
 * replication is that of the journal, and so is the size of the payload. The table is made in a keyspace of its own, and has the columns and
 * options that the journal of the stock plugin had, so that a limit can be compared with those that were measured before. Confined to one thread.
 */
public final class RawInserts implements AutoCloseable {
    private static final String KEYSPACE = "janji_ingest_limit";
    private static final String TABLE = KEYSPACE + ".journal_row";
    private static final String CREATE = "CREATE TABLE " + TABLE + """
             (
              persistence_id text,
              partition_nr bigint,
              sequence_nr bigint,
              timestamp timeuuid,
              timebucket text,
              writer_uuid text,
              ser_id int,
              ser_manifest text,
              event_manifest text,
              event blob,
              meta_ser_id int,
              meta_ser_manifest text,
              meta blob,
              tags set<text>,
              PRIMARY KEY ((persistence_id, partition_nr), sequence_nr, timestamp)
            ) WITH compaction = {'class': 'UnifiedCompactionStrategy'}
              AND gc_grace_seconds = 864000
            """;
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(60);
    private static final int SERIALIZER = 7301;

    private final CqlSession session;
    private final PreparedStatement insert;
    private final int debtors;
    private final ByteBuffer event;
    private final SplittableRandom random;
    private final int[] sequence;
    private final String writer = UUID.randomUUID().toString();

    private RawInserts(CqlSession session, PreparedStatement insert, int debtors, int bytes, long seed) {
        this.session = session;
        this.insert = insert;
        this.debtors = debtors;
        this.random = new SplittableRandom(seed);
        this.sequence = new int[debtors];
        byte[] payload = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            payload[i] = (byte) random.nextInt();
        }
        this.event = ByteBuffer.wrap(payload);
    }

    /**
     * @param session with the store of an installation; the keyspace of the journal must be there
     * @param bytes of an event
     */
    public static RawInserts prepare(CqlSession session, int debtors, int bytes, long seed) {
        KeyspaceMetadata journal = session.refreshSchema()
                .getKeyspace(StoredJournal.KEYSPACE)
                .orElseThrow(
                        () -> new IllegalStateException("Expected the keyspace of the journal, but there is none"));
        schema(session, "DROP KEYSPACE IF EXISTS " + KEYSPACE);
        schema(session, "CREATE KEYSPACE " + KEYSPACE + " WITH replication = " + map(journal.getReplication()));
        schema(session, CREATE);
        PreparedStatement insert = session.prepare(SimpleStatement.builder("INSERT INTO " + TABLE
                        + " (persistence_id, partition_nr, sequence_nr, timestamp, timebucket, writer_uuid, ser_id,"
                        + " ser_manifest, event_manifest, event, tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .setIdempotence(true)
                .build());
        return new RawInserts(session, insert, debtors, bytes, seed);
    }

    private static void schema(CqlSession session, String cql) {
        session.execute(SimpleStatement.newInstance(cql).setTimeout(SCHEMA_TIMEOUT));
        session.checkSchemaAgreement();
    }

    private static String map(Map<String, String> replication) {
        StringBuilder text = new StringBuilder("{");
        replication.forEach(
                (key, value) -> text.append(text.length() == 1 ? "" : ", ").append("'" + key + "': '" + value + "'"));
        return text.append('}').toString();
    }

    /** @return rows a second that were acknowledged, with at most so many unacknowledged at any time */
    public double perSecond(int inFlight, long nanos) throws InterruptedException {
        Semaphore room = new Semaphore(inFlight);
        AtomicLong acked = new AtomicLong();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < nanos) {
            room.acquire();
            session.executeAsync(row()).whenComplete((done, failed) -> {
                if (failed == null) {
                    acked.incrementAndGet();
                } else {
                    failure.set(failed);
                }
                room.release();
            });
        }
        double rate = acked.get() * 1e9 / (System.nanoTime() - begin);
        room.acquire(inFlight);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("Expected the store to take every row, but it refused one", failed);
        }
        return rate;
    }

    /** Inserts one row; for one thread. @return completes when the store has it */
    public CompletionStage<?> insert() {
        return session.executeAsync(row());
    }

    private BoundStatement row() {
        int debtor = random.nextInt(debtors);
        UUID timestamp = Uuids.timeBased();
        return insert.boundStatementBuilder()
                .setString(0, "Debtor|load~" + Workload.debtorId(debtor))
                .setLong(1, 0)
                .setLong(2, ++sequence[debtor])
                .setUuid(3, timestamp)
                .setString(4, "1795305600000")
                .setString(5, writer)
                .setInt(6, SERIALIZER)
                .setString(7, "journal.Record")
                .setString(8, "")
                .setByteBuffer(9, event.duplicate())
                .setSet(10, Set.of(), String.class)
                .build();
    }

    @Override
    public void close() {
        schema(session, "DROP KEYSPACE IF EXISTS " + KEYSPACE);
    }
}
