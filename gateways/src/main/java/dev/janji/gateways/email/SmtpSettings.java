package dev.janji.gateways.email;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How to reach the mail server and how our mails present themselves. Timeouts are real time.
 *
 * @param userName empty for no authentication
 * @param heloName how we name ourselves to the server
 * @param from the visible sender, with or without a name
 * @param bounceTo the envelope's sender, where bounces go
 * @param replyTo where opt-outs and answers go; empty for none
 * @param listUnsubscribe the whole value of the header, instead of what {@code unsubscribe} makes; empty for that
 * @param unsubscribe how whoever gets our mails can be rid of them
 * @param keyFile by which our mails are marked, so that what comes back finds its attempt
 * @param verpDelimiter between the local part of bounceTo and the attempt; empty: all bounces go to the address itself
 * @param html whether a mail has an HTML form beside its text
 * @param messageIdDomain right side of our message ids
 * @param traceHeaders whether the mails carry lender, debtor, contact point and instants for a checker
 * @param workers connections at most, one thread each
 * @param queueCapacity messages that may wait for a worker
 * @param mailsPerConnection after so many a connection is closed and a new one made
 * @param trustedCertificates PEM file of certificates to trust instead of the JDK's
 */
public record SmtpSettings(
        String host,
        int port,
        Security security,
        String userName,
        String password,
        String heloName,
        String from,
        String bounceTo,
        String replyTo,
        String listUnsubscribe,
        UnsubscribeSettings unsubscribe,
        Path keyFile,
        String verpDelimiter,
        boolean html,
        String messageIdDomain,
        boolean traceHeaders,
        int workers,
        int queueCapacity,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        Duration idleTimeout,
        int mailsPerConnection,
        Optional<Path> trustedCertificates) {

    /** How the connection is protected. */
    public enum Security {
        /** In the clear; for a server on this machine. */
        NONE,
        /** Begins in the clear and must become TLS, or nothing is sent. */
        STARTTLS,
        TLS
    }

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public SmtpSettings {
        demand(!host.isBlank(), "host", "not empty");
        demand(port >= 1 && port <= 65_535, "port", "from 1 to 65535");
        demand(userName.isEmpty() || security != Security.NONE, "security", "starttls or tls when there is a username");
        demand(isAddress(from), "from", "an address");
        demand(isAddress(bounceTo), "bounce-to", "an address");
        demand(messageIdDomain.matches("[A-Za-z0-9.-]+"), "message-id-domain", "a domain");
        demand(heloName.matches("[A-Za-z0-9.:\\[\\]-]+"), "helo-name", "a host name");
        demand(replyTo.isEmpty() || isAddress(replyTo), "reply-to", "empty or an address");
        demand(oneLine(listUnsubscribe), "list-unsubscribe", "one line");
        demand(verpDelimiter.matches("[+=_-]?"), "verp-delimiter", "empty or one of + = _ -");
        demand(workers >= 1, "workers", "at least 1");
        demand(queueCapacity >= 1, "queue-capacity", "at least 1");
        demand(mailsPerConnection >= 1, "mails-per-connection", "at least 1");
        demand(positive(connectTimeout), "connect-timeout", "above 0");
        demand(positive(readTimeout), "read-timeout", "above 0");
        demand(positive(writeTimeout), "write-timeout", "above 0");
        demand(positive(idleTimeout), "idle-timeout", "above 0");
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static SmtpSettings from(Config config) {
        try {
            String certificates = config.getString("trusted-certificates");
            String from = config.getString("from");
            String bounceTo = config.getString("bounce-to");
            return new SmtpSettings(
                    config.getString("host"),
                    config.getInt("port"),
                    config.getEnum(Security.class, "security"),
                    config.getString("username"),
                    config.getString("password"),
                    config.getString("helo-name"),
                    from,
                    bounceTo.isEmpty() ? from : bounceTo,
                    config.getString("reply-to"),
                    config.getString("list-unsubscribe"),
                    UnsubscribeSettings.from(config.getConfig("unsubscribe")),
                    Path.of(config.getString("key-file")),
                    config.getString("verp-delimiter"),
                    config.getBoolean("html"),
                    config.getString("message-id-domain"),
                    config.getBoolean("trace-headers"),
                    config.getInt("workers"),
                    config.getInt("queue-capacity"),
                    config.getDuration("connect-timeout"),
                    config.getDuration("read-timeout"),
                    config.getDuration("write-timeout"),
                    config.getDuration("idle-timeout"),
                    config.getInt("mails-per-connection"),
                    certificates.isEmpty() ? Optional.empty() : Optional.of(Path.of(certificates)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    static boolean isAddress(String value) {
        try {
            new InternetAddress(value, true).validate();
            return oneLine(value);
        } catch (AddressException e) {
            return false;
        }
    }

    private static boolean oneLine(String value) {
        return value.chars().noneMatch(Character::isISOControl);
    }

    private static boolean positive(Duration value) {
        return !value.isNegative() && !value.isZero();
    }

    static void demand(boolean holds, String key, String range) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is not");
        }
    }

    /** What our mails bear; reads or makes the key. */
    MailMarks marks() {
        return new MailMarks(MailSeal.in(keyFile), bare(bounceTo), verpDelimiter, messageIdDomain);
    }

    private static String bare(String address) {
        try {
            return new InternetAddress(address, true).getAddress();
        } catch (AddressException e) {
            throw new IllegalArgumentException("Expected bounce-to to be an address, but it is not", e);
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SmtpSettings[" + host + ":" + port + ", security="
                + security.name().toLowerCase(Locale.ROOT) + ", workers=" + workers + "]";
    }
}
