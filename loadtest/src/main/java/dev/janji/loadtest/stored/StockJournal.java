package dev.janji.loadtest.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The table of the stock plugin, a row an event. A number that is there twice is handed on twice. Thread-safe. */
final class StockJournal implements StoredJournal {
    private static final int PAGE = 1_000;

    private final CqlSession session;
    private final String keyspace;

    StockJournal(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    @Override
    public Stream<StoredEvent> events() {
        String query = "SELECT persistence_id, sequence_nr, writer_uuid, event FROM " + keyspace + "."
                + JournalTable.MESSAGES.cqlName();
        ResultSet rows = session.execute(SimpleStatement.newInstance(query)
                .setPageSize(PAGE)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM));
        return StreamSupport.stream(rows.spliterator(), false).flatMap(StockJournal::event);
    }

    /** @return none when the row is no event of a debtor */
    private static Stream<StoredEvent> event(Row row) {
        String persistenceId = Objects.requireNonNull(row.getString(0));
        ByteBuffer event = row.getByteBuffer(3);
        return event == null || !StoredEvent.isDebtor(persistenceId)
                ? Stream.empty()
                : Stream.of(new StoredEvent(
                        persistenceId, row.getLong(1), Objects.requireNonNullElse(row.getString(2), ""), event));
    }
}
