package dev.janji.orchestrator.grpc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The lender's port.
 *
 * @param port 0 for any that is free
 * @param connectionAge after which a connection is asked to be made anew, so that streams spread over new nodes; null: never
 */
public record GrpcSettings(
        String host,
        int port,
        int callsPerConnection,
        int metadataBytes,
        @Nullable Duration connectionAge,
        Keepalive keepalive,
        StreamSettings publish) {

    private static final String PATH = "janji.orchestrator.grpc";

    /**
     * Life signs on a quiet connection.
     *
     * @param ping how often the server asks a quiet client whether it is there
     * @param permitted how often a client may ask; one that asks more often is told to calm down and loses its connection
     */
    public record Keepalive(Duration ping, Duration timeout, Duration permitted) {}

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static GrpcSettings from(Config config) {
        Config grpc = config.getConfig(PATH);
        Duration age = grpc.getDuration("max-connection-age");
        return new GrpcSettings(
                grpc.getString("host"),
                port(grpc),
                grpc.getInt("max-calls-per-connection"),
                Math.toIntExact(grpc.getBytes("max-metadata-size")),
                age.isZero() ? null : age,
                new Keepalive(
                        grpc.getDuration("keepalive.ping"),
                        grpc.getDuration("keepalive.timeout"),
                        grpc.getDuration("keepalive.permitted")),
                StreamSettings.from(grpc.getConfig("publish")));
    }

    private static int port(Config grpc) {
        int port = grpc.getInt("port");
        if (port < 0 || port > 65_535) {
            throw new ConfigException.BadValue(PATH + ".port", "Expected 0 to 65535, but got " + port);
        }
        return port;
    }
}
