package dev.janji.loadtest.portfolio;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The lender's own book of one card: balance, minimum payments by statement, money received. Confined to one thread. Amounts in minor
 * units.
 *
 * <p>A card asks for a share of each bill. What is paid beyond it is booked to the statement it was paid for and does not cover a later
 * minimum: the schedule is restated with each statement. A bill that falls below what is in arrears without a payment is a refund or a
 * waiver; it is booked as a credit.
 */
final class CardBook {
    private final List<Line> lines = new ArrayList<>();
    private long balanceMinor;
    private long paidMinor;

    /** The minimum payment of one statement, or what was paid for it when that is more. */
    record Line(int number, LocalDate due, long amountMinor) {}

    /**
     * What a statement changes.
     *
     * @param creditMinor to be booked first; 0 when there is none
     * @param adjustmentMinor to bring the balance to the bill; 0 when it is there
     * @param schedule the whole schedule; empty when it stays as it was
     */
    record Statement(long creditMinor, long adjustmentMinor, List<Line> schedule) {}

    CardBook(long openingMinor) {
        balanceMinor = openingMinor;
    }

    void pay(long amountMinor) {
        balanceMinor -= amountMinor;
        paidMinor += amountMinor;
    }

    void reverse(long amountMinor) {
        pay(-amountMinor);
    }

    long balanceMinor() {
        return balanceMinor;
    }

    /** What all minimum payments so far leave unpaid, due or not. */
    long unpaidMinor() {
        return Math.max(0, requiredMinor() - paidMinor);
    }

    /**
     * @param number of the statement, from 1
     * @param previousDue due date of the statement before
     */
    Statement state(int number, long billMinor, LocalDate previousDue, LocalDate due) {
        boolean changed = absorb(number - 1, previousDue);
        long arrears = unpaidMinor();
        long credit = Math.max(0, arrears - Math.max(0, billMinor));
        if (credit > 0) {
            pay(credit);
            arrears -= credit;
        }
        long adjustment = billMinor - balanceMinor;
        balanceMinor = billMinor;
        long minimum = Math.min(minimumOf(billMinor), billMinor - arrears);
        if (minimum > 0) {
            lines.add(new Line(number, due, minimum));
            changed = true;
        }
        return new Statement(credit, adjustment, changed ? List.copyOf(lines) : List.of());
    }

    /** A share of the bill, rounded up to a whole dollar. */
    private static long minimumOf(long billMinor) {
        if (billMinor <= 0) {
            return 0;
        }
        double dollars = Math.ceil(billMinor * Assumptions.MINIMUM_SHARE / Assumptions.MINOR);
        return (long) dollars * Assumptions.MINOR;
    }

    private boolean absorb(int number, LocalDate due) {
        long excess = paidMinor - requiredMinor();
        if (excess <= 0) {
            return false;
        }
        int last = lines.size() - 1;
        if (last >= 0 && lines.get(last).number() == number) {
            Line line = lines.get(last);
            lines.set(last, new Line(number, line.due(), line.amountMinor() + excess));
        } else {
            lines.add(new Line(number, due, excess));
        }
        return true;
    }

    private long requiredMinor() {
        return lines.stream().mapToLong(Line::amountMinor).sum();
    }
}
