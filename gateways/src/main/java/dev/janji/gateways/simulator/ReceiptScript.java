package dev.janji.gateways.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.contact.Outcome;
import dev.janji.gateways.simulator.Script.PlannedReceipt;
import dev.janji.gateways.simulator.Script.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a simulated provider reports of a message that it took, and what may be wrong with that: chances between 0 and 1. All times are of the
 * house clock. Immutable.
 *
 * @param delay from handing over to the receipt, and from one receipt to the next
 * @param undelivered the provider gave up
 * @param bounced the address is dead; comes before undelivered
 * @param read what was delivered is also read
 * @param late the receipt comes after {@code lateDelay} instead
 * @param lost no receipt comes
 * @param duplicate it comes twice
 */
public record ReceiptScript(
        Range delay,
        double undelivered,
        double bounced,
        double read,
        double late,
        Range lateDelay,
        double lost,
        double duplicate) {
    /** @throws IllegalArgumentException when a chance is not one; the text names it */
    public ReceiptScript {
        Script.chance("undelivered", undelivered);
        Script.chance("bounced", bounced);
        Script.chance("read", read);
        Script.chance("late-receipt", late);
        Script.chance("lost-receipt", lost);
        Script.chance("duplicate-receipt", duplicate);
    }

    /** @throws ConfigException when a key is missing or no value of its kind */
    static ReceiptScript from(Config config) {
        return new ReceiptScript(
                Range.from(config.getConfig("receipt-delay")),
                config.getDouble("undelivered"),
                config.getDouble("bounced"),
                config.getDouble("read"),
                config.getDouble("late-receipt"),
                Range.from(config.getConfig("late-delay")),
                config.getDouble("lost-receipt"),
                config.getDouble("duplicate-receipt"));
    }

    /** The same times, with certain chances. */
    ReceiptScript always(
            double alwaysUndelivered,
            double alwaysBounced,
            double alwaysRead,
            double alwaysLate,
            double alwaysLost,
            double alwaysDuplicate) {
        return new ReceiptScript(
                delay,
                alwaysUndelivered,
                alwaysBounced,
                alwaysRead,
                alwaysLate,
                lateDelay,
                alwaysLost,
                alwaysDuplicate);
    }

    List<PlannedReceipt> any(SplittableRandom random) {
        boolean isLost = random.nextDouble() < lost;
        boolean isLate = random.nextDouble() < late;
        boolean twice = random.nextDouble() < duplicate;
        double lot = random.nextDouble();
        Outcome outcome =
                lot < bounced ? Outcome.BOUNCED : lot < bounced + undelivered ? Outcome.UNDELIVERED : Outcome.DELIVERED;
        Duration after = (isLate ? lateDelay : delay).any(random);
        Duration again = delay.any(random);
        boolean isRead = random.nextDouble() < read && outcome == Outcome.DELIVERED;
        List<PlannedReceipt> receipts = new ArrayList<>();
        if (!isLost) {
            receipts.add(receipt(outcome, after));
            if (twice) {
                receipts.add(receipt(outcome, after.plus(again)));
            }
            if (isRead) {
                receipts.add(receipt(Outcome.READ, after.plus(again).plus(delay.any(random))));
            }
        }
        return receipts;
    }

    private static PlannedReceipt receipt(Outcome outcome, Duration after) {
        return new PlannedReceipt(outcome.name().toLowerCase(Locale.ROOT), outcome, after);
    }

    /** The longest time between handing over and a receipt. */
    Duration longestDelay() {
        Duration longest = lateDelay.most().compareTo(delay.most()) > 0 ? lateDelay.most() : delay.most();
        return longest.plus(delay.most().multipliedBy(2));
    }
}
