package dev.janji.gateways.once;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Where a provider is reached over HTTP: protected, unless it is on this machine. */
public final class ProviderAddress {
    private ProviderAddress() {}

    /** @throws ConfigException when it is no address, or one in the clear to another machine; names the key */
    public static URI from(Config config, String key) {
        URI address;
        try {
            address = URI.create(config.getString(key));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(key, "Expected an address such as https://example.com/v1", e);
        }
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && isHere(address))) {
            throw new ConfigException.BadValue(
                    key, "Expected an address with https, or one of this machine with http, but got another");
        }
        return address;
    }

    private static boolean isHere(URI address) {
        try {
            return address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
