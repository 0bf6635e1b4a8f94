package dev.janji.actors.eventlog.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatementBuilder;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.typesafe.config.Config;
import dev.janji.actors.store.SchemaMigrations;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;

/** How the statements of the event log are prepared and executed. Thread-safe. */
final class Statements {
    static final String PROFILE = "janji-event-log";

    private final CqlSession session;
    private final String keyspace;
    private final ConsistencyLevel serial;

    Statements(CqlSession session, String keyspace, ConsistencyLevel serial) {
        this.session = session;
        this.keyspace = keyspace;
        this.serial = serial;
    }

    /**
     * @param config the whole configuration
     * @throws SchemaMigrations.Refused when the configured agreement is not safe for the cluster
     */
    static ConsistencyLevel serialConsistency(CqlSession session, Config config) {
        return serialConsistency(
                config.getString("janji.event-log.serial-consistency"),
                session.getMetadata().getNodes().values().stream()
                        .map(Node::getDatacenter)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList());
    }

    static ConsistencyLevel serialConsistency(String configured, Collection<String> dataCentres) {
        switch (configured.toUpperCase(Locale.ROOT)) {
            case "SERIAL":
                return DefaultConsistencyLevel.SERIAL;
            case "LOCAL_SERIAL":
                if (dataCentres.size() > 1) {
                    throw new SchemaMigrations.Refused("Expected exactly one data centre, since"
                            + " janji.event-log.serial-consistency = LOCAL_SERIAL lets each have an owner of its own, but found "
                            + String.join(", ", dataCentres) + "; set it to SERIAL");
                }
                return DefaultConsistencyLevel.LOCAL_SERIAL;
            default:
                throw new SchemaMigrations.Refused(
                        "Expected SERIAL or LOCAL_SERIAL as janji.event-log.serial-consistency, but it is "
                                + configured);
        }
    }

    /** A number that changes when a node leaves or comes back. */
    long disruptions() {
        long sum = 0;
        for (Node node : session.getMetadata().getNodes().values()) {
            sum += node.getUpSinceMillis();
        }
        return sum;
    }

    /** How conditional statements agree. */
    ConsistencyLevel serial() {
        return serial;
    }

    /** For what may be repeated. {@code ${keyspace}} stands for the installation's. */
    PreparedStatement prepare(String cql) {
        return session.prepare(builder(cql, DefaultConsistencyLevel.QUORUM)
                .setIdempotence(true)
                .build());
    }

    /** For what happens once or not at all: the driver never repeats it. */
    PreparedStatement prepareConditional(String cql) {
        return session.prepare(builder(cql, DefaultConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(serial)
                .setIdempotence(false)
                .build());
    }

    /** For a read that first finishes or refuses what is under way. */
    PreparedStatement prepareSerialRead(String cql) {
        return session.prepare(builder(cql, serial).setIdempotence(true).build());
    }

    private SimpleStatementBuilder builder(String cql, ConsistencyLevel consistency) {
        return SimpleStatement.builder(cql.replace("${keyspace}", keyspace))
                .setConsistencyLevel(consistency)
                .setExecutionProfileName(PROFILE);
    }

    CompletionStage<AsyncResultSet> execute(Statement<?> statement) {
        return session.executeAsync(statement);
    }

    CompletionStage<Done> run(Statement<?> statement) {
        return session.executeAsync(statement).thenApply(result -> Done.getInstance());
    }

    /** Adds every row of every page. */
    static <T> CompletionStage<List<T>> collect(AsyncResultSet page, Function<Row, T> reader, List<T> into) {
        page.currentPage().forEach(row -> into.add(reader.apply(row)));
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> collect(next, reader, into))
                : CompletableFuture.completedStage(into);
    }
}
