package dev.janji.gateways.email;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How to reach the mailbox in which bounces, complaints and replies arrive. Durations are real time.
 *
 * @param folder that is read
 * @param handled where a mail goes that was understood; empty: it is deleted
 * @param review where a mail goes that a person has to look at
 * @param poll between two looks
 * @param largest bytes of a mail that are read; the rest is left alone
 * @param patience how long a debtor is waited for
 * @param leastPause before the second try to connect; each further one is twice as long
 * @param trustedCertificates PEM file of certificates to trust instead of the JDK's
 */
public record ImapSettings(
        String host,
        int port,
        SmtpSettings.Security security,
        String userName,
        String password,
        String folder,
        String handled,
        String review,
        Duration poll,
        int largest,
        Duration patience,
        Duration connectTimeout,
        Duration readTimeout,
        Duration leastPause,
        Duration mostPause,
        Optional<Path> trustedCertificates) {
    private static final int LEAST_BYTES = 16 * 1024;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public ImapSettings {
        SmtpSettings.demand(!host.isBlank(), "host", "not empty");
        SmtpSettings.demand(port >= 1 && port <= 65_535, "port", "from 1 to 65535");
        SmtpSettings.demand(!userName.isEmpty(), "username", "not empty");
        SmtpSettings.demand(!folder.isEmpty(), "folder", "not empty");
        SmtpSettings.demand(!review.isEmpty() && !review.equals(folder), "review", "a folder of its own");
        SmtpSettings.demand(
                !handled.equals(folder) && !handled.equals(review), "handled", "empty or a folder of its own");
        SmtpSettings.demand(largest >= LEAST_BYTES && largest <= MOST_BYTES, "largest", "from 16 KiB to 64 MiB");
        demandPositive(poll, "poll");
        demandPositive(patience, "patience");
        demandPositive(connectTimeout, "connect-timeout");
        demandPositive(readTimeout, "read-timeout");
        demandPositive(leastPause, "reconnect.least");
        SmtpSettings.demand(mostPause.compareTo(leastPause) >= 0, "reconnect.most", "at least reconnect.least");
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static ImapSettings from(Config config) {
        try {
            String certificates = config.getString("trusted-certificates");
            String host = config.getString("host");
            SmtpSettings.Security security = config.getEnum(SmtpSettings.Security.class, "security");
            SmtpSettings.demand(
                    security != SmtpSettings.Security.NONE || isLoopback(host),
                    "security",
                    "starttls or tls where the server is not on this machine");
            return new ImapSettings(
                    host,
                    config.getInt("port"),
                    security,
                    config.getString("username"),
                    config.getString("password"),
                    config.getString("folder"),
                    config.getString("handled"),
                    config.getString("review"),
                    config.getDuration("poll"),
                    Math.toIntExact(config.getBytes("largest")),
                    config.getDuration("patience"),
                    config.getDuration("connect-timeout"),
                    config.getDuration("read-timeout"),
                    config.getDuration("reconnect.least"),
                    config.getDuration("reconnect.most"),
                    certificates.isEmpty() ? Optional.empty() : Optional.of(Path.of(certificates)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void demandPositive(Duration value, String key) {
        SmtpSettings.demand(!value.isNegative() && !value.isZero(), key, "above 0");
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "ImapSettings[" + host + ":" + port + ", security="
                + security.name().toLowerCase(Locale.ROOT) + ", folder=" + folder + "]";
    }
}
