package dev.janji.domain.allocation;

import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.money.Money;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an operator configures of a desk. Immutable.
 *
 * @param lenders whom it works for, at least one
 * @param queues at least one; each belongs to one of the lenders
 * @param mostUrgentInARow after so many urgent leads in a row an agent gets another, if one waits; from 1
 * @param mostLines so many kinds of needs may wait at once (queue, language, skills), from 1; more are refused
 */
public record DeskTerms(
        List<LenderTerms> lenders, List<QueueTerms> queues, Timing timing, int mostUrgentInARow, int mostLines) {
    /** When nothing else is configured. */
    public static final int MOST_URGENT_IN_A_ROW = 9;

    /** When nothing else is configured. */
    public static final int MOST_LINES = 4_096;

    private static final int HEAVIEST = 1_000;
    private static final long DEAREST_HOUR = 1_000_000_000_000L;
    private static final Duration LONGEST = Duration.ofDays(30);

    /**
     * A lender of the desk.
     *
     * @param weight of its share in what is not urgent, beside the other lenders': 1 to 1,000
     * @param certificateDemanded whether only agents with a valid certificate of this lender work for it (ID-08)
     */
    public record LenderTerms(LenderId lender, int weight, boolean certificateDemanded) {
        public LenderTerms {
            demandWeight(lender, weight);
        }
    }

    /**
     * A queue of one lender.
     *
     * @param weight of its share in what the lender gets, beside the lender's other queues: 1 to 1,000
     * @param worthOfAnHour a lead that is expected to bring so much goes before one that came an hour earlier and brings nothing; 1 to 10^12 minor
     *     units. It is the queue's currency, too
     * @param mostHeadStart the most that worth may count for, 0 to 30 days: nobody is overtaken by who came later than that
     */
    public record QueueTerms(QueueId queue, LenderId lender, int weight, Money worthOfAnHour, Duration mostHeadStart) {
        /** When nothing else is configured. */
        public static final Duration MOST_HEAD_START = Duration.ofHours(8);

        public QueueTerms {
            demandWeight(queue, weight);
            if (worthOfAnHour.minor() < 1 || worthOfAnHour.minor() > DEAREST_HOUR) {
                throw new IllegalArgumentException("Expected an hour to be worth 1 to 10^12 minor units, but got "
                        + worthOfAnHour.minor() + " [queue=" + queue + "]");
            }
            demand("most head start of queue " + queue, mostHeadStart, Duration.ZERO);
        }

        /** @return whole seconds by which a lead of this worth goes before one that came at the same time and brings nothing */
        Duration headStart(Worth worth) {
            long most = mostHeadStart.toSeconds();
            long expected = worth.expectedMinor();
            // Not above 10^12 * 720, so that the product below fits.
            long enough = worthOfAnHour.minor() * (most / 3600 + 1);
            if (expected >= enough) {
                return Duration.ofSeconds(most);
            }
            return Duration.ofSeconds(Math.min(most, expected * 3600 / worthOfAnHour.minor()));
        }
    }

    /**
     * How long what takes or waits; each from zero or a second to 30 days.
     *
     * @param lease for which an offer waits for its agent, from a second
     * @param wrapUp after every conversation, until the agent counts as free, from zero
     * @param callbackLead so long before the promised time an agent is sought for a callback, from zero
     * @param rest for which a lead that an agent rejected is not offered to anybody, from a second. Not for urgent ones
     * @param ownerFirst of each kind, for how long it waits for its owner before anybody may take it, from zero
     * @param announceEvery how often who waits on the line is told so, from a second
     * @param offerCallbackAfter when who waits on the line is asked whether to be called back, from zero
     */
    public record Timing(
            Duration lease,
            Duration wrapUp,
            Duration callbackLead,
            Duration rest,
            Map<Lead.Kind, Duration> ownerFirst,
            Duration announceEvery,
            Duration offerCallbackAfter) {
        /** When nothing else is configured. */
        public static final Timing USUAL = new Timing(
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Map.of(
                        Lead.Kind.OUTBOUND, Duration.ofHours(2),
                        Lead.Kind.CALLBACK, Duration.ofMinutes(3),
                        Lead.Kind.INBOUND, Duration.ofSeconds(10),
                        Lead.Kind.WRITTEN, Duration.ofMinutes(30)),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30));

        public Timing {
            demand("lease", lease, Duration.ofSeconds(1));
            demand("wrap-up", wrapUp, Duration.ZERO);
            demand("callback lead", callbackLead, Duration.ZERO);
            demand("rest", rest, Duration.ofSeconds(1));
            demand("interval of announcements", announceEvery, Duration.ofSeconds(1));
            demand("time before a callback is offered", offerCallbackAfter, Duration.ZERO);
            Map<Lead.Kind, Duration> all = new EnumMap<>(Lead.Kind.class);
            for (Lead.Kind kind : Lead.Kind.values()) {
                Duration first = ownerFirst.getOrDefault(kind, Duration.ZERO);
                demand("time for the owner of " + kind, first, Duration.ZERO);
                all.put(kind, first);
            }
            if (all.getOrDefault(Lead.Kind.CALLBACK, Duration.ZERO).compareTo(callbackLead) > 0) {
                throw new IllegalArgumentException(
                        "Expected a callback to wait for its owner no longer than the callback lead of " + callbackLead
                                + ", but a longer wait would break the promise");
            }
            ownerFirst = Map.copyOf(all);
        }
    }

    /** @throws IllegalArgumentException when something is missing, named twice or outside of its range */
    public DeskTerms {
        lenders = List.copyOf(lenders);
        queues = List.copyOf(queues);
        Set<LenderId> known = new HashSet<>();
        for (LenderTerms lender : lenders) {
            if (!known.add(lender.lender())) {
                throw new IllegalArgumentException("Expected each lender once, but found twice: " + lender.lender());
            }
        }
        Set<QueueId> named = new HashSet<>();
        for (QueueTerms queue : queues) {
            if (!named.add(queue.queue())) {
                throw new IllegalArgumentException("Expected each queue once, but found twice: " + queue.queue());
            }
            if (!known.contains(queue.lender())) {
                throw new IllegalArgumentException("Expected a lender of the desk, but found " + queue.lender()
                        + " [queue=" + queue.queue() + "]");
            }
        }
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one queue, but got none");
        }
        if (mostUrgentInARow < 1 || mostLines < 1) {
            throw new IllegalArgumentException("Expected at least 1 urgent lead in a row and 1 line, but got "
                    + mostUrgentInARow + " and " + mostLines);
        }
    }

    private static void demandWeight(Object whose, int weight) {
        if (weight < 1 || weight > HEAVIEST) {
            throw new IllegalArgumentException(
                    "Expected a weight of 1 to " + HEAVIEST + " for " + whose + ", but got " + weight);
        }
    }

    private static void demand(String what, Duration length, Duration least) {
        if (length.compareTo(least) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "Expected " + least + " to " + LONGEST + " as the " + what + ", but got " + length);
        }
    }
}
