package dev.janji.gateways.push;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.gateways.once.ProviderAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The project of FCM. Timeouts are real time.
 *
 * @param url of the provider, without the version of its interface
 * @param account by which we are known there
 * @param longestValidity it may deliver no longer than that, whatever the debtor's window is
 * @param log folder of the log of messages
 * @param keptDays days before today that are remembered
 * @param othersSend whether other servers send by this account, too
 */
public record FcmSettings(
        URI url,
        ServiceAccount account,
        Duration longestValidity,
        Path log,
        int keptDays,
        boolean othersSend,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration throttlePause) {
    private static final Duration LONGEST = Duration.ofDays(28);

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public FcmSettings {
        demand(
                longestValidity.compareTo(LONGEST) <= 0 && isPositive(longestValidity),
                "longest-validity",
                "up to 28 days");
        demand(keptDays >= 1 && keptDays <= 31, "kept-days", "from 1 to 31");
        demand(isPositive(connectTimeout), "connect-timeout", "above 0");
        demand(isPositive(answerTimeout), "answer-timeout", "above 0");
        demand(isPositive(throttlePause), "throttle-pause", "above 0");
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static FcmSettings from(Config config) {
        try {
            return new FcmSettings(
                    ProviderAddress.from(config, "url"),
                    ServiceAccount.from(config, "service-account-file"),
                    config.getDuration("longest-validity"),
                    Path.of(config.getString("log")),
                    config.getInt("kept-days"),
                    config.getBoolean("other-servers-send"),
                    config.getDuration("connect-timeout"),
                    config.getDuration("answer-timeout"),
                    config.getDuration("throttle-pause"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    static boolean isPositive(Duration value) {
        return !value.isNegative() && !value.isZero();
    }

    static void demand(boolean holds, String key, String range) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is not");
        }
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "FcmSettings[" + url + ", " + account + "]";
    }
}
