package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.eventlog.EventLogLayout;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.SchemaMigrations;
import dev.janji.orchestrator.cassandra.SharedCassandra;
import dev.janji.protocols.eventlog.v1.Batch;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import dev.janji.protocols.eventlog.v1.Events;
import dev.janji.protocols.eventlog.v1.Fence;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A keyspace of its own on the shared Cassandra, with small segments, and rows to put into it. */
public final class LogTables {
    public static final Instant AT = Instant.parse("2026-03-02T03:04:05.678Z");
    public static final EventLogLayout LAYOUT = new EventLogLayout(16, 4);
    public static final ByteString ZEROS = ByteString.copyFrom(new byte[32]);

    private final String keyspace;
    private final Config config;

    public LogTables(String keyspace) {
        this.keyspace = keyspace;
        this.config = ConfigFactory.parseString("""
                janji.slices = 16
                janji.actors.store.keyspace = %s
                """.formatted(keyspace)).withFallback(SharedCassandra.config());
        SchemaMigrations.apply(session(), CassandraSettings.from(config));
    }

    public Config config() {
        return config;
    }

    public CqlSession session() {
        return SharedCassandra.session();
    }

    public CassandraEventLogStore store() {
        return CassandraEventLogStore.open(session(), config, LAYOUT);
    }

    /** Everything, with small segments. */
    public EventLogTables open() {
        return EventLogTables.open(session(), config, LAYOUT);
    }

    public String keyspace() {
        return keyspace;
    }

    /**
     * Meddles with the tables behind everybody's back: later than any ballot of a conditional statement, which may lie a little ahead of the clock.
     * {@code ${keyspace}} stands for its name.
     */
    public void execute(String cql, Object... values) {
        session()
                .execute(SimpleStatement.newInstance(cql.replace("${keyspace}", keyspace), values)
                        .setQueryTimestamp(TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis() + 60_000)));
    }

    public static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** A row that a well-behaved owner could have written. */
    public static LogRow row(int slice, long position, long epoch, ByteString previousHash, Entry... entries) {
        UUID commitId = new UUID(slice, position);
        ByteString batch = Batch.newBuilder()
                .setSlice(slice)
                .setPosition(position)
                .setEpoch(epoch)
                .setCommitId(ByteString.copyFrom(ByteBuffer.allocate(16)
                        .putLong(commitId.getMostSignificantBits())
                        .putLong(commitId.getLeastSignificantBits())
                        .flip()))
                .setAt(Timestamp.newBuilder().setSeconds(AT.getEpochSecond()).setNanos(AT.getNano()))
                .setPreviousHash(previousHash)
                .addAllEntries(List.of(entries))
                .build()
                .toByteString();
        return new LogRow(slice, position, epoch, commitId, entries.length, AT, previousHash, sha256(batch), batch);
    }

    /** Rows from a fence at position 1 on, each with one event of one debtor. */
    public static List<LogRow> rows(int slice, int count) {
        List<LogRow> rows = new ArrayList<>();
        rows.add(row(slice, 1, 1, ZEROS, fence()));
        for (int i = 1; i < count; i++) {
            rows.add(row(slice, i + 1L, 1, rows.get(i - 1).hash(), event("Debtor|bank~" + slice, i)));
        }
        return rows;
    }

    public static Entry fence() {
        return Entry.newBuilder().setFence(Fence.newBuilder().setOwner("test")).build();
    }

    public static Entry event(String persistenceId, long sequenceNumber) {
        return Entry.newBuilder()
                .setEvent(Event.newBuilder()
                        .setPersistenceId(persistenceId)
                        .setSequenceNumber(sequenceNumber)
                        .setPayload(ByteString.copyFromUtf8("event " + sequenceNumber)))
                .build();
    }

    /** A row of the history as an owner would make it. */
    public static HistoryRow history(int slice, String persistenceId, long from, long to, long position) {
        Events.Builder events = Events.newBuilder();
        for (long number = from; number <= to; number++) {
            events.addEvents(event(persistenceId, number).getEvent());
        }
        return new HistoryRow(
                slice, persistenceId, from, to, 0, position, events.build().toByteString());
    }

    public static HistoryRow deletion(int slice, String persistenceId, long deletedTo, long position) {
        return new HistoryRow(slice, persistenceId, 0, deletedTo, deletedTo, position, ByteString.EMPTY);
    }

    public static ByteString sha256(ByteString bytes) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
