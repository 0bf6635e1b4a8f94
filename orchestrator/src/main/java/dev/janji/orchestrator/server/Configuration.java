package dev.janji.orchestrator.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.janji.domain.id.LenderId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lays the configuration of a server together, the strongest first: command line, the operator's file, what the command decides,
 * application.conf, the reference.conf of every module. Stateless.
 */
public final class Configuration {
    /** Channels of messages, whose simulators have a log each. */
    private static final List<String> SIMULATED = List.of("sms", "email", "push", "whatsapp", "letter");

    private static final int CQL_PORT = 9042;

    /** Whoever develops opens links on this machine. */
    private static final Config OWN_LINKS =
            ConfigFactory.parseString("janji.links.url = \"http://127.0.0.1:\"${janji.orchestrator.http.port}\"/pay\"");

    /** As long as a real one. */
    private static final Config EXAMPLE_OF_LINKS =
            ConfigFactory.parseString("janji.links.url = \"https://pay.example.com/pay\"");

    private static final Map<String, Object> AT_ONCE = Map.of("datastax-java-driver.advanced.reconnect-on-init", false);

    private Configuration() {}

    /** A server for development: everything under one folder, everything on the loopback address. */
    public static Config up(UpOptions options, DataFolder data) throws StartFailure {
        Config operator = operators(options.config());
        Map<String, Object> commandLine = new HashMap<>();
        FreePorts free = new FreePorts();
        port(commandLine, "janji.orchestrator.grpc.port", options.ports().grpc(), free);
        port(commandLine, "janji.orchestrator.http.port", options.ports().http(), free);
        port(commandLine, "janji.orchestrator.management.port", options.ports().management(), free);
        port(commandLine, "janji.orchestrator.metrics.port", options.ports().metrics(), free);
        cassandraPorts(commandLine, options.ports().cassandra(), data, free);
        UpOptions.ScaledTime time = options.time();
        if (time != null) {
            commandLine.put("janji.actors.time.clock", "scaled");
            commandLine.put("janji.actors.time.scaled.start", time.start());
            commandLine.put("janji.actors.time.scaled.factor", time.speed());
            commandLine.put("janji.actors.time.scaled.wait-for-horizon", time.awaitHorizon());
        }
        Map<String, Object> decided = new HashMap<>();
        decided.put("janji.orchestrator.data", data.root().toString());
        decided.put("janji.orchestrator.security.development.enabled", true);
        decided.put(
                "janji.orchestrator.security.development.lenders",
                options.lenders().stream().map(LenderId::value).toList());
        decided.put(
                "janji.orchestrator.security.development.folder",
                data.credentials().toString());
        decided.put("janji.orchestrator.cassandra.mode", "embedded");
        decided.put(
                "janji.orchestrator.cassandra.embedded.folder", data.cassandra().toString());
        decided.put("janji.actors.keys.master-key-file", data.masterKey().toString());
        decided.put("janji.actors.keys.create-master-key", true);
        decided.put("janji.actors.time.scaled.position-file", data.clock().toString());
        for (String channel : SIMULATED) {
            decided.put(
                    "janji.gateways." + channel + ".simulator.log",
                    data.sent(channel).toString());
        }
        decided.put("janji.gateways.email.smtp.key-file", data.emailKey().toString());
        decided.put("janji.links.keys", List.of(data.linksKey().toString()));
        decided.put("janji.links.token.keys", List.of(data.paymentTokenKey().toString()));
        decided.put("janji.gateways.voice.asterisk.log", data.sent("voice").toString());
        decided.put("janji.gateways.voice.carrier.log", data.sent("voice").toString());
        decided.put("janji.gateways.voice.carrier.calls", data.sent("calls").toString());
        return load(ConfigFactory.parseMap(commandLine, "command line")
                .withFallback(operator)
                .withFallback(ConfigFactory.parseMap(decided, "janji up"))
                .withFallback(OWN_LINKS));
    }

    /** A server for production: only what its operator's file says. */
    public static Config serve(Path file) throws StartFailure {
        Map<String, Object> decided = new HashMap<>();
        decided.put("janji.orchestrator.cassandra.mode", "external");
        decided.put("janji.actors.store.create-keyspace", false);
        decided.put("janji.gateways.simulate", false);
        return load(operators(file).withFallback(ConfigFactory.parseMap(decided, "janji serve")));
    }

    /** A command beside a server of {@link #serve}: the store of its operator's file, which must answer at once. */
    public static Config beside(Path file) throws StartFailure {
        return ConfigFactory.parseMap(AT_ONCE, "janji").withFallback(serve(file));
    }

    /** A command beside a running server: its store, which must answer at once. */
    public static Config beside(ServerFile server) throws StartFailure {
        Map<String, Object> decided = new HashMap<>(AT_ONCE);
        decided.put(
                "datastax-java-driver.basic.contact-points", server.cassandra().contactPoints());
        decided.put(
                "datastax-java-driver.basic.load-balancing-policy.local-datacenter",
                server.cassandra().localDatacenter());
        decided.put("janji.actors.store.keyspace", server.cassandra().keyspace());
        return load(ConfigFactory.parseMap(decided, "server.json"));
    }

    /** A command that reads rules and texts only. @param file of the operator; null for what Janji ships, and an example of where links lead */
    public static Config rules(@Nullable Path file) throws StartFailure {
        return load(file == null ? EXAMPLE_OF_LINKS : operators(file));
    }

    /** A command on the folder of a server that does not run: its store on any free port. */
    public static Config embedded(DataFolder data) throws StartFailure {
        return up(new UpOptions(data.root(), null, List.of(), new UpOptions.Ports(0, 0, 0, 0, 0), null), data);
    }

    private static Config load(Config own) throws StartFailure {
        try {
            return ConfigFactory.load(own.withFallback(ConfigFactory.parseResources("application.conf")));
        } catch (ConfigException e) {
            throw new StartFailure("The configuration can't be used: " + e.getMessage(), e);
        }
    }

    private static Config operators(@Nullable Path file) throws StartFailure {
        if (file == null) {
            return ConfigFactory.empty();
        }
        try {
            return ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
        } catch (ConfigException e) {
            throw new StartFailure("The configuration file can't be read: " + e.getMessage(), e);
        }
    }

    private static void port(Map<String, Object> into, String key, @Nullable Integer wanted, FreePorts free) {
        if (wanted != null) {
            into.put(key, wanted == 0 ? free.next() : wanted);
        }
    }

    /**
     * Any free port means the one of the last start if it had one, so that a killed server's Cassandra can be taken over.
     *
     * <p>The storage port only has to be free: nobody else speaks to it.
     */
    private static void cassandraPorts(
            Map<String, Object> into, @Nullable Integer wanted, DataFolder data, FreePorts free) {
        Optional<ServerFile.Store> last =
                ServerFile.read(data.serverFile()).map(ServerFile::cassandra).filter(store -> store.storagePort() > 0);
        Optional<Integer> lastCql = last.map(ServerFile.Store::contactPoints)
                .filter(points -> points.size() == 1)
                .map(points ->
                        Integer.valueOf(points.get(0).substring(points.get(0).lastIndexOf(':') + 1)));
        if (wanted == null || wanted == CQL_PORT) {
            return;
        }
        String path = "janji.orchestrator.cassandra.embedded.";
        boolean again = lastCql.isPresent() && (wanted == 0 || wanted.equals(lastCql.get()));
        int cql = again ? lastCql.get() : wanted == 0 ? free.next() : wanted;
        into.put(path + "cql-port", cql);
        into.put(path + "storage-port", again ? last.orElseThrow().storagePort() : free.next());
    }
}
