package dev.janji.actors.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.Optional;

/** What was decided once for an installation: the first start writes it, every later one must agree. Blocking, for a start. */
public final class Installation {

    private Installation() {}

    /** @return what was decided, empty when nothing was yet */
    public static Optional<String> find(CqlSession session, CassandraSettings settings, String name) {
        boolean there = session.getMetadata()
                .getKeyspace(settings.keyspace())
                .flatMap(keyspace -> keyspace.getTable("installation"))
                .isPresent();
        Row row = there
                ? session.execute(SimpleStatement.newInstance(
                                        "SELECT value FROM " + settings.keyspace() + ".installation WHERE name = ?",
                                        name)
                                .setExecutionProfileName(CassandraSettings.SCHEMA_PROFILE)
                                .setConsistencyLevel(DefaultConsistencyLevel.SERIAL))
                        .one()
                : null;
        return Optional.ofNullable(row == null ? null : row.getString("value"));
    }

    /** Decides, unless it was decided before. @return what stands from now on */
    public static String decide(CqlSession session, CassandraSettings settings, String name, String value) {
        Row row = session.execute(SimpleStatement.newInstance(
                                "INSERT INTO " + settings.keyspace()
                                        + ".installation (name, value) VALUES (?, ?) IF NOT EXISTS",
                                name,
                                value)
                        .setExecutionProfileName(CassandraSettings.SCHEMA_PROFILE)
                        .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                        .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL))
                .one();
        String stands = row == null || row.getBoolean("[applied]") ? value : row.getString("value");
        return stands == null ? value : stands;
    }

    /**
     * @param name for instance {@code slices}
     * @throws SchemaMigrations.Refused when the installation was made with another value
     */
    public static void demand(CqlSession session, CassandraSettings settings, String name, String value) {
        String stands = decide(session, settings, name, value);
        if (!value.equals(stands)) {
            throw new SchemaMigrations.Refused(
                    "Expected " + name + " = " + stands + ", as the installation in keyspace " + settings.keyspace()
                            + " was made with, but it is set to " + value + "; it can never change");
        }
    }
}
