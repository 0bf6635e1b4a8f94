package dev.janji.actors.channel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.contact.Channel;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How one gateway treats its provider. All durations are real time: a provider does not know ours.
 *
 * @param queueCapacity messages that may wait; the next one is refused
 * @param perSecond messages a second to the provider, per lender account and node
 * @param burst messages that may go at once after a pause
 * @param maxInFlight messages handed to the adapter and not yet answered
 * @param answerTimeout silence of the adapter after which the answer is unknown
 * @param failuresToOpen unknown or unreachable answers in a row that open the circuit breaker
 * @param openFor how long the open breaker refuses before it tries one message
 * @param rememberedAttempts answers kept so that no attempt is sent twice
 * @param withdrawalsKeptFor how long the withdrawal of an attempt never seen here is kept against its late arrival, on the
 *     house clock
 */
public record ChannelSettings(
        int queueCapacity,
        double perSecond,
        int burst,
        int maxInFlight,
        Duration answerTimeout,
        int failuresToOpen,
        Duration openFor,
        int rememberedAttempts,
        Duration withdrawalsKeptFor) {

    /** A burst below a twentieth of a second's messages cannot keep the rate: the timer ticks every ten milliseconds. */
    private static final double SMALLEST_BURST_SECONDS = 0.05;

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public ChannelSettings {
        demand(queueCapacity >= 1, "queue-capacity", "at least 1", queueCapacity);
        demand(perSecond > 0 && perSecond <= 1_000_000, "per-second", "above 0 and at most 1000000", perSecond);
        demand(
                burst >= 1 && burst >= perSecond * SMALLEST_BURST_SECONDS,
                "burst",
                "1 and per-second / 20 or more",
                burst);
        demand(maxInFlight >= 1, "max-in-flight", "at least 1", maxInFlight);
        demand(!answerTimeout.isNegative() && !answerTimeout.isZero(), "answer-timeout", "above 0", answerTimeout);
        demand(failuresToOpen >= 1, "failures-to-open", "at least 1", failuresToOpen);
        demand(!openFor.isNegative() && !openFor.isZero(), "open-for", "above 0", openFor);
        demand(
                rememberedAttempts >= queueCapacity + maxInFlight,
                "remembered-attempts",
                "queue-capacity + max-in-flight or more",
                rememberedAttempts);
        demand(!withdrawalsKeptFor.isNegative(), "withdrawals-kept-for", "not negative", withdrawalsKeptFor);
    }

    /**
     * @param config the keys of one channel, as under {@code janji.actors.channels.defaults}
     * @throws ConfigException when a key is missing or out of its range; the text names it
     */
    public static ChannelSettings from(Config config) {
        try {
            return new ChannelSettings(
                    config.getInt("queue-capacity"),
                    config.getDouble("per-second"),
                    config.getInt("burst"),
                    config.getInt("max-in-flight"),
                    config.getDuration("answer-timeout"),
                    config.getInt("failures-to-open"),
                    config.getDuration("open-for"),
                    config.getInt("remembered-attempts"),
                    config.getDuration("withdrawals-kept-for"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    /** @param root the whole configuration; reads {@code janji.actors.channels}, where a channel's own keys go before the defaults */
    public static Map<Channel, ChannelSettings> forAll(Config root) {
        Config channels = root.getConfig("janji.actors.channels");
        Map<Channel, ChannelSettings> settings = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            String key = channel.name().toLowerCase(Locale.ROOT);
            Config own = channels.hasPath(key)
                    ? channels.getConfig(key).withFallback(channels.getConfig("defaults"))
                    : channels.getConfig("defaults");
            try {
                settings.put(channel, from(own));
            } catch (ConfigException e) {
                throw new ConfigException.Generic("janji.actors.channels." + key + ": " + e.getMessage(), e);
            }
        }
        return settings;
    }

    private static void demand(boolean holds, String key, String range, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is " + value);
        }
    }
}
