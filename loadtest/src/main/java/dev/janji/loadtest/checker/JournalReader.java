package dev.janji.loadtest.checker;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.protocols.journal.v1.Record;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the journal straight from the store by CQL, all of it, in whatever order the store has it. Stateless. */
public final class JournalReader {
    private static final String KEYSPACE = "janji";
    private static final int PAGE = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private JournalReader() {}

    /** @param port of the store's native protocol on this machine */
    public static List<JournalRow> read(int port) {
        DriverConfigLoader config = DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, TIMEOUT)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, TIMEOUT)
                .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, false)
                .build();
        List<JournalRow> rows = new ArrayList<>();
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress("127.0.0.1", port))
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(config)
                .build()) {
            String query = "SELECT persistence_id, sequence_nr, writer_uuid, event FROM " + KEYSPACE + ".messages";
            for (Row row : session.execute(SimpleStatement.newInstance(query).setPageSize(PAGE))) {
                String persistenceId = row.getString("persistence_id");
                ByteBuffer event = row.getByteBuffer("event");
                if (persistenceId != null && event != null && persistenceId.indexOf('~') >= 0) {
                    rows.add(row(persistenceId, row.getLong("sequence_nr"), row.getString("writer_uuid"), event));
                }
            }
        }
        return rows;
    }

    private static JournalRow row(String persistenceId, long sequenceNumber, String writer, ByteBuffer event) {
        try {
            return new JournalRow(
                    persistenceId.substring(persistenceId.indexOf('|') + 1),
                    sequenceNumber,
                    writer,
                    Record.parseFrom(event));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "Expected a record of the journal, but its bytes are something else [id=" + persistenceId + ", seq="
                            + sequenceNumber + "]",
                    e);
        }
    }
}
