package dev.janji.orchestrator.desk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The agents' edge.
 *
 * @param origins of pages that may connect beside those of the server itself, such as {@code https://console.example}
 * @param heartbeat so often the desk asks whether somebody is there; who is silent for three of them is lost
 * @param signInWithin a connection that does not sign in so soon is closed
 * @param largestMessage in bytes
 * @param outgoing messages that may wait for a slow reader
 * @param perSecond messages of one connection that are read in a second
 * @param badMessages so many messages that can't be read end the connection
 * @param mostConnections at once
 */
public record DeskEdgeSettings(
        List<String> origins,
        Duration heartbeat,
        Duration signInWithin,
        int largestMessage,
        int outgoing,
        int perSecond,
        int badMessages,
        int mostConnections) {
    private static final String PATH = "janji.orchestrator.desk";
    private static final int MOST = 1_000_000;

    public DeskEdgeSettings {
        origins =
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * @param root the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static DeskEdgeSettings from(Config root) {
        Config config = root.getConfig(PATH);
        return new DeskEdgeSettings(
                config.getStringList("origins"),
                time(config, "heartbeat"),
                time(config, "sign-in-within"),
                bytes(config),
                within(config, "outgoing"),
                within(config, "messages-per-second"),
                within(config, "bad-messages"),
                within(config, "connections"));
    }

    private static Duration time(Config config, String key) {
        Duration time = config.getDuration(key);
        if (time.isNegative() || time.isZero()) {
            throw new ConfigException.BadValue(PATH + "." + key, "Expected a time above 0, but got " + time);
        }
        return time;
    }

    private static int bytes(Config config) {
        long bytes = config.getBytes("largest-message");
        if (bytes < 1 || bytes > MOST) {
            throw new ConfigException.BadValue(
                    PATH + ".largest-message", "Expected 1 to " + MOST + " bytes, but got " + bytes);
        }
        return Math.toIntExact(bytes);
    }

    private static int within(Config config, String key) {
        int value = config.getInt(key);
        if (value < 1 || value > MOST) {
            throw new ConfigException.BadValue(PATH + "." + key, "Expected 1 to " + MOST + ", but got " + value);
        }
        return value;
    }
}
