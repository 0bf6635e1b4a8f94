package dev.janji.actors.telemetry;

import java.time.Duration;
import kamon.Kamon;
import kamon.metric.MeasurementUnit;
import kamon.tag.TagSet;

/**
 * Every metric of the actors runtime by name, and the only class that knows the metrics library. Tags come from enums and small
 * fixed sets, never from ids: a series is kept for ever. What it gives out is thread-safe; ask once, keep it, use it often.
 */
public final class Telemetry {
    /** Answers that channel gateways gave; tags {@code channel}, {@code answer}. */
    public static final String CHANNEL_ANSWERS = "janji.channel.answers";
    /** From the arrival at the gateway to the answer, real time; tag {@code channel}. */
    public static final String CHANNEL_ANSWER_TIME = "janji.channel.answer.time";
    /** Answers to withdrawals; tags {@code channel}, {@code answer}. */
    public static final String CHANNEL_WITHDRAWALS = "janji.channel.withdrawals";
    /** Answers to look-ups; tags {@code channel}, {@code answer}. */
    public static final String CHANNEL_LOOK_UPS = "janji.channel.look-ups";
    /** Messages that wait in gateways of this node; tag {@code channel}. */
    public static final String CHANNEL_WAITING = "janji.channel.waiting";
    /** Messages handed to adapters of this node and not yet answered; tag {@code channel}. */
    public static final String CHANNEL_IN_FLIGHT = "janji.channel.in-flight";
    /** Times a circuit breaker opened; tag {@code channel}. */
    public static final String CHANNEL_BREAKER_OPENED = "janji.channel.breaker.opened";
    /** Answers of adapters that came after their time or broke the port's contract; tags {@code channel}, {@code kind}. */
    public static final String CHANNEL_ODDITIES = "janji.channel.oddities";

    private Telemetry() {}

    /** Something that is counted. */
    @FunctionalInterface
    public interface Count {
        void add(long times);

        default void one() {
            add(1);
        }
    }

    /** Something that goes up and down; several owners of the same level add up. */
    @FunctionalInterface
    public interface Level {
        void move(double by);
    }

    /** How long something takes. */
    @FunctionalInterface
    public interface Timer {
        void record(Duration took);
    }

    /** How large something is; values are whole numbers of its unit. */
    @FunctionalInterface
    public interface Spread {
        void record(long value);
    }

    /** @param tags key, value, key, value... */
    public static Count count(String name, String... tags) {
        kamon.metric.Counter counter = Kamon.counter(name).withTags(tagSet(tags));
        return counter::increment;
    }

    /** @param tags key, value, key, value... */
    public static Level level(String name, String... tags) {
        kamon.metric.Gauge gauge = Kamon.gauge(name).withTags(tagSet(tags));
        return gauge::increment;
    }

    /** @param tags key, value, key, value... */
    public static Timer timer(String name, String... tags) {
        kamon.metric.Timer timer = Kamon.timer(name).withTags(tagSet(tags));
        return timer::record;
    }

    /** @param tags key, value, key, value... */
    public static Spread spread(String name, String... tags) {
        kamon.metric.Histogram histogram =
                Kamon.histogram(name, MeasurementUnit.none()).withTags(tagSet(tags));
        return histogram::record;
    }

    private static TagSet tagSet(String... tags) {
        if (tags.length % 2 != 0) {
            throw new IllegalArgumentException("Expected tags in pairs, but got " + tags.length);
        }
        TagSet set = TagSet.Empty();
        for (int i = 0; i < tags.length; i += 2) {
            set = set.withTag(tags[i], tags[i + 1]);
        }
        return set;
    }
}
