package dev.janji.loadtest.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The tables that an installation may have its journal in. */
enum JournalTable {
    /** Of the event log. */
    EVENT_LOG,
    /** Of the stock plugin. */
    MESSAGES;

    String cqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Asks the store. @throws IllegalStateException when the keyspace has neither table */
    static JournalTable of(CqlSession session, String keyspace) {
        String tables = "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?";
        Set<String> there = session.execute(SimpleStatement.newInstance(tables, keyspace)).all().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
        String rows = "SELECT slice FROM " + keyspace + "." + EVENT_LOG.cqlName() + " LIMIT 1";
        return of(
                there,
                () -> session.execute(SimpleStatement.newInstance(rows)
                                        .setConsistencyLevel(DefaultConsistencyLevel.QUORUM))
                                .one()
                        != null);
    }

    /**
     * @param tables of the keyspace
     * @param isLogUsed whether the event log has any row: whoever owns a slice has written its claim there. Asked only when both are there
     */
    static JournalTable of(Set<String> tables, BooleanSupplier isLogUsed) {
        boolean log = tables.contains(EVENT_LOG.cqlName());
        boolean stock = tables.contains(MESSAGES.cqlName());
        if (!log && !stock) {
            throw new IllegalStateException("Expected the store to have the table " + EVENT_LOG.cqlName() + " or "
                    + MESSAGES.cqlName() + ", but it has only " + tables);
        }
        return log && (!stock || isLogUsed.getAsBoolean()) ? EVENT_LOG : MESSAGES;
    }
}
