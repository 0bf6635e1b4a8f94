package dev.janji.actors.address;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * {@code janji.addresses}.
 *
 * @param slices of the installation
 * @param gatherFor what comes within it is written together
 * @param debtorsAtOnce read and written together, 1 to 100
 */
public record AddressSettings(int slices, String keyspace, Duration gatherFor, int debtorsAtOnce, Regions regions) {
    static final String PATH = "janji.addresses";
    private static final int MOST_AT_ONCE = 100;

    public AddressSettings {
        if (gatherFor.isNegative() || gatherFor.isZero()) {
            throw new ConfigException.BadValue(PATH + ".gather-for", "Expected above 0, but got " + gatherFor);
        }
        if (debtorsAtOnce < 1 || debtorsAtOnce > MOST_AT_ONCE) {
            throw new ConfigException.BadValue(
                    PATH + ".debtors-at-once", "Expected 1 to " + MOST_AT_ONCE + ", but got " + debtorsAtOnce);
        }
    }

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static AddressSettings from(Config config) {
        Config addresses = config.getConfig(PATH);
        return new AddressSettings(
                config.getInt("janji.slices"),
                config.getString("janji.actors.store.keyspace"),
                addresses.getDuration("gather-for"),
                addresses.getInt("debtors-at-once"),
                Regions.from(config));
    }
}
