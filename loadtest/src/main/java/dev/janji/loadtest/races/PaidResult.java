package dev.janji.loadtest.races;

import dev.janji.loadtest.portfolio.SmsDebtors;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was seen of payments that met messages over sockets: what the lender was told, against what came to the provider when. Immutable.
 *
 * @param met payments that were told before the message of that day was at the provider
 * @param late payments that were told when it was there already
 * @param partial of all of them
 * @param leftMeanwhile of those that met a message, how many it left before the acknowledgement
 * @param inDoubt acknowledged so
 * @param sentAgain partial payments after which the debtor was written to on a later day
 * @param fewestWaiting messages that waited in the gateway when somebody was paid, at least
 * @param longestAckMillis from the payment to its acknowledgement
 */
record PaidResult(
        int met,
        int late,
        int partial,
        int leftMeanwhile,
        int inDoubt,
        int sentAgain,
        int fewestWaiting,
        double longestAckMillis,
        List<String> violations) {
    private static final int PRINTED = 20;

    /**
     * @param cases everybody
     * @param strangers messages at the provider that are nobody's
     */
    static PaidResult of(Iterable<PaidCase> cases, int strangers, int fewestWaiting) {
        int[] sum = new int[6];
        long longest = 0;
        List<String> violations = new ArrayList<>();
        if (strangers > 0) {
            violations.add("the provider has " + strangers + " messages that are nobody's");
        }
        for (PaidCase each : cases) {
            synchronized (each) {
                twice(each, violations);
                if (each.paidOn == 0) {
                    continue;
                }
                sum[each.isPartial ? 2 : 5]++;
                PaidCase.Arrival arrival = ofTheDay(each);
                boolean isLate = arrival != null && arrival.nanos() < each.sentNanos;
                sum[isLate ? 1 : 0]++;
                sum[3] += !isLate && arrival != null && arrival.nanos() < each.ackedNanos ? 1 : 0;
                sum[4] += each.isInDoubt ? 1 : 0;
                longest = Math.max(longest, each.ackedNanos - each.sentNanos);
                judge(each, violations);
            }
        }
        int again = 0;
        for (PaidCase each : cases) {
            synchronized (each) {
                again += each.isPartial && isWrittenAgain(each) ? 1 : 0;
            }
        }
        return new PaidResult(
                sum[0], sum[1], sum[2], sum[3], sum[4], again, fewestWaiting, longest / 1e6, List.copyOf(violations));
    }

    private static PaidCase.@org.jspecify.annotations.Nullable Arrival ofTheDay(PaidCase each) {
        return each.arrivals.stream()
                .filter(arrival -> arrival.day() == each.paidOn)
                .findFirst()
                .orElse(null);
    }

    private static boolean isWrittenAgain(PaidCase each) {
        return each.arrivals.stream().anyMatch(arrival -> arrival.day() > each.paidOn);
    }

    /** Everybody has one step a day. */
    private static void twice(PaidCase each, List<String> violations) {
        int[] days = each.arrivals.stream().mapToInt(PaidCase.Arrival::day).toArray();
        if (Arrays.stream(days).distinct().count() < days.length) {
            violations.add("the provider has the message of a day twice" + name(each));
        }
    }

    private static void judge(PaidCase each, List<String> violations) {
        if (each.ackedNanos == 0 || !each.refused.isEmpty()) {
            violations.add("expected an acknowledgement, but got " + (each.ackedNanos == 0 ? "none" : each.refused)
                    + name(each));
            return;
        }
        for (PaidCase.Arrival arrival : each.arrivals) {
            boolean isAfter = arrival.nanos() > each.ackedNanos;
            boolean isThatDay = arrival.day() == each.paidOn;
            boolean isAllowed = isThatDay ? each.isInDoubt : each.isPartial;
            if (isAfter && !isAllowed) {
                violations.add(String.format(
                        Locale.ROOT,
                        "a message comes %.1f ms after the acknowledgement, on day %d%s",
                        (arrival.nanos() - each.ackedNanos) / 1e6,
                        arrival.day(),
                        name(each)));
            }
        }
        if (each.isInDoubt && ofTheDay(each) == null) {
            violations.add("in doubt about a message that never left" + name(each));
        }
        if (each.isPartial && !isWrittenAgain(each)) {
            violations.add("still overdue, and nobody wrote again" + name(each));
        }
    }

    private static String name(PaidCase each) {
        return " [debtor=" + SmsDebtors.id(each.debtor) + (each.isPartial ? ", paid in part" : "") + "]";
    }

    /**
     * @param wanted payments that must meet a message
     * @param waiting messages that must wait then
     * @return whether no race was lost
     */
    boolean print(int wanted, int waiting, PrintWriter out) {
        line(
                out,
                "%n%,d payments over sockets met a message, %,d came just after it; %,d of all were partial",
                met,
                late,
                partial);
        line(
                out,
                "  before the acknowledgement %,d of the messages left, the others never did; %,d acknowledged in doubt; longest acknowledgement %,.0f ms",
                leftMeanwhile,
                inDoubt,
                longestAckMillis);
        line(
                out,
                "  at least %,d messages waited in the gateway; after %,d partial payments the debtor was written to again on a later day",
                fewestWaiting,
                sentAgain);
        boolean isEnough = met >= wanted && fewestWaiting >= waiting;
        if (!isEnough) {
            line(
                    out,
                    "  NOT PASSED: %,d payments met a message while at least %,d waited, not %,d while %,d did",
                    met,
                    fewestWaiting,
                    wanted,
                    waiting);
        }
        line(out, "  %,d violations", violations.size());
        violations.stream().limit(PRINTED).forEach(each -> line(out, "  LOST: %s", each));
        return violations.isEmpty() && isEnough;
    }

    private static void line(PrintWriter out, String text, Object... values) {
        out.println(String.format(Locale.ENGLISH, text, values));
        out.flush();
    }
}
