package dev.janji.gateways.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.gateways.simulator.Script.Range;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Whether a simulated debtor writes back, when and what. Immutable.
 *
 * @param chance that somebody answers a message that arrived, between 0 and 1
 * @param delay from handing over to the answer, house clock
 * @param weights how often each thing is said, in relation to the others; 0 or more, and not all 0 unless nobody answers
 * @param invited chance that who answers an invitation to be called back wants that, whatever the weights say; between 0 and 1
 */
public record ReplyScript(double chance, Range delay, Map<Writing, Double> weights, double invited) {
    /** What is said by who wants to be called back. */
    private static final List<Writing> YES = List.of(Writing.AGREES, Writing.CALL_ME_AT, Writing.CALL_ME);

    /** @param lot which of the words that say so, of all longs */
    record PlannedReply(Writing says, Duration after, long lot) {}

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public ReplyScript {
        Script.chance("reply", chance);
        Script.chance("invited", invited);
        weights = Map.copyOf(weights);
        weights.forEach((says, weight) -> {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "Expected replies." + says.word() + " to be 0 or more, but it is " + weight);
            }
        });
        if (chance > 0 && sum(weights) == 0) {
            throw new IllegalArgumentException("Expected one of replies to be above 0, but nothing is ever said");
        }
    }

    /** @throws ConfigException when a key is missing or no value of its kind */
    static ReplyScript from(Config config) {
        Map<Writing, Double> weights = new EnumMap<>(Writing.class);
        for (String word : config.getObject("replies").keySet()) {
            weights.put(Writing.of(word), config.getConfig("replies").getDouble(word));
        }
        return new ReplyScript(
                config.getDouble("reply"),
                Range.from(config.getConfig("reply-delay")),
                weights,
                config.getDouble("invited"));
    }

    ReplyScript never() {
        return new ReplyScript(0, delay, weights, 0);
    }

    ReplyScript always(Writing says) {
        return new ReplyScript(1, delay, Map.of(says, 1.0), 0);
    }

    /** @return what the same person says at the same time when the message asked whether to call; a function of the reply alone */
    PlannedReply toInvitation(PlannedReply reply) {
        SplittableRandom random = new SplittableRandom(reply.lot());
        return random.nextDouble() < invited
                ? new PlannedReply(YES.get(random.nextInt(YES.size())), reply.after(), reply.lot())
                : reply;
    }

    @Nullable
    PlannedReply any(SplittableRandom random) {
        if (random.nextDouble() >= chance) {
            return null;
        }
        double lot = random.nextDouble() * sum(weights);
        Writing said = Writing.UNCLEAR;
        for (Writing each : Writing.values()) {
            double weight = weights.getOrDefault(each, 0.0);
            if (lot < weight) {
                said = each;
                break;
            }
            lot -= weight;
        }
        return new PlannedReply(said, delay.any(random), random.nextLong());
    }

    private static double sum(Map<Writing, Double> weights) {
        return weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
