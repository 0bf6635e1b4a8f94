package dev.janji.loadtest.ingest;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * How many writes and reads of each table the store has worked off: a statement, or a batch in one partition, counts once on each replica. Read
 * from the store's own virtual tables, so it also sees what a conditional statement costs beside its row. Immutable.
 *
 * @param writes by table, without its keyspace
 * @param reads by table, without its keyspace
 */
record StatementCounts(Map<String, Long> writes, Map<String, Long> reads) {
    static final StatementCounts NONE = new StatementCounts(Map.of(), Map.of());

    /** Tables with less than this an event are not printed. */
    private static final double LEAST_PRINTED = 0.001;

    StatementCounts {
        writes = Map.copyOf(writes);
        reads = Map.copyOf(reads);
    }

    /** @param keyspace of the journal; what the store keeps of conditional statements is counted too */
    static StatementCounts now(CqlSession session, String keyspace) {
        return new StatementCounts(
                read(session, "local_write_latency", keyspace), read(session, "local_read_latency", keyspace));
    }

    private static Map<String, Long> read(CqlSession session, String virtualTable, String keyspace) {
        Map<String, Long> counts = new TreeMap<>();
        for (Row row : session.execute("SELECT keyspace_name, table_name, count FROM system_views." + virtualTable)) {
            String table = Objects.requireNonNull(row.getString("table_name"));
            String of = row.getString("keyspace_name");
            if (keyspace.equals(of) || "system".equals(of) && "paxos".equals(table)) {
                counts.put(table, row.getLong("count"));
            }
        }
        return counts;
    }

    StatementCounts minus(StatementCounts before) {
        return new StatementCounts(minus(writes, before.writes), minus(reads, before.reads));
    }

    StatementCounts plus(StatementCounts more) {
        return new StatementCounts(plus(writes, more.writes, 1), plus(reads, more.reads, 1));
    }

    private static Map<String, Long> minus(Map<String, Long> from, Map<String, Long> what) {
        return plus(from, what, -1);
    }

    private static Map<String, Long> plus(Map<String, Long> one, Map<String, Long> other, long sign) {
        Map<String, Long> sum = new TreeMap<>(one);
        other.forEach((table, count) -> sum.merge(table, sign * count, Long::sum));
        return sum;
    }

    /** @return such as "event_log 0.083, history 0.120", of each event */
    static String perEvent(Map<String, Long> counts, double events) {
        StringJoiner shown = new StringJoiner(", ");
        new TreeMap<>(counts).forEach((table, count) -> {
            if (count / events >= LEAST_PRINTED) {
                shown.add(String.format(Locale.ROOT, "%s %.3f", table, count / events));
            }
        });
        return shown.length() == 0 ? "none" : shown.toString();
    }
}
