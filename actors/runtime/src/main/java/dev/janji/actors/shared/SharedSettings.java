package dev.janji.actors.shared;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * How values are shared. Immutable. All durations are real time.
 *
 * @param readEvery at which every node reads its values anew, asked or not: what an announcement that was lost costs
 * @param announceWithin after which a node that has not answered an announcement is named as one that does not hold the value; a read
 *     that takes longer counts as failed
 * @param behindAfter without a read that succeeded the value counts as behind, and the node as not ready
 */
public record SharedSettings(Duration readEvery, Duration announceWithin, Duration behindAfter) {
    static final String PATH = "janji.actors.shared";

    public SharedSettings {
        demand(readEvery, PATH + ".read-every");
        demand(announceWithin, PATH + ".announce-within");
        demand(behindAfter, PATH + ".behind-after");
        if (behindAfter.compareTo(readEvery) <= 0) {
            throw new ConfigException.BadValue(
                    PATH + ".behind-after", "Expected more than read-every, but got " + behindAfter);
        }
    }

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static SharedSettings from(Config config) {
        Config shared = config.getConfig(PATH);
        return new SharedSettings(
                shared.getDuration("read-every"),
                shared.getDuration("announce-within"),
                shared.getDuration("behind-after"));
    }

    private static void demand(Duration duration, String key) {
        if (duration.isNegative() || duration.isZero()) {
            throw new ConfigException.BadValue(key, "Expected above 0, but got " + duration);
        }
    }
}
