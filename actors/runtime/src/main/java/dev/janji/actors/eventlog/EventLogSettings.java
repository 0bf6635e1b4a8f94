package dev.janji.actors.eventlog;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * {@code janji.event-log}. Immutable. All durations are real time.
 *
 * @param slices of the installation
 * @param owner who claims slices, for people who read the log
 * @param claimOnUse whether a slice is claimed by the first request for it; else only a lease claims it
 * @param answerWithin after which the writer of an event hears of a failure when it is not known whether the event is stored
 * @param commitsAtOnce of the whole node, from 1
 * @param longestTurn a commit that is on its way for longer than this, or for much longer than others, holds up no other slice's
 * @param retryAfter a statement that failed, at first; grows to ten times this
 * @param proofAge without a proof of its ownership younger than this, an owner makes one before it serves a recovery
 * @param flushAfter events wait in memory at most about so long until they are written to the history
 * @param flushOver a flush is spread over so long, unless memory or the log presses, or the owner leaves; at least 0
 * @param flushBytes of a slice's events in memory that start a flush
 * @param flushRows of a slice's log behind its checkpoint that start a flush
 * @param memoryBytes of a slice's events in memory with which it commits no more until a flush has ended
 * @param budgetBytes of a slice's events whose writers have no answer yet, with which nothing should be added
 * @param rememberedNumbers persistence ids of a slice whose highest sequence number is kept although nothing else of them is in memory
 * @param rememberedFor how long after its last use such a number is kept at least; at most twice as long
 */
public record EventLogSettings(
        int slices,
        String owner,
        boolean claimOnUse,
        Duration answerWithin,
        int commitsAtOnce,
        Duration longestTurn,
        Duration retryAfter,
        Duration proofAge,
        Duration flushAfter,
        Duration flushOver,
        long flushBytes,
        long flushRows,
        long memoryBytes,
        long budgetBytes,
        int rememberedNumbers,
        Duration rememberedFor) {

    static final String PATH = "janji.event-log";

    /** Entries of one row of the log, at most. */
    public static final int MOST_ENTRIES = 512;

    /** Bytes of the entries of one row of the log, and of the events of one batch of the history, at most. */
    public static final int MOST_BYTES = 64 * 1024;

    public EventLogSettings {
        demand(slices >= 1, "janji.slices", "at least 1", slices);
        demand(isPositive(answerWithin), PATH + ".answer-within", "above 0", answerWithin);
        demand(commitsAtOnce >= 1, PATH + ".commits-at-once", "at least 1", commitsAtOnce);
        demand(isPositive(longestTurn), PATH + ".longest-turn", "above 0", longestTurn);
        demand(isPositive(retryAfter), PATH + ".retry-after", "above 0", retryAfter);
        demand(isPositive(proofAge), PATH + ".proof-age", "above 0", proofAge);
        demand(isPositive(flushAfter), PATH + ".flush-after", "above 0", flushAfter);
        demand(!flushOver.isNegative(), PATH + ".flush-over", "at least 0", flushOver);
        demand(flushBytes >= MOST_BYTES, PATH + ".flush-bytes", "at least " + MOST_BYTES, flushBytes);
        demand(flushRows >= 1, PATH + ".flush-rows", "at least 1", flushRows);
        demand(memoryBytes >= 2 * flushBytes, PATH + ".memory-bytes", "at least twice flush-bytes", memoryBytes);
        demand(budgetBytes >= MOST_BYTES, PATH + ".budget", "at least " + MOST_BYTES, budgetBytes);
        demand(rememberedNumbers >= 1, PATH + ".remembered-numbers", "at least 1", rememberedNumbers);
        demand(isPositive(rememberedFor), PATH + ".remembered-for", "above 0", rememberedFor);
    }

    /**
     * @param config the whole configuration
     * @param owner such as the address of the node
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static EventLogSettings from(Config config, String owner) {
        Config log = config.getConfig(PATH);
        return new EventLogSettings(
                config.getInt("janji.slices"),
                owner,
                log.getBoolean("claim-on-use"),
                log.getDuration("answer-within"),
                commitsAtOnce(log),
                log.getDuration("longest-turn"),
                log.getDuration("retry-after"),
                log.getDuration("proof-age"),
                log.getDuration("flush-after"),
                log.getDuration("flush-over"),
                log.getBytes("flush-bytes"),
                log.getLong("flush-rows"),
                log.getBytes("memory-bytes"),
                log.getBytes("budget"),
                log.getInt("remembered-numbers"),
                log.getDuration("remembered-for"));
    }

    private static int commitsAtOnce(Config log) {
        String key = "commits-at-once";
        return log.getString(key).equals("auto")
                ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2)
                : log.getInt(key);
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
