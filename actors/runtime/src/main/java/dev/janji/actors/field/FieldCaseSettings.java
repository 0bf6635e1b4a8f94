package dev.janji.actors.field;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * {@code janji.field}.
 *
 * @param slices of the installation
 * @param looksAgainEvery an account that was handed over is looked at this often when nothing happens to it, house clock
 * @param looksPerSecond of a slice for that, and after other stops stand; 1 to 1000, real time
 */
public record FieldCaseSettings(int slices, String keyspace, Duration looksAgainEvery, int looksPerSecond) {
    private static final String PATH = "janji.field";
    private static final int MOST_LOOKS = 1000;

    public FieldCaseSettings {
        if (looksAgainEvery.isNegative() || looksAgainEvery.isZero()) {
            throw new ConfigException.BadValue(
                    PATH + ".looks-again-every", "Expected above 0, but got " + looksAgainEvery);
        }
        if (looksPerSecond < 1 || looksPerSecond > MOST_LOOKS) {
            throw new ConfigException.BadValue(
                    PATH + ".looks-per-second", "Expected 1 to " + MOST_LOOKS + ", but got " + looksPerSecond);
        }
    }

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static FieldCaseSettings from(Config config) {
        Config field = config.getConfig(PATH);
        return new FieldCaseSettings(
                config.getInt("janji.slices"),
                config.getString("janji.actors.store.keyspace"),
                field.getDuration("looks-again-every"),
                field.getInt("looks-per-second"));
    }
}
