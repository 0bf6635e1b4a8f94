package dev.janji.gateways.failover;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * When the first of two accounts is left alone.
 *
 * @param failuresToLeave failures in a row, at least 1
 * @param leftFor real time until one message tries it again, more than zero
 */
public record FailoverSettings(int failuresToLeave, Duration leftFor) {
    public FailoverSettings {
        if (failuresToLeave < 1) {
            throw new IllegalArgumentException(
                    "Expected failures-to-leave to be at least 1, but it is " + failuresToLeave);
        }
        if (leftFor.isNegative() || leftFor.isZero()) {
            throw new IllegalArgumentException("Expected left-for to be more than zero, but it is " + leftFor);
        }
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static FailoverSettings from(Config config) {
        try {
            return new FailoverSettings(config.getInt("failures-to-leave"), config.getDuration("left-for"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }
}
