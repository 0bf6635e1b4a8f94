package dev.janji.actors.desk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.lender.ConversationEvent.CallbackRequested;
import java.time.Duration;

/**
 * How a machine calls. Everything by the house clock. Immutable.
 *
 * @param lines calls of the machine at most at once on this node, of all lenders; 0 to 10000. Leave room for agents' calls and callers
 * @param perSecond calls that it begins at most; above 0, to 1000
 * @param greetings how often whoever presses nothing hears the greeting; 1 to 5
 * @param keyWithin how long a key is waited for after each; above 0, to 1 minute
 * @param longest a call is ended then, whatever it is in; 1 to 30 minutes
 * @param callbackWithin who presses 2 is called by an agent within this time; 1 minute to 31 days
 */
public record RecordedCallSettings(
        int lines, double perSecond, int greetings, Duration keyWithin, Duration longest, Duration callbackWithin) {
    private static final int MOST_LINES = 10_000;
    private static final int MOST_PER_SECOND = 1_000;
    private static final int MOST_GREETINGS = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public RecordedCallSettings {
        demand(lines >= 0 && lines <= MOST_LINES, "lines", "0 to 10000", lines);
        demand(perSecond > 0 && perSecond <= MOST_PER_SECOND, "per-second", "above 0, to 1000", perSecond);
        demand(greetings >= 1 && greetings <= MOST_GREETINGS, "greetings", "1 to 5", greetings);
        demand(
                !keyWithin.isNegative() && !keyWithin.isZero() && keyWithin.compareTo(MINUTE) <= 0,
                "key-within",
                "above 0, to 1 minute",
                keyWithin);
        demand(
                longest.compareTo(MINUTE) >= 0 && longest.compareTo(Duration.ofMinutes(30)) <= 0,
                "longest",
                "1 to 30 minutes",
                longest);
        demand(
                callbackWithin.compareTo(MINUTE) >= 0
                        && callbackWithin.compareTo(Duration.ofDays(CallbackRequested.MOST_DAYS_AHEAD)) <= 0,
                "callback-within",
                "1 minute to 31 days",
                callbackWithin);
    }

    /**
     * @param root the whole configuration; reads {@code janji.actors.recorded-calls}
     * @throws ConfigException when a key is missing or out of its range; the text names it
     */
    public static RecordedCallSettings from(Config root) {
        Config config = root.getConfig("janji.actors.recorded-calls");
        try {
            return new RecordedCallSettings(
                    config.getInt("lines"),
                    config.getDouble("per-second"),
                    config.getInt("greetings"),
                    config.getDuration("key-within"),
                    config.getDuration("longest"),
                    config.getDuration("callback-within"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic("janji.actors.recorded-calls: " + e.getMessage(), e);
        }
    }

    private static void demand(boolean holds, String key, String range, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is " + value);
        }
    }
}
