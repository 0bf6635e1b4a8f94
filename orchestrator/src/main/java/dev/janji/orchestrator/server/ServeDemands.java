package dev.janji.orchestrator.server;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code serve} demands of a configuration before it works real debtors: nothing insecure, nothing that forgets. Each refusal has a
 * name, which docs/operations.md explains. What only the running store can tell is demanded later, by its durability check. Stateless.
 */
public final class ServeDemands {
    private ServeDemands() {}

    /** A demand that is not met. */
    public record Unmet(String name, String sentence) {
        @Override
        public String toString() {
            return name + ": " + sentence;
        }
    }

    /** @return everything that is wrong, so that it can be put right at once; empty when the server may start */
    public static List<Unmet> unmet(Config config) {
        List<Unmet> unmet = new ArrayList<>();
        if (!config.getString("janji.actors.time.clock").equals("real")) {
            unmet.add(new Unmet("CLOCK_NOT_REAL", "janji.actors.time.clock must be real"));
        }
        if (config.getBoolean("janji.orchestrator.security.development.enabled")) {
            unmet.add(new Unmet(
                    "DEVELOPMENT_CREDENTIALS",
                    "janji.orchestrator.security.development.enabled must be off: its keys lie beside the server"));
        }
        for (String key : List.of("certificate", "key", "client-authority")) {
            if (config.getString("janji.orchestrator.security.tls." + key).isEmpty()) {
                unmet.add(new Unmet("TLS_MISSING", "janji.orchestrator.security.tls." + key + " must name a PEM file"));
            }
        }
        if (config.getObject("janji.orchestrator.security.lenders").isEmpty()) {
            unmet.add(new Unmet("NO_LENDER", "janji.orchestrator.security.lenders must name at least one lender"));
        }
        if (config.getBoolean("janji.actors.keys.create-master-key")) {
            unmet.add(new Unmet(
                    "MASTER_KEY_CREATED",
                    "janji.actors.keys.create-master-key must be off: a lost key must not be replaced by a new one"));
        }
        if (config.getBoolean("janji.gateways.simulate")) {
            unmet.add(new Unmet(
                    "CHANNELS_SIMULATED", "janji.gateways.simulate must be off: a simulated channel reaches nobody"));
        }
        boolean embedded = config.getString("janji.orchestrator.cassandra.mode").equals("embedded");
        if (embedded
                && !config.getString("janji.orchestrator.cassandra.embedded.commit-log-sync")
                        .equals("group")) {
            unmet.add(new Unmet(
                    "STORE_FORGETS",
                    "janji.orchestrator.cassandra.embedded.commit-log-sync must be group: periodic may lose ten seconds"
                            + " of acknowledged events when the power fails"));
        }
        if (!embedded && isPlain(config) && !isOnThisMachine(config)) {
            unmet.add(new Unmet(
                    "STORE_IN_THE_CLEAR",
                    "datastax-java-driver.advanced.ssl-engine-factory must be set: the store is on another machine"));
        }
        return unmet;
    }

    private static boolean isPlain(Config config) {
        return !config.hasPath("datastax-java-driver.advanced.ssl-engine-factory.class");
    }

    private static boolean isOnThisMachine(Config config) {
        return config.getStringList("datastax-java-driver.basic.contact-points").stream()
                .allMatch(point ->
                        point.startsWith("127.") || point.startsWith("localhost:") || point.startsWith("[::1]"));
    }
}
