package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import dev.janji.actors.eventlog.feed.LoggedRow;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Something that is computed from the log and kept in a table of its own, a partition for each slice. The table's partition key is {@code slice int},
 * and it has a column {@code position bigint static}, which is the runner's. Its methods are called by one runner for each slice, one after the
 * other, on any thread.
 *
 * @param <S> what a slice of it is in memory; immutable, or at least never changed in place
 */
public interface Aggregate<S> {
    /** Its name among the readers of the log; never changes. */
    String name();

    /** The table, with its keyspace. */
    String table();

    /** @return what the table holds of the slice; nothing of it is written meanwhile */
    CompletionStage<S> load(int slice);

    /**
     * Pure: the same arguments give the same answer.
     *
     * @param rows the next ones of the log, in order, at least one
     */
    Change<S> apply(int slice, S state, List<LoggedRow> rows);

    /**
     * @param state after the rows
     * @param statements that bring the table there: all of them in the slice's partition of {@link #table}, without conditions, counters or
     *     timestamps; 64 KiB at most together
     */
    record Change<S>(S state, List<BatchableStatement<?>> statements) {}
}
