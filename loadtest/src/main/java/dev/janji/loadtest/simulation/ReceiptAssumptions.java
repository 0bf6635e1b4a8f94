package dev.janji.loadtest.simulation;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed to become of a contact after it was handed over; {@code docs/simulation.md} has a row for each number. A pure function of
 * the seed and the attempt's id, so the same contact ends alike in every run. Immutable.
 */
record ReceiptAssumptions(long seed) {
    /** Of a text message, as the demo's provider does it; what remains brings no receipt at all. */
    static final double SMS_DELIVERED = 0.96;

    static final double SMS_UNDELIVERED = 0.03;
    static final int FIRST_SECOND = 1;
    static final int LAST_SECOND = 30;

    /** @param after how long after it was handed over the receipt comes */
    record Receipt(Outcome outcome, Duration after) {}

    /** @return null when no receipt comes: SMTP reports nothing, and the sample has no other channels */
    @Nullable
    Receipt of(AttemptId attempt, Channel channel) {
        if (channel != Channel.SMS) {
            return null;
        }
        SplittableRandom random = new SplittableRandom(seed ^ digest(attempt.value())).split();
        double share = random.nextDouble();
        if (share >= SMS_DELIVERED + SMS_UNDELIVERED) {
            return null;
        }
        return new Receipt(
                share < SMS_DELIVERED ? Outcome.DELIVERED : Outcome.UNDELIVERED,
                Duration.ofSeconds(random.nextInt(FIRST_SECOND, LAST_SECOND + 1)));
    }

    private static long digest(String text) {
        long digest = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            digest = (digest ^ text.charAt(i)) * 0x100000001b3L;
        }
        return digest;
    }
}
