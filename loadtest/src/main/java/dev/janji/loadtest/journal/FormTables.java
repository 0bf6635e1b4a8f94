package dev.janji.loadtest.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The tables of every {@link StoreForm}, in a keyspace of their own. Rows of single events have the columns that the stock plugin fills, rows of
 * many have those of the event log. Thread-safe, but for the positions of a slice: one commit of it at a time.
 */
final class FormTables implements AutoCloseable {
    static final int SLICES = 16;

    private static final String KEYSPACE = "janji_forms";
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(60);
    private static final int SERIALIZER = 7301;
    private static final int DEBTORS = 200_000;
    /** Of an entry of the event log beside its payload: ids, numbers, instants. */
    private static final int ENVELOPE_BYTES = 90;

    private static final int ROWS_PER_SEGMENT = 10_000;
    private static final String OPTIONS =
            " WITH compaction = {'class': 'UnifiedCompactionStrategy'} AND gc_grace_seconds = 864000";

    private final CqlSession session;
    private final PreparedStatement row;
    private final PreparedStatement tagged;
    private final PreparedStatement sliced;
    private final PreparedStatement blob;
    private final PreparedStatement fenced;
    private final int eventBytes;
    private final byte[] noise = new byte[1 << 20];
    private final String writer = UUID.randomUUID().toString();
    private final long[] positions = new long[SLICES];

    /** A writer to tables that are there. */
    FormTables(CqlSession session, int eventBytes, long seed) {
        this.session = session;
        this.eventBytes = eventBytes;
        new SplittableRandom(seed).nextBytes(noise);
        String columns =
                "(persistence_id, partition_nr, sequence_nr, timestamp, timebucket, writer_uuid, ser_id, ser_manifest,"
                        + " event_manifest, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        row = prepare("INSERT INTO " + KEYSPACE + ".event_row " + columns);
        tagged = prepare("INSERT INTO " + KEYSPACE + ".tag_row (tag, "
                + columns.substring(1).replace("VALUES (", "VALUES (?, "));
        sliced = prepare("INSERT INTO " + KEYSPACE + ".slice_row (slice, segment, n, i, body) VALUES (?, ?, ?, ?, ?)");
        String log = " (slice, segment, n, epoch, commit_id, entry_count, at, previous_hash, hash, body)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        blob = prepare("INSERT INTO " + KEYSPACE + ".blob_row" + log);
        fenced = prepare("INSERT INTO " + KEYSPACE + ".fenced_row" + log + " IF NOT EXISTS");
    }

    /** @param replicas of every row, up to the number of nodes */
    static FormTables create(CqlSession session, int replicas, int eventBytes, long seed) {
        schema(session, "DROP KEYSPACE IF EXISTS " + KEYSPACE);
        schema(
                session,
                "CREATE KEYSPACE " + KEYSPACE + " WITH replication = {'class': 'NetworkTopologyStrategy',"
                        + " 'replication_factor': " + replicas + "}");
        String event = "timestamp timeuuid, timebucket text, writer_uuid text, ser_id int, ser_manifest text,"
                + " event_manifest text, event blob, persistence_id text, partition_nr bigint, sequence_nr bigint, ";
        table(session, "event_row", event + "PRIMARY KEY ((persistence_id, partition_nr), sequence_nr, timestamp)");
        table(
                session,
                "tag_row",
                "tag text, " + event + "PRIMARY KEY ((tag, timebucket), timestamp, persistence_id, sequence_nr)");
        table(
                session,
                "slice_row",
                "slice int, segment bigint, n bigint, i int, body blob, PRIMARY KEY ((slice, segment), n, i)");
        String log = "slice int, segment bigint, n bigint, epoch bigint, commit_id uuid, entry_count int, at timestamp,"
                + " previous_hash blob, hash blob, body blob, PRIMARY KEY ((slice, segment), n)";
        table(session, "blob_row", log);
        table(session, "fenced_row", log);
        return new FormTables(session, eventBytes, seed);
    }

    private static void table(CqlSession session, String name, String columns) {
        schema(session, "CREATE TABLE " + KEYSPACE + "." + name + " (" + columns + ")" + OPTIONS);
    }

