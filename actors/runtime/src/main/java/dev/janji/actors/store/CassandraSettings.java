package dev.janji.actors.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.internal.core.config.typesafe.DefaultDriverConfigLoader;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The keyspace and how it is kept. Where the cluster is and how to connect is the driver's own configuration, under
 * {@code datastax-java-driver}: embedded or external, the same keys. Immutable.
 *
 * @param replication as CQL wants it, for a keyspace that is created
 * @param migrationTimeout how long to wait for another node that migrates, in real time
 */
public record CassandraSettings(
        String keyspace,
        boolean createKeyspace,
        Map<String, String> replication,
        boolean migrate,
        Duration migrationTimeout) {

    static final String PATH = "janji.actors.store";
    static final String SCHEMA_PROFILE = "janji-schema-profile";
    private static final String DRIVER = "datastax-java-driver";
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]+");

    public CassandraSettings {
        if (!KEYSPACE.matcher(keyspace).matches()) {
            throw new ConfigException.BadValue(
                    PATH + ".keyspace", "Expected lower-case letters, digits and _, but got " + keyspace);
        }
        replication.forEach((key, value) -> {
            if (!WORD.matcher(key).matches() || !WORD.matcher(value).matches()) {
                throw new ConfigException.BadValue(
                        PATH + ".replication", "Expected words and numbers, but got " + key + ": " + value);
            }
        });
        if (!replication.containsKey("class")) {
            throw new ConfigException.BadValue(PATH + ".replication", "Expected a class, but there is none");
        }
        replication = Map.copyOf(replication);
    }

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static CassandraSettings from(Config config) {
        Config store = config.getConfig(PATH);
        Map<String, String> replication = new TreeMap<>();
        store.getObject("replication").unwrapped().forEach((key, value) -> replication.put(key, value.toString()));
        return new CassandraSettings(
                store.getString("keyspace"),
                store.getBoolean("create-keyspace"),
                replication,
                store.getBoolean("migrate"),
                store.getDuration("migration-timeout"));
    }

    /** What leads the driver to a Cassandra on this machine, to be laid over the configuration. */
    public static Config driverTo(InetSocketAddress contactPoint) {
        String address = contactPoint.getAddress().getHostAddress() + ":" + contactPoint.getPort();
        return ConfigFactory.parseMap(Map.of(
                DRIVER + ".basic.contact-points",
                List.of(address),
                DRIVER + ".basic.load-balancing-policy.local-datacenter",
                "datacenter1"));
    }

    /** Connects as the configuration says; waits until the cluster answers when reconnect-on-init is on. */
    public static CqlSession connect(Config config) {
        return session(config).build();
    }

    /** Connects like {@link #connect} without a thread that waits; what it began can only be ended by closing the session that comes of it. */
    public static CompletableFuture<CqlSession> connecting(Config config) {
        return session(config).buildAsync().toCompletableFuture();
    }

    private static CqlSessionBuilder session(Config config) {
        Config driver = config.getConfig(DRIVER);
        return CqlSession.builder().withConfigLoader(new DefaultDriverConfigLoader(() -> driver));
    }

    String replicationCql() {
        StringBuilder cql = new StringBuilder();
        new TreeMap<>(replication)
                .forEach((key, value) -> cql.append(cql.isEmpty() ? "{" : ", ")
                        .append('\'')
                        .append(key)
                        .append("': '")
                        .append(value)
                        .append('\''));
        return cql.append('}').toString();
    }
}
