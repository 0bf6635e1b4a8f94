package dev.janji.loadtest.checker;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.janji.loadtest.stored.StoredJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the stops straight from their table. Stateless. */
final class StopReader {
    private StopReader() {}

    /** @param port of the store's native protocol on this machine */
    static StopLog read(int port) {
        try (CqlSession session = JournalReader.connect(port)) {
            List<StopLog.Entry> entries = new ArrayList<>();
            for (Row row : session.execute("SELECT * FROM " + StoredJournal.KEYSPACE + ".stop")) {
                entries.add(new StopLog.Entry(
                        text(row, "id"),
                        text(row, "kind"),
                        text(row, "lender"),
                        text(row, "subject"),
                        Objects.requireNonNull(row.getInstant("placed_at"), "placed_at"),
                        row.getInstant("lifted_at")));
            }
            return new StopLog(entries);
        }
    }

    private static String text(Row row, String column) {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
