package dev.janji.gateways.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How a simulated provider behaves: chances of each fault, between 0 and 1. What happens to an attempt is a pure function of
 * the seed and the attempt's id, so a run is repeated whatever the order of its threads, and a restarted simulator knows what
 * it still owes. Immutable.
 *
 * @param latency until the provider answers, real time: the house clock waits for an open contact
 * @param patience how long a silent provider is waited for before the answer is "unknown", real time
 * @param lostBefore chance that a message is lost on its way to the provider, and no answer comes
 * @param lostAfter chance that the provider sends the message, but its answer is lost
 * @param undelivered chance that a receipt says so
 * @param receiptDelay from handing over to the receipt, house clock
 * @param lateDelay the same for a receipt that is late
 */
public record Script(
        long seed,
        Range latency,
        Duration patience,
        double rejected,
        double throttled,
        double lostBefore,
        double lostAfter,
        double undelivered,
        Range receiptDelay,
        double lateReceipt,
        Range lateDelay,
        double lostReceipt,
        double duplicateReceipt) {

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

    /** What the provider does with a message. */
    enum Reception {
        TAKEN,
        REJECTED,
        THROTTLED,
        LOST_BEFORE,
        LOST_AFTER
    }

    /** @param after how long after handing over it is brought, house clock */
    record PlannedReceipt(String id, Outcome outcome, Duration after) {}

    /** @param receipts in the order of their instants; none when they are lost */
    record Fate(Reception reception, Duration latency, List<PlannedReceipt> receipts) {}

    /** @throws IllegalArgumentException when a chance is not one; the text names it */
    public Script {
        chance("rejected", rejected);
        chance("throttled", throttled);
        chance("lost-before", lostBefore);
        chance("lost-after", lostAfter);
        chance("rejected + throttled + lost-before + lost-after", rejected + throttled + lostBefore + lostAfter);
        chance("undelivered", undelivered);
        chance("late-receipt", lateReceipt);
        chance("lost-receipt", lostReceipt);
        chance("duplicate-receipt", duplicateReceipt);
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
                    config.getDouble("rejected"),
                    config.getDouble("throttled"),
                    config.getDouble("lost-before"),
                    config.getDouble("lost-after"),
                    config.getDouble("undelivered"),
                    Range.from(config.getConfig("receipt-delay")),
                    config.getDouble("late-receipt"),
                    Range.from(config.getConfig("late-delay")),
                    config.getDouble("lost-receipt"),
                    config.getDouble("duplicate-receipt"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    /** Pure: the same attempt always has the same fate. */
    Fate fateOf(AttemptId attempt) {
        SplittableRandom random = randomOf(seed, attempt.value());
        double lot = random.nextDouble();
        Duration answerAfter = latency.any(random);
        Reception reception;
        if (lot < rejected) {
            reception = Reception.REJECTED;
        } else if (lot < rejected + throttled) {
            reception = Reception.THROTTLED;
        } else if (lot < rejected + throttled + lostBefore) {
            reception = Reception.LOST_BEFORE;
        } else if (lot < rejected + throttled + lostBefore + lostAfter) {
            reception = Reception.LOST_AFTER;
        } else {
            reception = Reception.TAKEN;
        }
        return new Fate(reception, answerAfter, receipts(random));
    }

    private List<PlannedReceipt> receipts(SplittableRandom random) {
        boolean lost = random.nextDouble() < lostReceipt;
        boolean late = random.nextDouble() < lateReceipt;
        boolean twice = random.nextDouble() < duplicateReceipt;
        Outcome outcome = random.nextDouble() < undelivered ? Outcome.UNDELIVERED : Outcome.DELIVERED;
        Duration after = (late ? lateDelay : receiptDelay).any(random);
        List<PlannedReceipt> receipts = new ArrayList<>();
        if (!lost) {
            String id = outcome.name().toLowerCase(Locale.ROOT);
            receipts.add(new PlannedReceipt(id, outcome, after));
            if (twice) {
                receipts.add(new PlannedReceipt(id, outcome, after.plus(receiptDelay.any(random))));
            }
        }
        return receipts;
    }

    /** The longest time between handing over and a receipt. */
    Duration longestDelay() {
        Duration longest = lateDelay.most().compareTo(receiptDelay.most()) > 0 ? lateDelay.most() : receiptDelay.most();
        return longest.plus(receiptDelay.most());
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

    private static void chance(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("Expected " + key + " to be between 0 and 1, but it is " + value);
        }
    }
}
