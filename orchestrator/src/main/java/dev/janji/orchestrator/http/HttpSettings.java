package dev.janji.orchestrator.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The operator's port.
 *
 * @param port 0 for any that is free
 * @param tokenFile holds the bearer token that the JSON interface demands; null: none is demanded, which needs a loopback address
 * @param visitors of the pages that anybody may open
 */
public record HttpSettings(String host, int port, @Nullable Path tokenFile, VisitorSettings visitors) {
    private static final String PATH = "janji.orchestrator.http";

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static HttpSettings from(Config config) {
        Config http = config.getConfig(PATH);
        int port = http.getInt("port");
        if (port < 0 || port > 65_535) {
            throw new ConfigException.BadValue(PATH + ".port", "Expected 0 to 65535, but got " + port);
        }
        String host = http.getString("host");
        String file = http.getString("token-file");
        if (file.isEmpty() && !isLoopback(host)) {
            throw new ConfigException.BadValue(
                    PATH + ".token-file",
                    "Expected a file with a bearer token, because " + PATH + ".host is not a loopback address");
        }
        return new HttpSettings(host, port, file.isEmpty() ? null : Path.of(file), VisitorSettings.from(config));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigException.BadValue(PATH + ".host", "Expected a known host, but it can't be resolved", e);
        }
    }
}
