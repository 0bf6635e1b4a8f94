package dev.janji.orchestrator.http;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How often pages may be opened that anybody may open. Immutable.
 *
 * @param placePerSecond from one place, on average; above 0
 * @param placeBurst from one place at once; 1 to a million
 * @param perSecond from everywhere, on this server; above 0
 * @param burst from everywhere at once; 1 to a million
 * @param clientHeader whose last entry is the address of who is there, as our proxy saw it; null: who connects is who is there
 */
record VisitorSettings(
        double placePerSecond,
        int placeBurst,
        double perSecond,
        int burst,
        @Nullable String clientHeader) {
    private static final String PATH = "janji.orchestrator.http.visitors";
    private static final int MOST_AT_ONCE = 1_000_000;

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    static VisitorSettings from(Config config) {
        Config visitors = config.getConfig(PATH);
        String header = visitors.getString("client-header");
        if (!header.matches("[A-Za-z0-9-]*")) {
            throw new ConfigException.BadValue(
                    PATH + ".client-header", "Expected the name of a header, but got " + header);
        }
        return new VisitorSettings(
                rate(visitors, "place-per-second"),
                burst(visitors, "place-burst"),
                rate(visitors, "per-second"),
                burst(visitors, "burst"),
                header.isEmpty() ? null : header);
    }

    private static double rate(Config visitors, String key) {
        double rate = visitors.getDouble(key);
        // Also not a number.
        if (!(rate >= 0.001 && rate <= MOST_AT_ONCE)) {
            throw new ConfigException.BadValue(PATH + "." + key, "Expected 0.001 to a million, but got " + rate);
        }
        return rate;
    }

    private static int burst(Config visitors, String key) {
        int burst = visitors.getInt(key);
        if (burst < 1 || burst > MOST_AT_ONCE) {
            throw new ConfigException.BadValue(PATH + "." + key, "Expected 1 to a million, but got " + burst);
        }
        return burst;
    }
}
