package dev.janji.domain.account;

import dev.janji.domain.id.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The money history of one account: opening balance, schedule, charges, payments, reversals, adjustments. Immutable. Everything about
 * being late is computed from here, never from the last known status, so that a back-dated payment or a reversal counts as if
 * it had always been known.
 *
 * <p>Payments count for the oldest unpaid due date first. An adjustment changes the balance, not the schedule; what is overdue never
 * exceeds the balance. While an arrangement stands its instalments are due in the place of the schedule, which is kept.
 *
 * @param arrangement the last one; null when there never was one
 * @param ageing days that do not count
 * @param dues instalments and charges, oldest due date first
 * @param balanceMinor what is owed now, negative for a credit balance
 * @param coveredMinor how much of the dues is covered, by payments and by what was waived
 */
public record Ledger(
        Currency currency,
        long openingMinor,
        Instant openedAt,
        List<Instalment> schedule,
        List<Charge> charges,
        List<Payment> payments,
        List<Adjustment> adjustments,
        @Nullable Arrangement arrangement,
        Ageing ageing,
        List<Due> dues,
        long balanceMinor,
        long coveredMinor) {

    /** More entries than this are refused, so that no sum of amounts can overflow a {@code long}. */
    public static final int MOST_ENTRIES = 8_000;

    /** More instalments than this are refused. */
    public static final int MOST_INSTALMENTS = 600;

    public Ledger {
        schedule = List.copyOf(schedule);
        charges = List.copyOf(charges);
        payments = List.copyOf(payments);
        adjustments = List.copyOf(adjustments);
        dues = List.copyOf(dues);
    }

    /** An amount that falls due on a date. */
    public record Due(LocalDate date, long amountMinor) {}

    public static Ledger opened(Currency currency, long openingMinor, Instant at) {
        return of(currency, openingMinor, at, List.of(), List.of(), List.of(), List.of());
    }

    /** A ledger without an arrangement. */
    public static Ledger of(
            Currency currency,
            long openingMinor,
            Instant openedAt,
            List<Instalment> schedule,
            List<Charge> charges,
            List<Payment> payments,
            List<Adjustment> adjustments) {
        return of(currency, openingMinor, openedAt, schedule, charges, payments, adjustments, null);
    }

    /** A ledger of which every day counts. */
    public static Ledger of(
            Currency currency,
            long openingMinor,
            Instant openedAt,
            List<Instalment> schedule,
            List<Charge> charges,
            List<Payment> payments,
            List<Adjustment> adjustments,
            @Nullable Arrangement arrangement) {
        return of(currency, openingMinor, openedAt, schedule, charges, payments, adjustments, arrangement, Ageing.NONE);
    }

    /** Builds the derived figures; what a snapshot needs to come back. */
    public static Ledger of(
            Currency currency,
            long openingMinor,
            Instant openedAt,
            List<Instalment> schedule,
            List<Charge> charges,
            List<Payment> payments,
            List<Adjustment> adjustments,
            @Nullable Arrangement arrangement,
            Ageing ageing) {
        long waived = arrangement == null ? 0 : arrangement.givenUpMinor();
        long balance = openingMinor - waived;
        for (Charge charge : charges) {
            balance += charge.amountMinor();
        }
        for (Adjustment adjustment : adjustments) {
            balance += adjustment.amountMinor();
        }
        Arrangement standing = standing(arrangement);
        int from = standing == null ? 0 : standing.before().payments();
        long covered = standing == null ? waived : 0;
        for (int i = 0; i < payments.size(); i++) {
            if (payments.get(i).stands()) {
                balance -= payments.get(i).amountMinor();
                covered += i < from ? 0 : payments.get(i).amountMinor();
            }
        }
        return new Ledger(
                currency,
                openingMinor,
                openedAt,
                schedule,
                charges,
                payments,
                adjustments,
                arrangement,
                ageing,
                duesOf(schedule, charges, arrangement),
                balance,
                covered);
    }

    public int entries() {
        return charges.size() + payments.size() + adjustments.size();
    }

    public Ledger scheduled(List<Instalment> instalments) {
        return dueBy(instalments, charges, balanceMinor);
    }

    public Ledger charged(Charge charge) {
        return dueBy(schedule, appended(charges, charge), balanceMinor + charge.amountMinor());
    }

    /** The arrangement takes the place of the one before, or goes on in another state. */
    public Ledger arranged(Arrangement next) {
        return of(currency, openingMinor, openedAt, schedule, charges, payments, adjustments, next, ageing);
    }

    /** Other days do not count. */
    public Ledger with(Ageing next) {
        return of(currency, openingMinor, openedAt, schedule, charges, payments, adjustments, arrangement, next);
    }

    /** @return what an arrangement agreed now has before it */
    public Arrangement.Before before() {
        return new Arrangement.Before(
                payments.size(), charges.size(), arrangement == null ? 0 : arrangement.givenUpMinor());
    }

    public boolean hasArrangement() {
        return standing(arrangement) != null;
    }

    private Ledger dueBy(List<Instalment> instalments, List<Charge> charged, long balance) {
        return new Ledger(
                currency,
                openingMinor,
                openedAt,
                instalments,
                charged,
                payments,
                adjustments,
                arrangement,
                ageing,
                duesOf(instalments, charged, arrangement),
                balance,
                coveredMinor);
    }

    public Ledger paid(Payment payment) {
        return new Ledger(
                currency,
                openingMinor,
                openedAt,
                schedule,
                charges,
                appended(payments, payment),
                adjustments,
                arrangement,
                ageing,
                dues,
                balanceMinor - payment.amountMinor(),
                coveredMinor + payment.amountMinor());
    }

    public Ledger reversed(PaymentId id, Instant at) {
        List<Payment> changed = new ArrayList<>(payments);
        changed.replaceAll(payment -> payment.id().equals(id) && payment.stands() ? payment.reversed(at) : payment);
        return of(currency, openingMinor, openedAt, schedule, charges, changed, adjustments, arrangement, ageing);
    }

    public Ledger adjusted(Adjustment adjustment) {
        return new Ledger(
                currency,
                openingMinor,
                openedAt,
                schedule,
                charges,
                payments,
                appended(adjustments, adjustment),
                arrangement,
                ageing,
                dues,
                balanceMinor + adjustment.amountMinor(),
                coveredMinor);
    }

    /** @return the payment, or null when the account never had one with this id */
    public @Nullable Payment payment(PaymentId id) {
        for (int i = payments.size() - 1; i >= 0; i--) {
            if (payments.get(i).id().equals(id)) {
                return payments.get(i);
            }
        }
        return null;
    }

    public boolean hasCharge(String chargeId) {
        return charges.stream().anyMatch(charge -> charge.chargeId().equals(chargeId));
    }

    /** @return the earliest due date, past or future, that payments do not cover; null when all are covered or nothing is owed */
    public @Nullable LocalDate earliestUnpaidDueDate() {
        if (balanceMinor <= 0) {
            return null;
        }
        long left = coveredMinor;
        for (Due due : dues) {
            left -= due.amountMinor();
            if (left < 0) {
                return due.date();
            }
        }
        return null;
    }

    /** @return what fell due before {@code today} and is not paid, in minor units, never more than the balance */
    public long overdueMinor(LocalDate today) {
        long due = 0;
        for (Due each : dues) {
            if (!each.date().isBefore(today)) {
                break;
            }
            due += each.amountMinor();
        }
        return Math.max(0, Math.min(due - coveredMinor, balanceMinor));
    }

    /** @return what has to be paid for the earliest unpaid due date and everything due before {@code today} */
    public long payableMinor(LocalDate today) {
        LocalDate earliest = earliestUnpaidDueDate();
        if (earliest == null) {
            return 0;
        }
        return earliest.isBefore(today) ? overdueMinor(today) : overdueMinor(earliest.plusDays(1));
    }

    /**
     * Days past due: days since the earliest unpaid due date that are not paused. The only place that takes paused days off.
     *
     * @param today the debtor's local date
     * @return from 1 when something is overdue (the due day itself is not late) unless all days since are paused, 0 when nothing is, negative before the first due date of the
     *     account's own schedule
     */
    public int daysPastDue(LocalDate today) {
        LocalDate earliest = earliestUnpaidDueDate();
        if (earliest != null && earliest.isBefore(today)) {
            return ageing.countedDays(earliest, today);
        }
        if (!dues.isEmpty()
                && !hasArrangement()
                && balanceMinor > 0
                && today.isBefore(dues.get(0).date())) {
            return Math.toIntExact(today.toEpochDay() - dues.get(0).date().toEpochDay());
        }
        return 0;
    }

    /** @return how many of the days since the earliest unpaid due date do not count */
    public int pausedDays(LocalDate today) {
        LocalDate earliest = earliestUnpaidDueDate();
        return earliest == null ? 0 : ageing.pausedDays(earliest, today);
    }

    /** @return the first day on which the days past due reach {@code days} when nothing is paid; null when they never do, or nothing is unpaid */
    public @Nullable LocalDate dayOfAge(int days) {
        LocalDate earliest = earliestUnpaidDueDate();
        return earliest == null ? null : ageing.dayAfter(earliest, days);
    }

    /** @return the ledger with only the entries stored here until {@code instant}; schedule, arrangement and pauses are today's */
    public Ledger asOf(Instant instant) {
        List<Payment> then = payments.stream()
                .filter(payment -> !payment.receivedAt().isAfter(instant))
                .map(payment -> {
                    Instant reversed = payment.reversedAt();
                    return reversed != null && reversed.isAfter(instant)
                            ? new Payment(
                                    payment.id(),
                                    payment.amountMinor(),
                                    payment.valueDate(),
                                    payment.receivedAt(),
                                    payment.sequenceNumber(),
                                    null)
                            : payment;
                })
                .toList();
        return of(
                currency,
                openingMinor,
                openedAt,
                schedule,
                charges.stream()
                        .filter(charge -> !charge.postedAt().isAfter(instant))
                        .toList(),
                then,
                adjustments.stream().filter(each -> !each.at().isAfter(instant)).toList(),
                arrangement,
                ageing);
    }

    /** @return the sum of the payments that stand, stored after the first {@code before}, with a value date up to {@code until} */
    long paidSinceMinor(int before, LocalDate until) {
        long paid = 0;
        for (int i = before; i < payments.size(); i++) {
            Payment payment = payments.get(i);
            if (payment.stands() && !payment.valueDate().isAfter(until)) {
                paid += payment.amountMinor();
            }
        }
        return paid;
    }

    private static @Nullable Arrangement standing(@Nullable Arrangement arrangement) {
        return arrangement != null && arrangement.stands() ? arrangement : null;
    }

    private static List<Due> duesOf(
            List<Instalment> schedule, List<Charge> charges, @Nullable Arrangement arrangement) {
        Arrangement standing = standing(arrangement);
        List<Instalment> instalments = standing == null ? schedule : standing.instalments();
        int from = standing == null ? 0 : Math.min(standing.before().charges(), charges.size());
        List<Due> dues = new ArrayList<>(instalments.size() + charges.size() - from);
        instalments.forEach(each -> dues.add(new Due(each.dueDate(), each.amountMinor())));
        charges.subList(from, charges.size()).forEach(each -> dues.add(new Due(each.dueDate(), each.amountMinor())));
        dues.sort(Comparator.comparing(Due::date));
        return dues;
    }

    private static <T> List<T> appended(List<T> list, T element) {
        @SuppressWarnings("unchecked")
        T[] array = (T[]) list.toArray(new Object[list.size() + 1]);
        array[list.size()] = element;
        return List.of(array);
    }
}
