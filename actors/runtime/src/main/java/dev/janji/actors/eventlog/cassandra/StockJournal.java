package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.eventlog.move.OldJournal;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the stock journal plugin, read in the order of the partitions' tokens. Thread-safe; blocking.
 */
public final class StockJournal implements OldJournal {
    private static final int PAGE = 500;
    /** Events of one part at most, so that a long history does not have to fit into memory. */
    private static final int PART = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COLUMNS =
            "SELECT persistence_id, partition_nr, sequence_nr, timestamp, writer_uuid, ser_id,"
                    + " ser_manifest, event_manifest, event, meta_ser_id, meta_ser_manifest, meta FROM ";

    /** What an installation knows of its old journal, once it was imported. */
    private static final String IMPORT = "old-journal";

    private static final String FINISHED = "imported";

    private final CqlSession session;
    private final String keyspace;

    public StockJournal(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    /** Notes for every later start that all of it is in the event log. Blocking. */
    public static void noteImported(CqlSession session, CassandraSettings settings) {
        Installation.demand(session, settings, IMPORT, FINISHED);
    }

    /** @return whether it has events and no finished import has brought them into the event log. Blocking, for a start */
    public static boolean isLeftBehind(CqlSession session, CassandraSettings settings) {
        StockJournal journal = new StockJournal(session, settings.keyspace());
        return Installation.find(session, settings, IMPORT).isEmpty() && journal.isThere() && !journal.isEmpty();
    }

    /** Whether its tables are; an operator may drop them when they were imported. */
    public boolean isThere() {
        return execute(
                                "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = 'messages'",
                                keyspace)
                        .one()
                != null;
    }

    private boolean isEmpty() {
        return execute("SELECT persistence_id FROM " + keyspace + ".messages LIMIT 1")
                        .one()
                == null;
    }

    @Override
    public void read(Consumer<Part> reader) {
        Map<String, Long> deletions = deletions();
        Map<String, TreeSet<Long>> later = laterPartitions();
        Reading reading = new Reading(reader, deletions, later);
        for (Row row : execute(COLUMNS + keyspace + ".messages")) {
            if (row.getLong(1) == 0) {
                reading.add(row);
            }
        }
        reading.end();
        // Whose first partitions are deleted: nothing of them was in the way so far.
        new ArrayList<>(later.keySet()).forEach(reading::only);
    }

    private Map<String, Long> deletions() {
        Map<String, Long> deletions = new HashMap<>();
        for (Row row : execute("SELECT persistence_id, deleted_to FROM " + keyspace + ".metadata")) {
            if (row.getLong(1) > 0) {
                deletions.put(Objects.requireNonNull(row.getString(0)), row.getLong(1));
            }
        }
        return deletions;
    }

    /** Partitions but the first; only very long histories have them. */
    private Map<String, TreeSet<Long>> laterPartitions() {
        Map<String, TreeSet<Long>> later = new TreeMap<>();
        for (Row row : execute("SELECT DISTINCT persistence_id, partition_nr FROM " + keyspace + ".messages")) {
            if (row.getLong(1) > 0) {
                later.computeIfAbsent(Objects.requireNonNull(row.getString(0)), none -> new TreeSet<>())
                        .add(row.getLong(1));
            }
        }
        return later;
    }

    /** One pass. Confined to its caller. */
    private final class Reading {
        private final Consumer<Part> reader;
        private final Map<String, Long> deletions;
        private final Map<String, TreeSet<Long>> later;
        private @Nullable String current;
        private List<LogEntry.Event> events = new ArrayList<>();

        Reading(Consumer<Part> reader, Map<String, Long> deletions, Map<String, TreeSet<Long>> later) {
            this.reader = reader;
            this.deletions = deletions;
            this.later = later;
        }

        void add(Row row) {
            String persistenceId = Objects.requireNonNull(row.getString(0));
            if (!persistenceId.equals(current)) {
                end();
                current = persistenceId;
            }
            take(row);
        }

        private void take(Row row) {
            if (events.size() == PART) {
                hand(0);
            }
            events.add(event(row));
        }

        /** The current persistence id has no more in its first partition. */
        void end() {
            String ended = current;
            if (ended != null) {
                rest(ended);
            }
        }

        void only(String persistenceId) {
            if (later.containsKey(persistenceId)) {
                current = persistenceId;
                rest(persistenceId);
            }
        }

        private void rest(String persistenceId) {
            TreeSet<Long> partitions = later.remove(persistenceId);
            if (partitions != null) {
                for (long partition : partitions) {
                    execute(
                                    COLUMNS + keyspace + ".messages WHERE persistence_id = ? AND partition_nr = ?",
                                    persistenceId,
                                    partition)
                            .forEach(this::take);
                }
            }
            hand(deletions.getOrDefault(persistenceId, 0L));
            current = null;
        }

        private void hand(long deletedTo) {
            reader.accept(new Part(Objects.requireNonNull(current), events, deletedTo));
            events = new ArrayList<>();
        }
    }

    private static LogEntry.Event event(Row row) {
        return new LogEntry.Event(
                Objects.requireNonNull(row.getString(0)),
                row.getLong(2),
                Objects.requireNonNullElse(row.getString(4), ""),
                row.getInt(5),
                Objects.requireNonNullElse(row.getString(6), ""),
                Objects.requireNonNullElse(row.getString(7), ""),
                LogRows.bytes(row.getByteBuffer(8)),
                Uuids.unixTimestamp(Objects.requireNonNull(row.getUuid(3))),
                null,
                row.isNull(11)
                        ? null
                        : new LogEntry.Metadata(
                                row.getInt(9),
                                Objects.requireNonNullElse(row.getString(10), ""),
                                LogRows.bytes(row.getByteBuffer(11))),
                0);
    }

    private ResultSet execute(String cql, Object... values) {
        return session.execute(SimpleStatement.newInstance(cql, values)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotent(true)
                .setTimeout(PATIENCE)
                .setPageSize(PAGE));
    }
}
