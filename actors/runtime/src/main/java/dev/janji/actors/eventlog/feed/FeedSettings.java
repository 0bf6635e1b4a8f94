package dev.janji.actors.eventlog.feed;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * How readers follow the log. Immutable.
 *
 * @param rowsPerRead rows that are read or handed on at once, 1 to 1000
 * @param recentBytes of memory for the newest rows of a slice, kept while somebody reads it
 * @param pollAtFirst how long after it came to the end a reader looks again when it hears nothing
 * @param pollAtMost the wait doubles up to this while nothing comes
 * @param settleEvery how often a reader that goes on says so in the store
 * @param restartAfter the first pause of a projection that failed; doubles up to 30 times of it
 */
public record FeedSettings(
        int rowsPerRead,
        long recentBytes,
        Duration pollAtFirst,
        Duration pollAtMost,
        Duration settleEvery,
        Duration restartAfter) {
    private static final String PATH = "janji.event-log.feed";
    private static final int MOST_ROWS = 1000;

    public FeedSettings {
        if (rowsPerRead < 1 || rowsPerRead > MOST_ROWS) {
            throw new ConfigException.BadValue(
                    PATH + ".rows-per-read", "Expected 1 to " + MOST_ROWS + ", but got " + rowsPerRead);
        }
        if (pollAtFirst.isNegative() || pollAtFirst.isZero() || pollAtMost.compareTo(pollAtFirst) < 0) {
            throw new ConfigException.BadValue(
                    PATH + ".poll-at-most",
                    "Expected at least poll-at-first, above zero, but got " + pollAtMost + " and " + pollAtFirst);
        }
    }

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static FeedSettings from(Config config) {
        Config feed = config.getConfig(PATH);
        return new FeedSettings(
                feed.getInt("rows-per-read"),
                feed.getBytes("recent-bytes"),
                feed.getDuration("poll-at-first"),
                feed.getDuration("poll-at-most"),
                feed.getDuration("settle-every"),
                feed.getDuration("restart-after"));
    }
}
