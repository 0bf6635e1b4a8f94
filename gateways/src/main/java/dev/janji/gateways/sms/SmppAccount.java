package dev.janji.gateways.sms;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One account at a provider: how to reach it and what it lets us do. Durations are real time, but for the longest validity.
 *
 * @param systemId our name there
 * @param password secret; never in a log
 * @param source what debtors see: a number in international form, a short code, or up to 11 characters with a letter
 * @param window requests that may wait for their answer at once
 * @param perSecond segments a second, at most
 * @param queueCapacity messages that may wait
 * @param answerTimeout silence after which what was sent is in doubt
 * @param heartbeat silence after which the provider is asked whether it is there
 * @param waitForLink how long a message waits for a lost connection before it is refused
 * @param throttlePause after the provider said that we send too fast; each further one is twice as long
 * @param mostSegments longer texts are refused
 * @param userMessageReference whether each message carries a number made of its attempt, by which a receipt finds an attempt whose answer was lost
 * @param longestValidity no provider keeps a message longer, also when the window is open longer
 */
public record SmppAccount(
        String host,
        int port,
        boolean tls,
        Optional<Path> trustedCertificates,
        String systemId,
        String password,
        String systemType,
        String source,
        int window,
        double perSecond,
        int queueCapacity,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration heartbeat,
        Duration backoffLeast,
        Duration backoffMost,
        Duration waitForLink,
        Duration throttlePause,
        Duration longestPause,
        LongForm longForm,
        int mostSegments,
        Receipts receipts,
        ReceiptIds receiptIds,
        boolean userMessageReference,
        Validity validity,
        Duration longestValidity) {
    /** How a text of several segments is written. */
    public enum LongForm {
        /** A message for each segment, with a header by which the telephone joins them. */
        UDH,
        /** One message with all of the text, which the provider cuts. */
        PAYLOAD
    }

    /** Of which outcomes the provider is asked to tell; the value of {@code registered_delivery}. */
    public enum Receipts {
        NEVER,
        ALWAYS,
        ON_FAILURE;

        byte registeredDelivery() {
            return (byte) ordinal();
        }
    }

    /** What a provider calls a message in its receipts, as against in its answers. */
    public enum ReceiptIds {
        SAME,
        /** Hexadecimal in the answer, decimal in the receipt. */
        DECIMAL,
        /** Decimal in the answer, hexadecimal in the receipt. */
        HEXADECIMAL;

        /** @return what the answer called it; the id itself when it is no number */
        String inAnswer(String id) {
            try {
                return switch (this) {
                    case SAME -> id;
                    case DECIMAL -> Long.toHexString(Long.parseLong(id));
                    case HEXADECIMAL -> Long.toString(Long.parseLong(id, 16));
                };
            } catch (NumberFormatException e) {
                return id;
            }
        }

        /** How an id of an answer is remembered, so that neither case nor leading zeros make a difference where it is a number. */
        String remembered(String id) {
            try {
                return switch (this) {
                    case SAME -> id;
                    case DECIMAL -> Long.toHexString(Long.parseLong(id, 16));
                    case HEXADECIMAL -> Long.toString(Long.parseLong(id));
                };
            } catch (NumberFormatException e) {
                return id;
            }
        }
    }

    private static final int MOST_SEGMENTS = 32;
    private static final Duration MOST_VALIDITY = Duration.ofDays(30);

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public SmppAccount {
        demand(!host.isBlank(), "host", "not empty");
        demand(port >= 1 && port <= 65_535, "port", "from 1 to 65535");
        demand(
                isAscii(systemId) && !systemId.isEmpty() && systemId.length() <= 15,
                "system-id",
                "of 1 to 15 ASCII characters");
        demand(
                isAscii(password) && password.length() <= 8,
                "password or password-file",
                "of at most 8 ASCII characters");
        demand(isAscii(systemType) && systemType.length() <= 12, "system-type", "of at most 12 ASCII characters");
        demand(
                SmsAddress.isSource(source),
                "source",
                "a number such as +628110000000, a short code, or up to 11 characters with a letter");
        demand(mostSegments >= 1 && mostSegments <= MOST_SEGMENTS, "most-segments", "from 1 to " + MOST_SEGMENTS);
        demand(window >= mostSegments, "window", "most-segments or more");
        demand(perSecond > 0 && perSecond <= 100_000, "per-second", "above 0 and at most 100000");
        demand(queueCapacity >= 1, "queue-capacity", "at least 1");
        positive("connect-timeout", connectTimeout);
        positive("answer-timeout", answerTimeout);
        demand(heartbeat.compareTo(Duration.ofMillis(100)) >= 0, "heartbeat", "at least 100 ms");
        positive("reconnect.least", backoffLeast);
        demand(backoffMost.compareTo(backoffLeast) >= 0, "reconnect.most", "at least reconnect.least");
        demand(!waitForLink.isNegative(), "wait-for-link", "not negative");
        positive("throttle-pause.least", throttlePause);
        demand(longestPause.compareTo(throttlePause) >= 0, "throttle-pause.most", "at least throttle-pause.least");
        positive("longest-validity", longestValidity);
        demand(longestValidity.compareTo(MOST_VALIDITY) <= 0, "longest-validity", "at most 30 days");
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    static SmppAccount from(Config config) {
        try {
            String certificates = config.getString("trusted-certificates");
            return new SmppAccount(
                    config.getString("host"),
                    config.getInt("port"),
                    config.getBoolean("tls"),
                    certificates.isEmpty() ? Optional.empty() : Optional.of(Path.of(certificates)),
                    config.getString("system-id"),
                    password(config),
                    config.getString("system-type"),
                    config.getString("source"),
                    config.getInt("window"),
                    config.getDouble("per-second"),
                    config.getInt("queue-capacity"),
                    config.getDuration("connect-timeout"),
                    config.getDuration("answer-timeout"),
                    config.getDuration("heartbeat"),
                    config.getDuration("reconnect.least"),
                    config.getDuration("reconnect.most"),
                    config.getDuration("wait-for-link"),
                    config.getDuration("throttle-pause.least"),
                    config.getDuration("throttle-pause.most"),
                    config.getEnum(LongForm.class, "long-messages"),
                    config.getInt("most-segments"),
                    config.getEnum(Receipts.class, "receipts"),
                    config.getEnum(ReceiptIds.class, "receipt-ids"),
                    config.getBoolean("user-message-reference"),
                    config.getEnum(Validity.class, "validity"),
                    config.getDuration("longest-validity"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    private static String password(Config config) {
        String file = config.getString("password-file");
        if (file.isEmpty()) {
            return config.getString("password");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected to read password-file " + file + ", but could not", e);
        }
    }

    /** Whether both are one account, so that one connection serves both. */
    boolean isSameLink(SmppAccount other) {
        return host.equals(other.host) && port == other.port && systemId.equals(other.systemId);
    }

    SmppAccount withSource(String other) {
        return new SmppAccount(
                host,
                port,
                tls,
                trustedCertificates,
                systemId,
                password,
                systemType,
                other,
                window,
                perSecond,
                queueCapacity,
                connectTimeout,
                answerTimeout,
                heartbeat,
                backoffLeast,
                backoffMost,
                waitForLink,
                throttlePause,
                longestPause,
                longForm,
                mostSegments,
                receipts,
                receiptIds,
                userMessageReference,
                validity,
                longestValidity);
    }

    private static boolean isAscii(String value) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(value)
                && value.chars().noneMatch(Character::isISOControl);
    }

    private static void positive(String key, Duration value) {
        demand(!value.isNegative() && !value.isZero(), key, "above 0");
    }

    private static void demand(boolean holds, String key, String range) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is not");
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SmppAccount[" + systemId + "@" + host + ":" + port + ", tls=" + tls + ", window=" + window
                + ", perSecond=" + perSecond + "]";
    }
}
