package dev.janji.gateways.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How a simulated provider, and whoever it reaches, behaves: chances of each, between 0 and 1. What happens to an attempt is a pure function of
 * the seed and the attempt's id, so a run is repeated whatever the order of its threads, and a restarted simulator knows what
 * it still owes. Immutable.
 *
 * @param latency until the provider answers, real time: the house clock waits for an open contact
 * @param patience how long a silent provider is waited for before the answer is "unknown", real time
 */
public record Script(
        long seed, Range latency, Duration patience, Faults faults, ReceiptScript receipts, ReplyScript replies) {

    /** Anything from {@code least} to {@code most}, both included. */
    public record Range(Duration least, Duration most) {
        /** @throws IllegalArgumentException when it is negative or upside down */
        public Range {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException("Expected a range from 0 up, but got " + least + " to " + most);
            }
        }

        /** @throws ConfigException when a key is missing; {@code least} and {@code most} are durations */
        public static Range from(Config config) {
            return new Range(config.getDuration("least"), config.getDuration("most"));
        }

        /** One of them, each millisecond as likely as another. */
        public Duration any(SplittableRandom random) {
            return least.plusMillis(random.nextLong(most.minus(least).toMillis() + 1));
        }
    }

    /**
     * What the provider does not take, or nobody knows whether it did.
     *
     * @param rejected refused for good
     * @param throttled refused because we send too fast
     * @param invalidAddress refused because nobody is at that address
     * @param lostBefore the message is lost on its way to the provider, and no answer comes
     * @param lostAfter the provider sends the message, but its answer is lost
     */
    public record Faults(
            double rejected, double throttled, double invalidAddress, double lostBefore, double lostAfter) {
        static final Faults NONE = new Faults(0, 0, 0, 0, 0);

        /** @throws IllegalArgumentException when a chance is not one; the text names it */
        public Faults {
            chance("rejected", rejected);
            chance("throttled", throttled);
            chance("invalid-address", invalidAddress);
            chance("lost-before", lostBefore);
            chance("lost-after", lostAfter);
            chance(
                    "rejected + throttled + invalid-address + lost-before + lost-after",
                    rejected + throttled + invalidAddress + lostBefore + lostAfter);
        }

        Reception any(SplittableRandom random) {
            double lot = random.nextDouble();
            if (lot < rejected) {
                return Reception.REJECTED;
            }
            lot -= rejected;
            if (lot < throttled) {
                return Reception.THROTTLED;
            }
            lot -= throttled;
            if (lot < lostBefore) {
                return Reception.LOST_BEFORE;
            }
            lot -= lostBefore;
            if (lot < lostAfter) {
                return Reception.LOST_AFTER;
            }
            lot -= lostAfter;
            return lot < invalidAddress ? Reception.INVALID_ADDRESS : Reception.TAKEN;
        }
    }

    /** What the provider does with a message. */
    enum Reception {
        TAKEN,
        REJECTED,
        THROTTLED,
        INVALID_ADDRESS,
        LOST_BEFORE,
        LOST_AFTER
    }

    /** @param after how long after handing over it is brought, house clock */
    record PlannedReceipt(String id, Outcome outcome, Duration after) {}

    /**
     * @param receipts in the order of their instants; none when they are lost
     * @param reply what the debtor writes back, where the channel lets that; null for nothing
     */
    record Fate(
            Reception reception,
            Duration latency,
            List<PlannedReceipt> receipts,
            ReplyScript.@Nullable PlannedReply reply) {}

    /** @throws IllegalArgumentException when patience is none */
    public Script {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("Expected patience above 0, but it is " + patience);
        }
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static Script from(Config config) {
        try {
            return new Script(
                    config.getLong("seed"),
                    Range.from(config.getConfig("latency")),
                    config.getDuration("patience"),
                    new Faults(
                            config.getDouble("rejected"),
                            config.getDouble("throttled"),
                            config.getDouble("invalid-address"),
                            config.getDouble("lost-before"),
                            config.getDouble("lost-after")),
                    ReceiptScript.from(config),
                    ReplyScript.from(config));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    /** The same with other faults, receipts and replies. */
    Script with(Faults otherFaults, ReceiptScript otherReceipts, ReplyScript otherReplies) {
        return new Script(seed, latency, patience, otherFaults, otherReceipts, otherReplies);
    }

    /** Pure: the same attempt always has the same fate. */
    Fate fateOf(AttemptId attempt) {
        SplittableRandom random = randomOf(seed, attempt.value());
        Reception reception = faults.any(random);
        Duration answerAfter = latency.any(random);
        List<PlannedReceipt> planned = receipts.any(random);
        boolean arrives = planned.stream()
                .noneMatch(each -> each.outcome() == Outcome.UNDELIVERED || each.outcome() == Outcome.BOUNCED);
        return new Fate(reception, answerAfter, planned, arrives ? replies.any(random) : null);
    }

    /** The longest time between handing over and a receipt. */
    Duration longestDelay() {
        return receipts.longestDelay();
    }

    /** The same lots for the same seed and id, whatever the order of threads; other ids have other lots. */
    public static SplittableRandom randomOf(long seed, String id) {
        return new SplittableRandom(seed ^ hash(id));
    }

    /** FNV-1a, 64 bits, mixed once more: neighbours must not share their fate. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }

    /** @throws IllegalArgumentException when it is none; the text names it */
    static void chance(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("Expected " + key + " to be between 0 and 1, but it is " + value);
        }
    }
}
