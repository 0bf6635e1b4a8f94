package dev.janji.loadtest.checker;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.loadtest.stored.StoredEvent;
import dev.janji.loadtest.stored.StoredJournal;
import dev.janji.protocols.journal.v1.Record;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the journal straight from the store by CQL, all of it, whichever tables it is in; the rows of a debtor in order. Stateless. */
public final class JournalReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private JournalReader() {}

    /**
     * @param port of the store's native protocol on this machine
     * @throws IllegalStateException when there is no journal, or what is stored contradicts itself; the message says where
     */
    public static List<JournalRow> read(int port) {
        try (CqlSession session = connect(port)) {
            return rows(StoredJournal.of(session, StoredJournal.KEYSPACE));
        }
    }

    /** @return a patient session with the store on this machine; the caller closes it */
    public static CqlSession connect(int port) {
        DriverConfigLoader config = DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, TIMEOUT)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, TIMEOUT)
                .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, false)
                .build();
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress("127.0.0.1", port))
                .withLocalDatacenter("datacenter1")
                .withConfigLoader(config)
                .build();
    }

    /** @return all of it, an event a row */
    static List<JournalRow> rows(StoredJournal journal) {
        return journal.events().map(JournalReader::row).collect(Collectors.toCollection(ArrayList::new));
    }

    private static JournalRow row(StoredEvent event) {
        try {
            return new JournalRow(
                    event.key(), event.sequenceNumber(), event.writer(), Record.parseFrom(event.record()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "Expected a record of the journal, but its bytes are something else [id=" + event.persistenceId()
                            + ", seq=" + event.sequenceNumber() + "]",
                    e);
        }
    }
}
