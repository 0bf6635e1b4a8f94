package dev.janji.gateways.push;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The account with APNs. Timeouts are real time.
 *
 * @param key file of the signing key, in PKCS 8
 * @param topic the app's bundle id
 * @param connections over HTTP/2 at once
 * @param longestValidity it may deliver no longer than that, whatever the debtor's window is
 * @param trustedCertificates PEM file of certificates to trust instead of the JDK's
 * @param log folder of the log of messages
 * @param keptDays days before today that are remembered
 * @param othersSend whether other servers send by this account, too
 */
public record ApnsSettings(
        String host,
        int port,
        Path key,
        String keyId,
        String team,
        String topic,
        int connections,
        Duration longestValidity,
        Optional<Path> trustedCertificates,
        Path log,
        int keptDays,
        boolean othersSend,
        Duration connectTimeout,
        Duration answerTimeout) {
    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public ApnsSettings {
        FcmSettings.demand(!host.isBlank(), "host", "not empty");
        FcmSettings.demand(port >= 1 && port <= 65_535, "port", "from 1 to 65535");
        FcmSettings.demand(Files.isReadable(key), "key-file", "a file that can be read");
        FcmSettings.demand(keyId.matches("[A-Z0-9]{10}"), "key-id", "10 letters and digits");
        FcmSettings.demand(team.matches("[A-Z0-9]{10}"), "team-id", "10 letters and digits");
        FcmSettings.demand(topic.matches("[A-Za-z0-9.-]{1,255}"), "topic", "a bundle id");
        FcmSettings.demand(connections >= 1 && connections <= 20, "connections", "from 1 to 20");
        FcmSettings.demand(
                FcmSettings.isPositive(longestValidity) && longestValidity.compareTo(Duration.ofDays(30)) <= 0,
                "longest-validity",
                "up to 30 days");
        FcmSettings.demand(keptDays >= 1 && keptDays <= 31, "kept-days", "from 1 to 31");
        FcmSettings.demand(FcmSettings.isPositive(connectTimeout), "connect-timeout", "above 0");
        FcmSettings.demand(FcmSettings.isPositive(answerTimeout), "answer-timeout", "above 0");
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static ApnsSettings from(Config config) {
        try {
            String certificates = config.getString("trusted-certificates");
            return new ApnsSettings(
                    config.getString("host"),
                    config.getInt("port"),
                    Path.of(config.getString("key-file")),
                    config.getString("key-id"),
                    config.getString("team-id"),
                    config.getString("topic"),
                    config.getInt("connections"),
                    config.getDuration("longest-validity"),
                    certificates.isEmpty() ? Optional.empty() : Optional.of(Path.of(certificates)),
                    Path.of(config.getString("log")),
                    config.getInt("kept-days"),
                    config.getBoolean("other-servers-send"),
                    config.getDuration("connect-timeout"),
                    config.getDuration("answer-timeout"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "ApnsSettings[" + host + ":" + port + ", topic=" + topic + "]";
    }
}
