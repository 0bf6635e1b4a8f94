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
    private final DaysOff daysOff = new DaysOff();
    private long owedMinor;
    /** What completed arrangements before the last one gave up. */
    private long waivedBeforeMinor;

    private @Nullable Arranged arranged;
    private String state = "";
    private boolean ended;

    private record Due(LocalDate date, long amountMinor) {}

    private record Paid(long amountMinor, LocalDate valueDate, long sequenceNumber, boolean stands) {}

    /** @param charges so many came before it */
    private record Arranged(String id, List<Due> dues, long waivedMinor, long sequenceNumber, int charges) {
        long total() {
            return dues.stream().mapToLong(Due::amountMinor).sum();
        }
    }

    public Arrears(long openingMinor) {
        owedMinor = openingMinor;
    }

    public void schedule(List<LocalDate> dates, List<Long> amounts) {
        schedule.clear();
        for (int i = 0; i < dates.size(); i++) {
            schedule.add(new Due(dates.get(i), amounts.get(i)));
        }
    }

    /** The schedule of an arrangement stands in the place of the account's own, for what is paid after this sequence number. */
    public void arrange(String id, List<LocalDate> dates, List<Long> amounts, long waivedMinor, long sequenceNumber) {
        List<Due> dues = new ArrayList<>();
        for (int i = 0; i < dates.size(); i++) {
            dues.add(new Due(dates.get(i), amounts.get(i)));
        }
        dues.sort(Comparator.comparing(Due::date));
        waivedBeforeMinor += waivedMinor();
        arranged = new Arranged(id, dues, waivedMinor, sequenceNumber, charges.size());
        state = "ACTIVE";
        ended = false;
    }

    /** The lender, or the close of the account, ended the arrangement of this id. @param outcome as the wire has it */
    public void endArrangement(String id, String outcome) {
        if (arranged != null && arranged.id().equals(id)) {
            state = outcome;
            ended = true;
        }
    }

    /** The account is closed: what stands is cancelled, what is over stays so. */
    public void closeArrangement() {
        if (arranged != null) {
            state = arrangementStands() ? "CANCELLED" : state;
            ended = true;
        }
    }

    /** @return {@code ACTIVE}, {@code COMPLETED}, {@code BROKEN} or {@code CANCELLED}; empty when there never was an arrangement */
    public String arrangementState() {
        return state;
    }

    public String arrangementId() {
        return arranged == null ? "" : arranged.id();
    }

    private boolean arrangementStands() {
        return state.equals("ACTIVE");
    }

    /** Looks at the arrangement again. @param today the local day @param graceDays that an instalment may be late */
    public void lookAt(LocalDate today, int graceDays) {
        Arranged last = arranged;
        if (last == null || ended) {
            return;
        }
        state = paidSince(last.sequenceNumber(), LocalDate.MAX) < last.total() ? "ACTIVE" : "COMPLETED";
        long due = 0;
        for (Due each : last.dues()) {
            due += each.amountMinor();
            LocalDate deadline = each.date().plusDays(graceDays);
            if (today.isAfter(deadline) && paidSince(last.sequenceNumber(), deadline) < due) {
                state = "BROKEN";
            }
        }
    }

    /** Days do not count. @param until the first day that counts again; null when nobody knows it */
    public void pause(String name, LocalDate from, @Nullable LocalDate until) {
        daysOff.off(name, from, until);
    }

    /** The days of this pause count again from then on. */
    public void resume(String name, LocalDate on) {
        daysOff.on(name, on);
    }

    /** @return the day that is so many counted days after another one; null when it never comes */
    @Nullable
    LocalDate dayAfter(LocalDate from, int days) {
        return daysOff.after(from, days);
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
        return owedMinor - waivedBeforeMinor - waivedMinor() - paidMinor();
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
        return oldestUnpaid(dues(), coveredMinor());
    }

    /** @return the same by the account's own schedule, whatever was arranged */
    public @Nullable LocalDate oldestUnpaidOfItsOwn() {
        return oldestUnpaid(ownDues(), paidMinor());
    }

    private @Nullable LocalDate oldestUnpaid(List<Due> dues, long coveredMinor) {
        if (balanceMinor() <= 0) {
            return null;
        }
        long covered = coveredMinor;
        for (Due due : dues) {
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
        return Math.max(0, Math.min(due - coveredMinor(), balanceMinor()));
    }

    /** @return counted days since the oldest unpaid due date; 0 on and before it */
    public int daysPastDue(LocalDate today) {
        LocalDate oldest = oldestUnpaid();
        return oldest == null || !oldest.isBefore(today) ? 0 : daysOff.counted(oldest, today);
    }

    private long paidMinor() {
        return payments.values().stream()
                .filter(Paid::stands)
                .mapToLong(Paid::amountMinor)
                .sum();
    }

    private long waivedMinor() {
        return arranged != null && state.equals("COMPLETED") ? arranged.waivedMinor() : 0;
    }

    private long coveredMinor() {
        return arranged != null && arrangementStands()
                ? paidSince(arranged.sequenceNumber(), LocalDate.MAX)
                : paidMinor() + waivedBeforeMinor + waivedMinor();
    }

    private List<Due> dues() {
        if (arranged == null || !arrangementStands()) {
            return ownDues();
        }
        List<Due> dues = new ArrayList<>(arranged.dues());
        dues.addAll(charges.subList(arranged.charges(), charges.size()));
        dues.sort(Comparator.comparing(Due::date));
        return dues;
    }

    private List<Due> ownDues() {
        List<Due> dues = new ArrayList<>(schedule);
        dues.addAll(charges);
        dues.sort(Comparator.comparing(Due::date));
        return dues;
    }
}