    private static void schema(CqlSession session, String cql) {
        session.execute(SimpleStatement.newInstance(cql).setTimeout(SCHEMA_TIMEOUT));
        session.checkSchemaAgreement();
    }

    private PreparedStatement prepare(String cql) {
        return session.prepare(SimpleStatement.builder(cql)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL)
                .build());
    }

    /** Stores so many events of a slice; for one commit of the slice at a time. @param random for one thread */
    CompletableFuture<?> store(StoreForm form, int slice, int events, SplittableRandom random) {
        return switch (form) {
            case ROW -> all(events, random, false);
            case TAGGED -> all(events, random, true);
            case COALESCED -> coalesced(events, random);
            case SLICED -> sliced(slice, events, random);
            case BLOB -> execute(entries(blob, slice, events, random));
            case FENCED -> execute(entries(fenced, slice, events, random)).thenAccept(FormTables::demandApplied);
        };
    }

    private static void demandApplied(AsyncResultSet result) {
        if (!result.wasApplied()) {
            throw new IllegalStateException("Expected nobody else to write here, but a row was there already");
        }
    }

    private CompletableFuture<AsyncResultSet> execute(BoundStatement statement) {
        return session.executeAsync(statement).toCompletableFuture();
    }

    private CompletableFuture<?> all(int events, SplittableRandom random, boolean withTag) {
        List<CompletableFuture<?>> stored = new ArrayList<>(2 * events);
        for (int i = 0; i < events; i++) {
            Object[] values = event(random);
            stored.add(execute(row.bind(values)));
            if (withTag) {
                Object[] under = new Object[values.length + 1];
                under[0] = "events-" + random.nextInt(SLICES);
                System.arraycopy(values, 0, under, 1, values.length);
                stored.add(execute(tagged.bind(under)));
            }
        }
        return CompletableFuture.allOf(stored.toArray(new CompletableFuture<?>[0]));
    }

    private CompletableFuture<?> coalesced(int events, SplittableRandom random) {
        BatchStatementBuilder batch = batch();
        for (int i = 0; i < events; i++) {
            batch.addStatement(row.bind(event(random)));
        }
        return session.executeAsync(batch.build()).toCompletableFuture();
    }

    private CompletableFuture<?> sliced(int slice, int events, SplittableRandom random) {
        BatchStatementBuilder batch = batch();
        long position = ++positions[slice];
        for (int i = 0; i < events; i++) {
            batch.addStatement(sliced.bind(
                    slice, position / ROWS_PER_SEGMENT, position, i, bytes(eventBytes + ENVELOPE_BYTES, random)));
        }
        return session.executeAsync(batch.build()).toCompletableFuture();
    }

    private static BatchStatementBuilder batch() {
        return BatchStatement.builder(DefaultBatchType.UNLOGGED).setConsistencyLevel(DefaultConsistencyLevel.QUORUM);
    }

    private Object[] event(SplittableRandom random) {
        return new Object[] {
            "Debtor|load~" + random.nextInt(DEBTORS),
            0L,
            random.nextLong(Long.MAX_VALUE),
            Uuids.timeBased(),
            "1795305600000",
            writer,
            SERIALIZER,
            "journal.Record",
            "",
            bytes(eventBytes, random)
        };
    }

    private BoundStatement entries(PreparedStatement into, int slice, int events, SplittableRandom random) {
        long position = ++positions[slice];
        return into.bind(
                slice,
                position / ROWS_PER_SEGMENT,
                position,
                1L,
                new UUID(random.nextLong(), random.nextLong()),
                events,
                Instant.now(),
                bytes(32, random),
                bytes(32, random),
                bytes(events * (eventBytes + ENVELOPE_BYTES), random));
    }

    private ByteBuffer bytes(int size, SplittableRandom random) {
        return ByteBuffer.wrap(noise, random.nextInt(noise.length - size), size).slice();
    }

    @Override
    public void close() {
        schema(session, "DROP KEYSPACE IF EXISTS " + KEYSPACE);
    }
}
