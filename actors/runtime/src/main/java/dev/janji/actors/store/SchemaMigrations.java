package dev.janji.actors.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the keyspace to the schema of this release: applies each numbered CQL file once, in order, and remembers it with its
 * checksum. Two nodes that start at once take turns. Blocking, for the start of a server.
 */
public final class SchemaMigrations {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrations.class);
    private static final int LOCK_SECONDS = 120;
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(500);
    private static final String LOCK = "migrations";

    private final CqlSession session;
    private final CassandraSettings settings;
    private final List<Migration> migrations;
    private final UUID self = UUID.randomUUID();

    SchemaMigrations(CqlSession session, CassandraSettings settings, List<Migration> migrations) {
        this.session = session;
        this.settings = settings;
        this.migrations = migrations;
    }

    /** Tells the operator why this server must not use the store as it is. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }

    /**
     * @return how many files were applied
     * @throws Refused when an applied file was changed, when tables are missing and migrating is off, or when another node
     *     migrates for longer than the settings allow
     */
    public static int apply(CqlSession session, CassandraSettings settings) {
        return new SchemaMigrations(session, settings, Migration.all()).apply();
    }

    int apply() {
        createBookkeeping();
        if (missing().isEmpty()) {
            return 0;
        }
        if (!settings.migrate()) {
            throw new Refused("Expected an up-to-date keyspace " + settings.keyspace() + ", but "
                    + missing().get(0).name() + " is not applied; apply it, or turn " + CassandraSettings.PATH
                    + ".migrate on");
        }
        takeLock();
        try {
            List<Migration> missing = missing();
            missing.forEach(this::apply);
            return missing.size();
        } finally {
            execute("DELETE FROM " + table("schema_lock") + " WHERE name = ? IF holder = ?", LOCK, self);
        }
    }

    private void createBookkeeping() {
        if (session.getMetadata().getKeyspace(settings.keyspace()).isEmpty()) {
            if (!settings.createKeyspace()) {
                throw new Refused(
                        "Expected the keyspace " + settings.keyspace() + ", but it is not there; create it, or"
                                + " turn " + CassandraSettings.PATH + ".create-keyspace on");
            }
            execute("CREATE KEYSPACE IF NOT EXISTS " + settings.keyspace() + " WITH replication = "
                    + settings.replicationCql());
        }
        if (session.getMetadata()
                .getKeyspace(settings.keyspace())
                .flatMap(keyspace -> keyspace.getTable("schema_lock"))
                .isPresent()) {
            return;
        }
        execute("CREATE TABLE IF NOT EXISTS " + table("schema_version")
                + " (number int PRIMARY KEY, name text, checksum text, applied_at timestamp)");
        execute("CREATE TABLE IF NOT EXISTS " + table("schema_lock") + " (name text PRIMARY KEY, holder uuid)");
    }

    /** What is not applied yet; fails when what is applied is not what this release has. */
    private List<Migration> missing() {
        Map<Integer, Row> applied = new HashMap<>();
        execute("SELECT number, name, checksum FROM " + table("schema_version"))
                .forEach(row -> applied.put(row.getInt("number"), row));
        List<Migration> missing = new ArrayList<>();
        for (Migration migration : migrations) {
            Row row = applied.remove(migration.number());
            if (row == null) {
                missing.add(migration);
            } else if (!migration.checksum().equals(row.getString("checksum"))) {
                throw new Refused(
                        "Expected " + migration.name() + " as it was applied to keyspace " + settings.keyspace()
                                + " (then " + row.getString("name")
                                + "), but its text has changed; restore it and put the change into a new file");
            }
        }
        applied.values()
                .forEach(row -> LOG.warn(
                        "Expected no schema beyond this release, but a newer one was here [file={}]",
                        row.getString("name")));
        return List.copyOf(missing);
    }

    private void apply(Migration migration) {
        for (String statement : migration.statements(settings.keyspace())) {
            renewLock();
            execute(statement);
        }
        execute(
                "INSERT INTO " + table("schema_version")
                        + " (number, name, checksum, applied_at) VALUES (?, ?, ?, toTimestamp(now()))",
                migration.number(),
                migration.name(),
                migration.checksum());
        LOG.info("Applied a schema migration [file={}, keyspace={}]", migration.name(), settings.keyspace());
    }

    private void takeLock() {
        long began = System.nanoTime();
        while (!execute(
                        "INSERT INTO " + table("schema_lock") + " (name, holder) VALUES (?, ?) IF NOT EXISTS USING TTL "
                                + LOCK_SECONDS,
                        LOCK,
                        self)
                .wasApplied()) {
            if (System.nanoTime() - began > settings.migrationTimeout().toNanos()) {
                throw new Refused("Expected another node to finish its schema migrations within "
                        + settings.migrationTimeout().toSeconds()
                        + " s, but it still holds the lock; look at its log, the lock lasts " + LOCK_SECONDS
                        + " s after its last statement");
            }
            LockSupport.parkNanos(LOOK_AGAIN_AFTER.toNanos());
        }
    }

    private void renewLock() {
        boolean held = execute(
                        "UPDATE " + table("schema_lock") + " USING TTL " + LOCK_SECONDS
                                + " SET holder = ? WHERE name = ? IF holder = ?",
                        self,
                        LOCK,
                        self)
                .wasApplied();
        if (!held) {
            throw new Refused("Expected to hold the lock on schema migrations, but lost it; start again");
        }
    }

    private ResultSet execute(String cql, Object... values) {
        return session.execute(SimpleStatement.newInstance(cql, values)
                .setExecutionProfileName(CassandraSettings.SCHEMA_PROFILE)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL));
    }

    private String table(String name) {
        return settings.keyspace() + "." + name;
    }
}
