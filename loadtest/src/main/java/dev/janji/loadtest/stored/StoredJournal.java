package dev.janji.loadtest.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.stream.Stream;

/** The server's journal, whichever tables it is in. Thread-safe. */
public interface StoredJournal {
    /** The keyspace of every installation that is started from here. */
    String KEYSPACE = "janji";

    /**
     * Reads the store while the stream is consumed. The events of a debtor come together, in order of their sequence numbers.
     *
     * @return every event of every debtor
     * @throws IllegalStateException from the stream too, when what is stored contradicts itself; the message says where
     */
    Stream<StoredEvent> events();

    /**
     * The event log if it has rows, for then a server uses it, whatever stands in the stock tables; else the stock tables if they are there.
     *
     * @param session stays the caller's, and must stay open while events are read
     * @throws IllegalStateException when there is no journal
     */
    static StoredJournal of(CqlSession session, String keyspace) {
        return switch (JournalTable.of(session, keyspace)) {
            case EVENT_LOG -> new LoggedJournal(new LogTables(session, keyspace));
            case MESSAGES -> new StockJournal(session, keyspace);
        };
    }
}
