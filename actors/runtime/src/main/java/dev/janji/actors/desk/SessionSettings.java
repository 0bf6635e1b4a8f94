package dev.janji.actors.desk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * Of agents' sessions.
 *
 * @param grace for which a session without a connection is kept, in real time; from a second
 * @param remembered so many of the last notices can be told again after a lost connection, from 1
 * @param promiseDays a promise is for a day so many days ahead at most, 1 to 366
 * @param complaintDays a complaint is answered within so many days, 1 to 366
 */
public record SessionSettings(Duration grace, int remembered, int promiseDays, int complaintDays) {
    private static final String PATH = "janji.actors.session";
    private static final int MOST_DAYS = 366;

    /**
     * @param root the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static SessionSettings from(Config root) {
        Config config = root.getConfig(PATH);
        Duration grace = config.getDuration("grace");
        if (grace.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ConfigException.BadValue(PATH + ".grace", "Expected at least 1 s, but got " + grace);
        }
        return new SessionSettings(
                grace,
                within(config, "remembered", 100_000),
                within(config, "promise-days", MOST_DAYS),
                within(config, "complaint-days", MOST_DAYS));
    }

    private static int within(Config config, String key, int most) {
        int value = config.getInt(key);
        if (value < 1 || value > most) {
            throw new ConfigException.BadValue(PATH + "." + key, "Expected 1 to " + most + ", but got " + value);
        }
        return value;
    }
}
