package dev.janji.actors.desk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.lender.ConversationEvent.CallbackRequested;
import java.time.Duration;

/**
 * How a desk's actor treats calls and sessions. Immutable.
 *
 * @param dialLimit by the house clock: a call that has not begun to ring so long after the debtor allowed it is ended. The ring limit of its queue comes on top
 * @param longestTalk by the house clock: a conversation is ended then, whoever forgot it
 * @param readLimit by the house clock: who accepted a lead and has not dialed for so long gives it back
 * @param longestWait by the house clock: a caller who has waited so long for an agent is told that nobody is free, and the call is ended; to 12 hours
 * @param callbackWithin by the house clock: who agrees to be called back is called within this time; 1 minute to 31 days
 * @param seatKeptFor real time for which the seat of a lost session is kept, its call included
 * @param holdsFor real time for which a scaled clock waits for an agent's answer or disposition; 0 to 1 minute
 */
public record DeskSettings(
        Duration dialLimit,
        Duration longestTalk,
        Duration readLimit,
        Duration longestWait,
        Duration callbackWithin,
        Duration seatKeptFor,
        Duration holdsFor) {
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public DeskSettings {
        demand(isPositive(dialLimit), "dial-limit", "above 0", dialLimit);
        demand(isPositive(longestTalk), "longest-talk", "above 0", longestTalk);
        demand(isPositive(readLimit), "read-limit", "above 0", readLimit);
        demand(
                isPositive(longestWait) && longestWait.compareTo(LONGEST_WAIT) <= 0,
                "longest-wait",
                "above 0, to 12 hours",
                longestWait);
        demand(
                callbackWithin.compareTo(Duration.ofMinutes(1)) >= 0
                        && callbackWithin.compareTo(Duration.ofDays(CallbackRequested.MOST_DAYS_AHEAD)) <= 0,
                "callback-within",
                "1 minute to 31 days",
                callbackWithin);
        demand(!seatKeptFor.isNegative(), "seat-kept-for", "not negative", seatKeptFor);
        demand(
                !holdsFor.isNegative() && holdsFor.compareTo(LONGEST_HOLD) <= 0,
                "holds-for",
                "0 s to 1 minute",
                holdsFor);
    }

    /**
     * @param root the whole configuration; reads {@code janji.actors.desk}
     * @throws ConfigException when a key is missing or out of its range; the text names it
     */
    public static DeskSettings from(Config root) {
        Config config = root.getConfig("janji.actors.desk");
        try {
            return new DeskSettings(
                    config.getDuration("dial-limit"),
                    config.getDuration("longest-talk"),
                    config.getDuration("read-limit"),
                    config.getDuration("longest-wait"),
                    config.getDuration("callback-within"),
                    config.getDuration("seat-kept-for"),
                    config.getDuration("holds-for"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic("janji.actors.desk: " + e.getMessage(), e);
        }
    }

    private static boolean isPositive(Duration length) {
        return !length.isNegative() && !length.isZero();
    }

    private static void demand(boolean holds, String key, String range, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is " + value);
        }
    }
}
