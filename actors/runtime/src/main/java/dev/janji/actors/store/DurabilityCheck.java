package dev.janji.actors.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an acknowledgement survives, as far as the store tells: it survives a power loss when a majority of three replicas has
 * it, or when every node syncs its commit log before it answers. The
 * statements that an acknowledgement stands on ask for a majority by themselves, whatever is configured.
 */
public final class DurabilityCheck {

    private static final int ENOUGH_REPLICAS = 3;
    private static final Set<String> SYNCED = Set.of("group", "batch");

    private DurabilityCheck() {}

    /**
     * @param replicas of the data centre that has the fewest
     * @param commitLogSyncs of all nodes; {@code unknown} for a node that does not tell
     */
    public record Durability(int replicas, Set<String> commitLogSyncs) {

        public boolean survivesPowerLoss() {
            return replicas >= ENOUGH_REPLICAS || !commitLogSyncs.isEmpty() && SYNCED.containsAll(commitLogSyncs);
        }

        /** One sentence for the operator. */
        public String describe() {
            return "replication factor " + replicas + ", commit log sync " + String.join("/", commitLogSyncs);
        }
    }

    /** Asks the cluster. Blocking, for a start. */
    public static Durability of(CqlSession session, CassandraSettings settings) {
        Map<String, String> replication = session.getMetadata()
                .getKeyspace(settings.keyspace())
                .map(keyspace -> keyspace.getReplication())
                .orElse(Map.of());
        Set<String> syncs = session.getMetadata().getNodes().values().stream()
                .map(node -> commitLogSync(session, node))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Durability(replicas(replication), syncs);
    }

    /**
     * @throws SchemaMigrations.Refused when an acknowledged write may be lost with the power
     */
    public static void demand(CqlSession session, CassandraSettings settings) {
        Durability durability = of(session, settings);
        if (!durability.survivesPowerLoss()) {
            throw new SchemaMigrations.Refused("Expected a store that keeps what it acknowledged when the power fails"
                    + " (replication factor 3 or more, or commitlog_sync group), but found "
                    + durability.describe() + " [keyspace=" + settings.keyspace() + "]");
        }
    }

    /** The fewest replicas of any data centre, for {@code {class=..., dc1=3, dc2=3}} or {@code {replication_factor=3}}. */
    static int replicas(Map<String, String> replication) {
        return replication.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("class"))
                // Transient replicas, written 3/1, hold no full copy.
                .mapToInt(entry -> {
                    String[] parts = entry.getValue().split("/");
                    return Integer.parseInt(parts[0]) - (parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
                })
                .min()
                .orElse(0);
    }

    /** Each node tells only its own settings. */
    private static String commitLogSync(CqlSession session, Node node) {
        try {
            Row row = session.execute(SimpleStatement.newInstance(
                                    "SELECT value FROM system_views.settings WHERE name = 'commitlog_sync'")
                            .setNode(node))
                    .one();
            String value = row == null ? null : row.getString("value");
            return value == null ? "unknown" : value.toLowerCase(Locale.ROOT);
        } catch (com.datastax.oss.driver.api.core.DriverException e) {
            return "unknown";
        }
    }
}
