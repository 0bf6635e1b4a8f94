package dev.janji.loadtest.races;

import java.util.ArrayList;
import java.util.List;

/** One debtor of the payments over sockets: what its lender was paid when, and what the provider had of it when. Moments by {@link System#nanoTime}. Guarded by itself. */
final class PaidCase {
    final int debtor;

    /** What came to the provider, in its order. */
    final List<Arrival> arrivals = new ArrayList<>(3);

    /** The day of the house on which the lender was paid; 0 before. */
    int paidOn;

    boolean isPartial;
    long sentNanos;

    /** 0 before. */
    long ackedNanos;

    boolean isInDoubt;
    String refused = "";

    /** @param day of the house, from 1 */
    record Arrival(int day, long nanos) {}

    PaidCase(int debtor) {
        this.debtor = debtor;
    }

    boolean hasOf(int day) {
        return arrivals.stream().anyMatch(each -> each.day() == day);
    }
}
