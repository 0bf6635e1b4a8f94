package dev.janji.actors.wakeup;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * How the wake-up index works. Immutable. All durations are real time.
 *
 * @param slices of the installation
 * @param keyspace of the store
 * @param parallelism wake-ups of a slice that may be unanswered at a time
 * @param perSecond wake-ups that a node fires in a second
 * @param answerTimeout after which a wake-up counts as unanswered and goes to a later minute
 * @param pageSize rows that are read at once
 * @param waitingLimit rows of a minute that a slice keeps in memory until they are due
 * @param gatherFor what is not due soon is gathered from the event log before it is written
 * @param remembered debtors of a slice of whom it is kept in memory that a row stands, so that none is written again
 * @param rememberedFor how long after the debtor was last heard of it is kept at least; at most twice as long
 * @param retryAfter a statement that failed
 * @param registerTimeout after which a registration counts as failed
 * @param keepAliveInterval at which every node makes sure that all slices work
 */
public record WakeUpSettings(
        int slices,
        String keyspace,
        int parallelism,
        int perSecond,
        Duration answerTimeout,
        int pageSize,
        int waitingLimit,
        Duration gatherFor,
        int remembered,
        Duration rememberedFor,
        Duration retryAfter,
        Duration registerTimeout,
        Duration keepAliveInterval) {

    static final String PATH = "janji.wake-ups";

    public WakeUpSettings {
        demand(slices >= 1, "janji.slices", "at least 1", slices);
        demand(parallelism >= 1, PATH + ".parallelism", "at least 1", parallelism);
        demand(perSecond >= 1, PATH + ".per-second", "at least 1", perSecond);
        demand(isPositive(answerTimeout), PATH + ".answer-timeout", "above 0", answerTimeout);
        demand(pageSize >= 1, PATH + ".page-size", "at least 1", pageSize);
        demand(waitingLimit >= pageSize, PATH + ".waiting-limit", "at least page-size", waitingLimit);
        demand(!gatherFor.isNegative(), PATH + ".gather-for", "at least 0", gatherFor);
        demand(remembered >= 0, PATH + ".remembered", "at least 0", remembered);
        demand(isPositive(rememberedFor), PATH + ".remembered-for", "above 0", rememberedFor);
        demand(isPositive(retryAfter), PATH + ".retry-after", "above 0", retryAfter);
        demand(isPositive(registerTimeout), PATH + ".register-timeout", "above 0", registerTimeout);
        demand(isPositive(keepAliveInterval), PATH + ".keep-alive-interval", "above 0", keepAliveInterval);
    }

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static WakeUpSettings from(Config config) {
        Config wakeUps = config.getConfig(PATH);
        return new WakeUpSettings(
                config.getInt("janji.slices"),
                config.getString("janji.actors.store.keyspace"),
                wakeUps.getInt("parallelism"),
                wakeUps.getInt("per-second"),
                wakeUps.getDuration("answer-timeout"),
                wakeUps.getInt("page-size"),
                wakeUps.getInt("waiting-limit"),
                wakeUps.getDuration("gather-for"),
                wakeUps.getInt("remembered"),
                wakeUps.getDuration("remembered-for"),
                wakeUps.getDuration("retry-after"),
                wakeUps.getDuration("register-timeout"),
                wakeUps.getDuration("keep-alive-interval"));
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void demand(boolean right, String key, String expected, Object got) {
        if (!right) {
            throw new ConfigException.BadValue(key, "Expected " + expected + ", but got " + got);
        }
    }
}
