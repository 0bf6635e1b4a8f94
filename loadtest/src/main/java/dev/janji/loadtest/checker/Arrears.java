package dev.janji.loadtest.checker;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checker's own arithmetic of one account, from what the lender published: payments cover the oldest due amount first, nothing is overdue
 * beyond the balance. Confined to one thread. Amounts in minor units.
 */
public final class Arrears {
    private final List<Due> schedule = new ArrayList<>();
    private final List<Due> charges = new ArrayList<>();
    private final Map<String, Paid> payments = new LinkedHashMap<>();
    private long owedMinor;

    private record Due(LocalDate date, long amountMinor) {}

    private record Paid(long amountMinor, LocalDate valueDate, long sequenceNumber, boolean stands) {}

    public Arrears(long openingMinor) {
        owedMinor = openingMinor;
    }

    public void schedule(List<LocalDate> dates, List<Long> amounts) {
        schedule.clear();
        for (int i = 0; i < dates.size(); i++) {
            schedule.add(new Due(dates.get(i), amounts.get(i)));
        }
    }

    public void charge(LocalDate due, long minor) {
        charges.add(new Due(due, minor));
        owedMinor += minor;
    }

    public void adjust(long minor) {
        owedMinor += minor;
    }

    public void pay(String id, long minor, LocalDate valueDate, long sequenceNumber) {
        payments.put(id, new Paid(minor, valueDate, sequenceNumber, true));
    }

    public void reverse(String id) {
        payments.computeIfPresent(
                id, (key, paid) -> new Paid(paid.amountMinor(), paid.valueDate(), paid.sequenceNumber(), false));
    }

    public long balanceMinor() {
        return owedMinor - paidMinor();
    }

    /** @return what came in by payments stored after the sequence number with a value date up to {@code until} */
    public long paidSince(long sequenceNumber, LocalDate until) {
        return payments.values().stream()
                .filter(paid -> paid.stands()
                        && paid.sequenceNumber() > sequenceNumber
                        && !paid.valueDate().isAfter(until))
                .mapToLong(Paid::amountMinor)
                .sum();
    }

    /** @return the oldest due date, past or future, that is not covered; null when all are, or nothing is owed */
    public @Nullable LocalDate oldestUnpaid() {
        if (balanceMinor() <= 0) {
            return null;
        }
        long covered = paidMinor();
        for (Due due : dues()) {
            covered -= due.amountMinor();
            if (covered < 0) {
                return due.date();
            }
        }
        return null;
    }

    public long overdueMinor(LocalDate today) {
        long due = dues().stream()
                .filter(each -> each.date().isBefore(today))
                .mapToLong(Due::amountMinor)
                .sum();
        return Math.max(0, Math.min(due - paidMinor(), balanceMinor()));
    }

    /** @return days since the oldest unpaid due date; 0 on and before it */
    public int daysPastDue(LocalDate today) {
        LocalDate oldest = oldestUnpaid();
        return oldest == null || !oldest.isBefore(today) ? 0 : (int) (today.toEpochDay() - oldest.toEpochDay());
    }

    private long paidMinor() {
        return payments.values().stream()
                .filter(Paid::stands)
                .mapToLong(Paid::amountMinor)
                .sum();
    }

    private List<Due> dues() {
        List<Due> dues = new ArrayList<>(schedule);
        dues.addAll(charges);
        dues.sort(Comparator.comparing(Due::date));
        return dues;
    }
}
